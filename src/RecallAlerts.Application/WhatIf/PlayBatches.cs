using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.WhatIf;

/// <summary>Releases that are played together.</summary>
/// <param name="Counted">Releases whose alerts are counted here; each release is counted in one batch.</param>
/// <param name="Also">Other releases that practitioners of the batch ever held: they are played for what is told to these.</param>
/// <param name="Practitioners">Practitioners whose days and messages are counted here; each in one batch.</param>
public sealed record PlayBatch(IReadOnlyList<ReleaseId> Counted, IReadOnlyList<ReleaseId> Also, IReadOnlySet<string> Practitioners);

/// <summary>
/// Splits releases into batches that are played one after the other, so that memory does not grow with the store. Alerts depend on their own release
/// only, and what a practitioner is told on the releases that they ever held: with all of these in their batch, splitting changes no figure.
/// </summary>
public sealed class PlayBatches
{
    private readonly Dictionary<string, List<ReleaseId>> _pdus = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Pdu, List<ReleaseId> Held)> _practitioners = new(StringComparer.Ordinal);

    /// <summary>Adds a release with all practitioners whom its timeline names.</summary>
    public void Add(StoredTimeline timeline)
    {
        var pdu = timeline.Registered.Pdu;
        if (!_pdus.TryGetValue(pdu, out var releases)) _pdus.Add(pdu, releases = []);
        releases.Add(timeline.Id);
        foreach (var practitioner in PractitionersOf(timeline))
        {
            if (!_practitioners.TryGetValue(practitioner, out var known)) _practitioners.Add(practitioner, known = (pdu, []));
            known.Held.Add(timeline.Id);
        }
    }

    /// <summary>The batches: whole PDUs, by slug, until there are so many releases. A practitioner goes where they were first named.</summary>
    public IReadOnlyList<PlayBatch> Split(int together)
    {
        var batches = new List<List<string>>();
        var count = together;
        foreach (var (pdu, releases) in _pdus.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            if (count >= together) (batches, count) = ([.. batches, []], 0);
            batches[^1].Add(pdu);
            count += releases.Count;
        }

        return batches.ConvertAll(Batch);
    }

    private PlayBatch Batch(List<string> pdus)
    {
        var counted = pdus.SelectMany(p => _pdus[p]).ToHashSet();
        var practitioners = _practitioners.Where(p => pdus.Contains(p.Value.Pdu)).ToArray();
        var also = practitioners.SelectMany(p => p.Value.Held).Where(r => !counted.Contains(r)).Distinct();
        return new PlayBatch([.. counted.Order()], [.. also.Order()], practitioners.Select(p => p.Key).ToHashSet(StringComparer.Ordinal));
    }

    private static IEnumerable<string> PractitionersOf(StoredTimeline timeline) => timeline.Facts.Select(f => f.Fact switch
    {
        PractitionerAllocated allocated => allocated.PractitionerId,
        ReleaseAmended amended => amended.Amendment.PractitionerId?.Value,
        _ => null,
    }).Append(timeline.Registered.PractitionerId).OfType<string>().Distinct(StringComparer.Ordinal);
}
