using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Functions.Tests.Given;

/// <summary>A clock that stands where a test puts it.</summary>
internal sealed class Clock(Instant now) : TimeProvider
{
    public Instant Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
}
