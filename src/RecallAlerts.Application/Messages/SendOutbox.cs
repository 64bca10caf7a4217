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

    /// <summary>Both together.</summary>
    public SendCounts Plus(SendCounts other) => new(Sent + other.Sent, Failed + other.Failed, Unrecorded + other.Unrecorded);
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
    private readonly Dictionary<string, Tried> _unrecorded = new(StringComparer.Ordinal);
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
        var unsent = await messages.UnsentAsync(now, settings.Batch, cancellation);
        if (unsent.Count == 0) return SendCounts.None;
        using var span = UseCaseSpan.Begin("send");
        var trying = TryAllAsync(unsent, now, cancellation);
        await ((Task)trying).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var handedOver = await RecordHandoversAsync(now);
        var counts = (await trying).Plus(handedOver);
        span.Count("sent", counts.Sent);
        span.Count("failed", counts.Failed);
        span.Count("unrecorded", counts.Unrecorded);
        span.Done();
        return counts;
    }

    // What left is written down at once. What was only handed over waits until all are: a broker does not take the same one twice.
    private async Task<SendCounts> TryAllAsync(IReadOnlyList<OutboxMessage> unsent, Instant now, CancellationToken cancellation)
    {
        var counts = SendCounts.None;
        foreach (var message in unsent.OrderBy(m => m.Message.At).ThenBy(m => m.MessageId, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!_unrecorded.ContainsKey(message.MessageId)) _unrecorded[message.MessageId] = new Tried(message, await OutcomeOfAsync(message, now, cancellation));
            if (_unrecorded[message.MessageId] is { Outcome: not SendOutcome.HandedOver } tried) counts = counts.Plus(await RecordAsync([tried], now));
        }

        return counts;
    }

    // All together; where the store does not take them, one by one, so that none stands in another's way.
    private async Task<SendCounts> RecordHandoversAsync(Instant now)
    {
        Tried[] handedOver = [.. _unrecorded.Values.Where(t => t.Outcome is SendOutcome.HandedOver)];
        if (handedOver.Length == 0) return SendCounts.None;
        var counts = await RecordAsync(handedOver, now);
        if (counts.Unrecorded == 0 || handedOver.Length == 1) return counts;
        counts = SendCounts.None;
        foreach (var tried in handedOver) counts = counts.Plus(await RecordAsync([tried], now));
        return counts;
    }

    // Not cancelled: an outcome that is known is written down, also while the host stops.
    private async Task<SendCounts> RecordAsync(Tried[] tries, Instant now)
    {
        async Task WriteAsync() => await messages.RecordAsync(tries, now, CancellationToken.None);
        var recording = WriteAsync();
        await recording.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!recording.IsCompletedSuccessfully) return new SendCounts(0, 0, tries.Length);
        foreach (var tried in tries) _unrecorded.Remove(tried.Message.MessageId);
        var failed = tries.Count(t => t.Outcome is SendOutcome.Failed);
        return new SendCounts(tries.Length - failed, failed);
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
