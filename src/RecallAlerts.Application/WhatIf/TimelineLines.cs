using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.WhatIf;

/// <summary>
/// Turns what is stored of a release into lines to be played, each at the instant at which the service knew of it. A release that was registered
/// more than a day after it happened is taken for an imported history, which is played as it happened and not as the one day of its import:
/// it is registered at its release at the latest, and what arrived with the import without saying when it was recorded counts as recorded when it
/// happened.
/// </summary>
public static class TimelineLines
{
    private const int LateAfterHours = 24;
    private const int WithTheImportHours = 1;

    /// <summary>The lines of a release, its registration first.</summary>
    /// <param name="timeline">What is stored.</param>
    /// <param name="first">The number of the first line.</param>
    public static IEnumerable<PlayLine> Of(StoredTimeline timeline, int first)
    {
        var isImported = IsImported(timeline);
        var facts = timeline.Facts.Select(f => (At: RecordedAt(f, timeline, isImported), Fact: f)).ToArray();
        var registeredAt = facts.Select(f => f.At).Append(RegisteredAt(timeline, isImported)).Min();
        yield return PlayLine.Of(registeredAt, first, new Incoming.Registering(timeline.Registered, null));
        for (var i = 0; i < facts.Length; i++)
            yield return PlayLine.Of(facts[i].At, first + 1 + i, new Incoming.Recording(timeline.Id.Value, Known(facts[i].Fact, facts[i].At)));
    }

    private static bool IsImported(StoredTimeline timeline) => timeline.RegisteredAt > timeline.Registered.ReleasedAt.PlusHours(LateAfterHours);

    private static Instant RegisteredAt(StoredTimeline timeline, bool isImported) => isImported ? timeline.Registered.ReleasedAt : timeline.RegisteredAt;

    private static Instant RecordedAt(RecordedFact recorded, StoredTimeline timeline, bool isImported)
    {
        var (fact, import) = (recorded.Fact, timeline.RegisteredAt);
        var cameWithIt = isImported && fact.RecordedAt >= import && fact.RecordedAt <= import.PlusHours(WithTheImportHours) && fact.OccurredAt < import;
        return cameWithIt ? fact.OccurredAt : fact.RecordedAt;
    }

    private static RecordedFact Known(RecordedFact recorded, Instant at) =>
        recorded.Fact.RecordedAt == at ? recorded : recorded with { Fact = recorded.Fact with { RecordedAt = at } };
}
