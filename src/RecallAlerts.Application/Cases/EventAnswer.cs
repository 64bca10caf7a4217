using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Cases;

/// <summary>What became of one event.</summary>
public enum EventStatus
{
    /// <summary>Stored; a review follows.</summary>
    Accepted,

    /// <summary>Known already; nothing changed.</summary>
    Duplicate,

    /// <summary>Kept until its release is registered.</summary>
    Held,

    /// <summary>Refused; nothing is stored but type, problem and time.</summary>
    Rejected,

    /// <summary>An event of another system that means nothing here: counted, and let pass.</summary>
    Ignored,
}

/// <summary>The answer to one event.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Problem">Why it was refused; null otherwise.</param>
/// <param name="ReleaseId">The release that it went to; null when it went to none.</param>
public sealed record EventAnswer(EventStatus Status, Problem? Problem = null, ReleaseId? ReleaseId = null)
{
    /// <summary>Why it was let pass, in a word; null otherwise.</summary>
    public string? Reason { get; init; }
}
