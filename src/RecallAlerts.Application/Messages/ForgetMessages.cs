using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Messages;

/// <summary>Forgets messages that left long ago, and what was decided of tellings then. What tells of a release that is still watched stays until it is not.</summary>
/// <param name="store">Where messages are kept.</param>
public sealed class ForgetMessages(IMessageStore store)
{
    /// <summary>For how many days a message is kept after it left, and a decision after it was made.</summary>
    public const int Days = 400;

    private const int Together = 1_000;

    /// <summary>Forgets all whose days are over; answers how many messages and decisions.</summary>
    public async Task<int> RunAsync(Instant now, CancellationToken cancellation)
    {
        var forgotten = 0;
        while (await store.ForgetAsync(now.PlusSeconds(-Days * Instant.Day), Together, cancellation) is > 0 and var some) forgotten += some;
        return forgotten;
    }
}
