using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Simulation.Lives;

namespace RecallAlerts.LocalHost.Simulation;

/// <summary>
/// The lines of one release as they arrive: in the order of writing down, but for some that overtake, some that come twice and
/// some that name the person only.
/// </summary>
internal static class Sending
{
    public static IReadOnlyList<SimulatedEvent> Send(ReleaseProfile profile, List<DraftLine> lines, Dice dice)
    {
        var order = lines.OrderBy(l => l.RecordedAt).ThenBy(l => l.Id, StringComparer.Ordinal).ToList();
        Overtake(order, dice);
        var watched = Watched(order, profile);
        var events = new List<SimulatedEvent>(order.Count + 2);
        for (var i = 0; i < order.Count; i++)
        {
            var byCrn = watched.Contains(i) && order[i].OccurredAt >= profile.ReleasedAt && dice.Chance(CohortDefaults.NamedByCrn);
            events.Add(Line(order[i], byCrn ? profile.Crn : profile.ReleaseId));
        }

        Repeat(events, profile, dice);
        return events;
    }

    /// <summary>Only the order of the lines changes: what each says of its time stays.</summary>
    private static void Overtake(List<DraftLine> order, Dice dice)
    {
        for (var i = 0; i < order.Count - 1; i++)
        {
            if (!dice.Chance(CohortDefaults.OutOfOrder)) continue;
            var later = Math.Min(order.Count - 1, i + dice.Between(1, 4));
            var line = order[i];
            order.RemoveAt(i);
            order.Insert(later, line);
        }
    }

    /// <summary>
    /// The places where the CRN names this release and no other, in the order of the file as in the order of writing down: after
    /// the registration and before anything that ends the watch.
    /// </summary>
    private static HashSet<int> Watched(List<DraftLine> order, ReleaseProfile profile)
    {
        var registered = order.FindIndex(l => l.Type == FactTypes.Registered);
        var since = order[registered].RecordedAt;
        var ends = order.FindAll(IsEnding);
        var until = ends.Select(l => Instant.Earliest(l.OccurredAt, l.RecordedAt))
            .Aggregate((Instant?)profile.WatchedUntil, Instant.Earliest);
        var place = order.FindIndex(IsEnding) is var first and >= 0 ? first : order.Count;
        return [.. Enumerable.Range(0, order.Count).Where(i =>
            i > registered && i < place && order[i].RecordedAt > since && order[i].RecordedAt < until)];
    }

    private static bool IsEnding(DraftLine line) => line.Type is FactTypes.Recall or FactTypes.WatchEnded;

    /// <summary>The same line again, word for word, a little later; never one by CRN, which by then may name nobody.</summary>
    private static void Repeat(List<SimulatedEvent> events, ReleaseProfile profile, Dice dice)
    {
        for (var i = events.Count - 1; i >= 0; i--)
        {
            if (events[i].Subject == profile.Crn || !dice.Chance(CohortDefaults.Repeated)) continue;
            events.Insert(Math.Min(events.Count, i + dice.Between(1, 5)), events[i]);
        }
    }

    private static SimulatedEvent Line(DraftLine line, string subject) =>
        new(line.Id, line.Type, subject, line.OccurredAt, line.RecordedAt, line.RecordedBy, line.Data);
}
