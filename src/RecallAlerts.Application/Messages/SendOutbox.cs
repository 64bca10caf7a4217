using RecallAlerts.Application.Telemetry;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Messages;

/// <summary>How the outbox is emptied.</summary>
/// <param name="LinkBase">Where the pages are that messages point to.</param>
/// <param name="Pauses">How long a message waits before it is tried again.</param>
/// <param name="Batch">How many messages one run takes at most.</param>
public sealed record SendSettings(Uri LinkBase, RetryPauses Pauses, int Batch = 100);

/// <summary>What one run did.</summary>
/// <param name="Sent">Messages that left.</param>
/// <param name="Failed">Messages that stay and are tried again.</param>
/// <param name="Unrecorded">Messages whose outcome the store did not take; it is offered again in the next run, without another try to send.</param>
public sealed record SendCounts(int Sent, int Failed, int Unrecorded = 0)
{
    /// <summary>Nothing was done.</summary>
    public static SendCounts None { get; } = new(0, 0);
}

/// <summary>
/// Sends what waits in the outbox, oldest first. Nothing is dropped: what cannot be sent stays with the reason. Nothing blocks: whatever
/// goes wrong with one message, the others are tried.
/// </summary>
/// <param name="messages">Where messages leave from.</param>
/// <param name="directory">Who is reached how, and who stands in.</param>
/// <param name="sender">Carries them.</param>
/// <param name="settings">Links, pauses and the size of a batch.</param>
public sealed class SendOutbox(IMessageStore messages, IDirectory directory, IMessageSender sender, SendSettings settings)
{
    // What left while the store was out of reach must not leave again when it is back.
    private readonly Dictionary<string, SendOutcome> _unrecorded = new(StringComparer.Ordinal);
    private int _isRunning;

    /// <summary>Tries one batch of what is due. A run that begins while another is under way does nothing.</summary>
    public async Task<SendCounts> RunAsync(Instant now, CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _isRunning, 1) == 1) return SendCounts.None;
        try
        {
            return await RunBatchAsync(now, cancellation);
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    private async Task<SendCounts> RunBatchAsync(Instant now, CancellationToken cancellation)
    {
        var counts = SendCounts.None;
        var unsent = await messages.UnsentAsync(now, settings.Batch, cancellation);
        if (unsent.Count == 0) return counts;
        using var span = UseCaseSpan.Begin("send");
        foreach (var message in unsent.OrderBy(m => m.Message.At).ThenBy(m => m.MessageId, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!_unrecorded.ContainsKey(message.MessageId)) _unrecorded[message.MessageId] = await OutcomeOfAsync(message, now, cancellation);
            counts = await RecordAsync(message, now, counts);
        }

        span.Count("sent", counts.Sent);
        span.Count("failed", counts.Failed);
        span.Count("unrecorded", counts.Unrecorded);
        span.Done();
        return counts;
    }

    // Not cancelled: an outcome that is known is written down, also while the host stops.
    private async Task<SendCounts> RecordAsync(OutboxMessage message, Instant now, SendCounts counts)
    {
        var outcome = _unrecorded[message.MessageId];
        async Task WriteAsync() => await messages.RecordAsync(message.Message.Audience, message.MessageId, outcome, now, CancellationToken.None);
        var recording = WriteAsync();
        await recording.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!recording.IsCompletedSuccessfully) return counts with { Unrecorded = counts.Unrecorded + 1 };
        _unrecorded.Remove(message.MessageId);
        return outcome is SendOutcome.Sent or SendOutcome.HandedOver ? counts with { Sent = counts.Sent + 1 } : counts with { Failed = counts.Failed + 1 };
    }

    // The one place that keeps any failure, bugs included, to its message. Only the type is kept: the text of an exception may hold an address.
    private async Task<SendOutcome> OutcomeOfAsync(OutboxMessage message, Instant now, CancellationToken cancellation)
    {
        var sending = SendAsync(message, now, cancellation);
        await ((Task)sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (sending.IsCompletedSuccessfully) return await sending;
        if (sending.IsCanceled) cancellation.ThrowIfCancellationRequested();
        var why = sending.Exception?.InnerException?.GetType().Name ?? nameof(OperationCanceledException);
        return Failed(message, now, $"Sending broke off ({why}); it may have left.");
    }

    private async Task<SendOutcome> SendAsync(OutboxMessage message, Instant now, CancellationToken cancellation) =>
        await OutgoingMessage.AddressAsync(message, directory, settings, now, outgoing => sender.SendAsync(outgoing, now, cancellation));

    private SendOutcome.Failed Failed(OutboxMessage message, Instant now, string reason) => new(reason, settings.Pauses.After(now, message.Tries));
}
