using RecallAlerts.Application.Operations;
using RecallAlerts.Application.Queries;

namespace RecallAlerts.Api.Pages.Operating;

/// <summary>A figure of the proof of watch, with what it means and what to do.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="Count">How many.</param>
/// <param name="Fails">Whether the proof fails by it.</param>
/// <param name="Means">What it means.</param>
/// <param name="ToDo">What to do; empty when there is nothing to do.</param>
public sealed record ProofLine(string Name, long Count, bool Fails, string Means, string ToDo);

/// <summary>What is held of one kind, by age.</summary>
/// <param name="Kind">For what it is held.</param>
/// <param name="Name">The type, or why it waits.</param>
/// <param name="Day">Up to a day old.</param>
/// <param name="Week">Up to 7 days old.</param>
/// <param name="Month">Up to 30 days old.</param>
/// <param name="Older">Older.</param>
public sealed record HeldLine(HeldKind Kind, string Name, long Day, long Week, long Month, long Older)
{
    /// <summary>All of it.</summary>
    public long All => Day + Week + Month + Older;
}

/// <summary>What those who operate the service have to know today. Nothing in it names a person.</summary>
/// <param name="Proof">The figures of the proof of watch.</param>
/// <param name="Messages">Messages that wait, those that failed first.</param>
/// <param name="Unsent">How many wait in all.</param>
/// <param name="Held">What is held.</param>
/// <param name="Refused">What was refused in the last 30 days.</param>
public sealed record OperationsModel(
    IReadOnlyList<ProofLine> Proof, IReadOnlyList<WaitingMessage> Messages, long Unsent, IReadOnlyList<HeldLine> Held, IReadOnlyList<RefusedCount> Refused)
{
    /// <summary>What the queue put aside; null where there is no queue.</summary>
    public DeadLettersFound? DeadLetters { get; init; }

    /// <summary>What became of a form; null when none was sent.</summary>
    public string? Done { get; init; }

    /// <summary>Why a form had no effect, or not all of it; null when it had.</summary>
    public string? NotDone { get; init; }

    /// <summary>Whether everything is watched.</summary>
    public bool IsProven => !Proof.Any(p => p.Fails);
}

/// <summary>Makes lines of counts: pure.</summary>
internal static class OperationsLines
{
    private const int Week = 7;
    private const int Month = 30;

    /// <summary>The proof of watch, what fails first.</summary>
    public static IReadOnlyList<ProofLine> Of(WatchProof proof) =>
    [
        .. new ProofLine[]
        {
            new("Releases without a next look", proof.Unwatched, proof.Unwatched > 0, "Nobody would notice if something happened to these.", "Each proof starts them again: load this page again. If it stays, the store or the orchestrations are ill; read the errors of the last hour."),
            new("Looks late by over 5 minutes", proof.Overdue, proof.Overdue > 0, "The watch does not keep up, or stands.", "Look at the load of the machine; on Azure at the Durable backlog, and whether a deployment was rolled back under running watches."),
            new("Reviews waiting for over 2 minutes", proof.PendingTooLong, proof.PendingTooLong > 0, "Facts came in and were not looked at yet.", "As above. A large import under way does this too, and ends by itself."),
            new("Messages that failed", proof.Failing, false, "They were tried and did not leave; each is tried again by itself, at most an hour apart.", "The reason stands below: mostly an address that the directory lacks."),
        }.OrderByDescending(p => p.Fails),
        new("Messages that wait", proof.Unsent, false, "Decided and not yet sent, those that failed among them.", ""),
        new("Events and envelopes held", proof.Held, false, "They came before what they belong to. Some are always there; a sudden rise is a source that sends events before releases.", ""),
        new("Releases watched", proof.Watched, false, "Pending or watched. Each must have a next look.", ""),
    ];

    /// <summary>What is held, by kind and name, with its age in whole days (UTC).</summary>
    public static IReadOnlyList<HeldLine> Of(IReadOnlyList<HeldCount> held, DateOnly today) =>
    [
        .. held.GroupBy(h => (h.Kind, h.Name)).OrderBy(g => g.Key.Kind).ThenBy(g => g.Key.Name, StringComparer.Ordinal).Select(g => new HeldLine(
            g.Key.Kind, g.Key.Name, Sum(g, today, -1, 1), Sum(g, today, 1, Week), Sum(g, today, Week, Month), Sum(g, today, Month, int.MaxValue))),
    ];

    private static long Sum(IEnumerable<HeldCount> held, DateOnly today, int over, int atMost) => held.Where(h => Age(h, today) > over && Age(h, today) <= atMost).Sum(h => h.Count);

    // A clock that is behind another's makes nothing older.
    private static int Age(HeldCount h, DateOnly today) => Math.Max(0, today.DayNumber - h.ReceivedOn.DayNumber);
}
