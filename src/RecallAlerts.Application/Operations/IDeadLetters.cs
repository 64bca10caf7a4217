using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Operations;

/// <summary>Why an event was put aside: one of a closed list, because what a broker or a person wrote beside it may be anything.</summary>
public sealed record DeadLetterReason
{
    private DeadLetterReason(string name) => Name = name;

    /// <summary>A fault of ours at every delivery: mostly a store that was ill for long.</summary>
    public static DeadLetterReason Failed { get; } = new("failed-at-every-delivery");

    /// <summary>Nobody took it in time.</summary>
    public static DeadLetterReason Expired { get; } = new("expired");

    /// <summary>None of the others: put aside by hand, or by a version that knew another reason.</summary>
    public static DeadLetterReason Other { get; } = new("other");

    /// <summary>All reasons: the problem types, then the others.</summary>
    public static IReadOnlyList<DeadLetterReason> All { get; } = [.. NameOf<ProblemType>.All.Select(name => new DeadLetterReason(name)), Failed, Expired, Other];

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The reason of a name; null when it is none.</summary>
    public static DeadLetterReason? Find(string? name) => All.FirstOrDefault(r => r.Name == name);
}

/// <summary>How many events were put aside for one reason.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Count">How many.</param>
/// <param name="OldestAt">When the oldest of them came into the queue, UTC.</param>
public sealed record DeadLetterCount(DeadLetterReason Reason, int Count, Instant OldestAt);

/// <summary>What is put aside. A closed hierarchy.</summary>
public abstract record DeadLettersFound
{
    /// <summary>It was counted.</summary>
    /// <param name="Counts">By reason, most first; empty when nothing is put aside.</param>
    /// <param name="IsAll">Whether all of it was counted; otherwise there may be more.</param>
    public sealed record Counted(IReadOnlyList<DeadLetterCount> Counts, bool IsAll) : DeadLettersFound;

    /// <summary>It cannot be known now.</summary>
    /// <param name="Why">Why, for a person.</param>
    public sealed record Unreachable(string Why) : DeadLettersFound;
}

/// <summary>What became of sending back.</summary>
/// <param name="Count">How many events were sent back.</param>
/// <param name="Failure">Why it ended early, for a person; null when it did not.</param>
public sealed record SentBack(int Count, string? Failure);

/// <summary>Events that the queue delivered and that were put aside with a reason: they keep what they say, so they can be tried again. Nothing of a person is read from them.</summary>
public interface IDeadLetters
{
    /// <summary>The most events that are counted.</summary>
    const int MostCounted = 1_000;

    /// <summary>The most events that are sent back at once.</summary>
    const int MostAtOnce = 100;

    /// <summary>Counts what is put aside, up to <see cref="MostCounted"/>, oldest first.</summary>
    Task<DeadLettersFound> CountAsync(CancellationToken cancellation);

    /// <summary>
    /// Sends back what was put aside for a reason, or for any (null), oldest first, <see cref="MostAtOnce"/> at most. Each goes once, and whatever is refused anew is put aside anew.
    /// What is sent back is recorded as if it came for the first time: an event that was recorded already changes nothing.
    /// </summary>
    Task<SentBack> SendBackAsync(DeadLetterReason? reason, CancellationToken cancellation);
}
