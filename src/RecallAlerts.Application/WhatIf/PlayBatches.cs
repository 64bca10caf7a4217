using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.WhatIf;

/// <summary>
/// Splits releases into batches that can be played one after the other. Only messages to a practitioner join releases, so those that ever shared one
/// are played together, and splitting changes no figure: it bounds memory.
/// </summary>
public sealed class PlayBatches
{
    private readonly List<ReleaseId> _releases = [];
    private readonly List<int> _joined = [];
    private readonly Dictionary<string, int> _practitioners = new(StringComparer.Ordinal);

    /// <summary>Adds a release with all practitioners whom its timeline names.</summary>
    public void Add(StoredTimeline timeline)
    {
        var at = _releases.Count;
        _releases.Add(timeline.Id);
        _joined.Add(at);
        foreach (var practitioner in PractitionersOf(timeline))
        {
            if (_practitioners.TryAdd(practitioner, at)) continue;
            Join(_practitioners[practitioner], at);
        }
    }

    /// <summary>The batches: at least so many releases each but the last, more where more are joined, in the order in which they were added.</summary>
    public IReadOnlyList<IReadOnlyList<ReleaseId>> Split(int together)
    {
        var batches = new List<List<ReleaseId>>();
        foreach (var group in Enumerable.Range(0, _releases.Count).GroupBy(FirstOf))
        {
            if (batches.Count == 0 || batches[^1].Count >= together) batches.Add([]);
            batches[^1].AddRange(group.Select(i => _releases[i]));
        }

        return batches;
    }

    private static IEnumerable<string> PractitionersOf(StoredTimeline timeline) => timeline.Facts.Select(f => f.Fact switch
    {
        PractitionerAllocated allocated => allocated.PractitionerId,
        ReleaseAmended amended => amended.Amendment.PractitionerId?.Value,
        _ => null,
    }).Append(timeline.Registered.PractitionerId).OfType<string>().Distinct(StringComparer.Ordinal);

    // The earlier stands for both, so that the order of batches is that of the releases.
    private void Join(int a, int b)
    {
        var (first, second) = (FirstOf(a), FirstOf(b));
        _joined[Math.Max(first, second)] = Math.Min(first, second);
    }

    private int FirstOf(int i)
    {
        while (_joined[i] != i) i = _joined[i] = _joined[_joined[i]];
        return i;
    }
}
