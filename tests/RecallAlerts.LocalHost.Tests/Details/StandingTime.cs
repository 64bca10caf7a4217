namespace RecallAlerts.LocalHost.Tests.Details;

/// <summary>A clock that stands where a test puts it.</summary>
internal sealed class StandingTime : TimeProvider
{
    public int Seconds { get; set; }

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 6, 2, 9, 0, 0, TimeSpan.Zero).AddSeconds(Seconds);
}
