using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Reviews;

/// <summary>Whether a release is watched.</summary>
public enum WatchState
{
    /// <summary>Not yet released.</summary>
    Pending,

    /// <summary>Watched.</summary>
    Watching,

    /// <summary>No longer watched.</summary>
    Ended,
}

/// <summary>The part of the watch; a boundary alone is not a change.</summary>
public enum Phase
{
    /// <summary>Day 0.</summary>
    ReleaseDay,

    /// <summary>Days 1 to 7.</summary>
    FirstWeek,

    /// <summary>Days 8 to 28.</summary>
    EarlyRecallWindow,

    /// <summary>Days 29 to 84.</summary>
    Settling,

    /// <summary>Day 85 on.</summary>
    Sustaining,
}

/// <summary>A condition that holds, suppressed or not.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Key">Tells conditions of the rule apart.</param>
/// <param name="Since">From when it holds by the facts, UTC; may lie before a late record.</param>
/// <param name="Severity">How much it matters now.</param>
/// <param name="SuppressedBy">The rule that speaks for this one; null when nobody does.</param>
/// <param name="BasisEventId">The fact that it rests on; null when it rests on the absence of one.</param>
public sealed record Condition(RuleId Rule, string Key, Instant Since, Severity Severity, RuleId? SuppressedBy, string? BasisEventId);

/// <summary>What is true of a release at one moment, and when that changes next if nothing more is recorded.</summary>
/// <param name="State">Whether it is watched.</param>
/// <param name="Phase">The part of the watch; null unless watching.</param>
/// <param name="Conditions">What holds, by (rule, key).</param>
/// <param name="NextChangeAt">The earliest later instant at which state or conditions differ; null is never.</param>
public sealed record Review(WatchState State, Phase? Phase, IReadOnlyList<Condition> Conditions, Instant? NextChangeAt);
