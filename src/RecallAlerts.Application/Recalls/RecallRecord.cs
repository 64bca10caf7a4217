using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Application.Recalls;

/// <summary>Whether a recall stands.</summary>
public enum RecallStatus
{
    /// <summary>active</summary>
    Active,

    /// <summary>withdrawn: every fact that recorded it was.</summary>
    Withdrawn,
}

/// <summary>Why somebody was recalled, as a person or the classifier answers it.</summary>
/// <param name="Primary">The earliest cause that led to the recall.</param>
/// <param name="Secondary">Other causes, in the order of <see cref="RecallReason"/>.</param>
public sealed record ReasonAnswer(RecallReason Primary, IReadOnlyList<RecallReason> Secondary)
{
    /// <summary>Whether two answers name the same causes.</summary>
    public bool IsSameAs(ReasonAnswer? other) => other is not null && Primary == other.Primary && Secondary.SequenceEqual(other.Secondary);
}

/// <summary>An answer that was given, by the classifier or by a person; none is ever changed.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Reason">The answer.</param>
public abstract record PastAnswer(Instant At, ReasonAnswer Reason)
{
    /// <summary>The classifier's.</summary>
    /// <param name="At">When, UTC.</param>
    /// <param name="Reason">The answer.</param>
    /// <param name="Confidence">How sure it was, 0 to 1.</param>
    /// <param name="Classifier">Its version.</param>
    public sealed record OfClassifier(Instant At, ReasonAnswer Reason, double Confidence, string Classifier) : PastAnswer(At, Reason);

    /// <summary>A person's.</summary>
    /// <param name="At">When, UTC.</param>
    /// <param name="Reason">The answer.</param>
    /// <param name="By">Who.</param>
    /// <param name="Words">Why, in their own words: never in plain in a store, a log or an export.</param>
    public sealed record OfPerson(Instant At, ReasonAnswer Reason, Person By, string Words) : PastAnswer(At, Reason);
}

/// <summary>
/// What is kept of one recall. All of it but people's answers follows from the facts, the alerts and the classifier, and is made again whenever
/// one of them changes.
/// </summary>
public sealed record RecallRecord
{
    /// <summary>Its id at the source.</summary>
    public required string RecallId { get; init; }

    /// <summary>The moment of recall, UTC.</summary>
    public required Instant RecalledAt { get; init; }

    /// <summary>When the fact in force was recorded, UTC.</summary>
    public required Instant RecordedAt { get; init; }

    /// <summary>The official type, such as LR or FTR_28; null when it was not sent.</summary>
    public string? Type { get; init; }

    /// <summary>The official reasons as recorded, joined by ';'; empty when none were.</summary>
    public required string RecordedReasons { get; init; }

    /// <summary>Whether it stands.</summary>
    public RecallStatus Status { get; init; }

    /// <summary>The eventId of the fact whose narrative the classifier read; null when there was none.</summary>
    public string? NarrativeOf { get; init; }

    /// <summary>Whether that narrative is still there.</summary>
    public bool HasNarrative { get; init; }

    /// <summary>The classifier's answer.</summary>
    public required RecallClassification Machine { get; init; }

    /// <summary>The policy under which it was made.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>The last person's answer; null when nobody gave one.</summary>
    public ReasonAnswer? Person { get; init; }

    /// <summary>How the person stood when recalled.</summary>
    public required RecallStanding Standing { get; init; }

    /// <summary>What the service had said before.</summary>
    public required LookBack LookBack { get; init; }

    /// <summary>All answers in the order in which they were given.</summary>
    public IReadOnlyList<PastAnswer> Answers { get; init; } = [];

    /// <summary>The answer that the row stands for: the person's where there is one.</summary>
    public ReasonAnswer Reason => Person ?? OfMachine;

    /// <summary>The classifier's answer, without what it rests on.</summary>
    public ReasonAnswer OfMachine => new(Machine.Primary, Machine.Secondary);
}
