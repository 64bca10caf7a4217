using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.LocalHost.Serving;

/// <summary>A clock that stands where it was put, or from there goes on with real time when it is served.</summary>
/// <param name="start">Where it stands first.</param>
public sealed class VirtualTime(Instant start) : TimeProvider
{
    private readonly long _since = System.GetTimestamp();
    private Instant _at = start;
    private bool _moved;

    /// <summary>Puts the clock to an instant, where it stands.</summary>
    public void MoveTo(Instant instant) => (_at, _moved) = (instant, true);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => _moved ? _at.ToDateTimeOffset() : _at.ToDateTimeOffset() + System.GetElapsedTime(_since);
}
