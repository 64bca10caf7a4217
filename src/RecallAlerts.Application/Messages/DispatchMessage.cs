using RecallAlerts.Application.Telemetry;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Messages;

/// <summary>What became of a message that a broker delivered.</summary>
public enum Dispatched
{
    /// <summary>It left.</summary>
    Sent,

    /// <summary>It had left before, a later copy is on its way, or there is no such message; nothing was done.</summary>
    Settled,

    /// <summary>It did not leave; the outbox has the reason and hands it over again.</summary>
    Failed,
}

/// <summary>
/// Sends a message that comes from a broker to its person, and records the outcome on the outbox. A broker delivers at least once: what left before
/// is not sent again.
/// </summary>
/// <param name="messages">Where messages leave from.</param>
/// <param name="directory">Who is reached how, and who stands in.</param>
/// <param name="sender">Carries them.</param>
/// <param name="settings">Links and pauses.</param>
public sealed class DispatchMessage(IMessageStore messages, IDirectory directory, IMessageSender sender, SendSettings settings)
{
    /// <summary>Sends a message.</summary>
    /// <param name="audience">For whom it was decided.</param>
    /// <param name="messageId">Its identity.</param>
    /// <param name="handover">The how-manieth time it was handed over, from 1: after an outage several copies come at once, of which the latest is sent.</param>
    /// <param name="isRedelivered">Whether the broker delivered it before: then it may have left although nobody knows.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="cancellation">Ends the work until something may have left.</param>
    public async Task<Dispatched> RunAsync(Person audience, string messageId, int handover, bool isRedelivered, Instant now, CancellationToken cancellation)
    {
        using var span = UseCaseSpan.Begin("dispatch");
        var dispatched = await DispatchAsync(audience, messageId, handover, isRedelivered, now, cancellation);
        span.Outcome(dispatched);
        span.Done();
        return dispatched;
    }

    private async Task<Dispatched> DispatchAsync(Person audience, string messageId, int handover, bool isRedelivered, Instant now, CancellationToken cancellation)
    {
        if (await messages.FindUnsentAsync(audience, messageId, cancellation) is not { } outbox || outbox.Handovers > handover) return Dispatched.Settled;
        var before = outbox.Tries + Math.Max(0, outbox.Handovers - 1) + (isRedelivered ? 1 : 0);
        var outcome = await OutgoingMessage.AddressAsync(outbox with { Tries = before }, directory, settings, now, m => sender.SendAsync(m, now, cancellation));
        await messages.RecordAsync([new Tried(outbox, outcome)], now, CancellationToken.None);
        return outcome is SendOutcome.Failed ? Dispatched.Failed : Dispatched.Sent;
    }
}
