namespace RecallAlerts.Functions.Watching;

/// <summary>With what an execution of a watch begins: instants, nothing else.</summary>
/// <param name="NextLookAt">When to look, UTC, jitter included; null to look at once; the last instant there is to wait for events only.</param>
/// <param name="FailingSince">Since when looks fail, UTC; null when the last one did not.</param>
public sealed record WatchInput(DateTimeOffset? NextLookAt = null, DateTimeOffset? FailingSince = null);

/// <summary>What a look answers.</summary>
/// <param name="NextLookAt">When the release is to be looked at next, UTC; null when only an event can change anything.</param>
/// <param name="IsEnded">Whether the watch is over.</param>
/// <param name="HasRecall">Whether there is a recall that waits to be classified.</param>
public sealed record WatchAnswer(DateTimeOffset? NextLookAt, bool IsEnded, bool HasRecall);
