using RecallAlerts.Api.Words;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Api.Pages.Releases;

/// <summary>What was recorded of a release, in words: what, when, by whom, and whether it counts.</summary>
internal static class FactLines
{
    /// <summary>All that was recorded, the latest first.</summary>
    /// <param name="listed">As it was sent.</param>
    /// <param name="history">The same as facts.</param>
    /// <param name="now">Now, UTC.</param>
    public static IReadOnlyList<FactLine> Of(IReadOnlyList<ListedFact> listed, CaseHistory history, Instant now)
    {
        var facts = history.Recorded.ToLookup(f => (f.EventId, f.OccurredAt, f.RecordedAt));
        var (withdrawn, taken) = (history.Recorded.OfType<FactWithdrawn>().Where(w => w.EffectiveAt <= now).Select(w => w.WithdrawnEventId).ToHashSet(StringComparer.Ordinal), new Dictionary<(string, Instant, Instant), int>());
        var lines = new List<FactLine>(listed.Count);
        foreach (var l in listed)
        {
            // Variants of one event may agree in all three: they come in one order.
            var (key, at) = ((l.EventId, l.OccurredAt, l.RecordedAt), taken.GetValueOrDefault((l.EventId, l.OccurredAt, l.RecordedAt)));
            taken[key] = at + 1;
            if (facts[key].ElementAtOrDefault(at) is { } fact) lines.Add(Line(fact, l.RecordedBy, withdrawn.Contains(fact.EventId), now));
        }

        lines.Reverse();
        return lines;
    }

    private static FactLine Line(Fact fact, string? by, bool isWithdrawn, Instant now) => new(
        fact.OccurredAt, fact.RecordedAt, by is null ? null : ByWords(by), FactWords.Of(fact), isWithdrawn ? "withdrawn: it does not count" : fact.EffectiveAt > now ? "counts from when it happens" : null);

    // role:id as sources send it.
    private static string ByWords(string by) => Person.TryParse(by, out var person) ? RoleWords.Of(person) : by;
}
