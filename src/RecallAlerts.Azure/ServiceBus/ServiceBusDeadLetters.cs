using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using RecallAlerts.Application.Operations;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.ServiceBus;

/// <summary>The dead letters of the queue case-events. Links are opened for each call: it is one a page, and no link is kept open for what is mostly empty.</summary>
/// <param name="client">The connection.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where it is logged what was sent back.</param>
public sealed partial class ServiceBusDeadLetters(ServiceBusClient client, TimeProvider time, ILogger<ServiceBusDeadLetters> log) : IDeadLetters
{
    private const int Page = 100;

    /// <summary>How long a page waits for its count.</summary>
    internal static readonly TimeSpan LongestCounting = TimeSpan.FromSeconds(10);

    /// <summary>How long a run goes on: with giving back it is less than the platform lets an answer take, and than a lock holds.</summary>
    internal static readonly TimeSpan LongestSending = TimeSpan.FromSeconds(60);

    /// <inheritdoc />
    public async Task<DeadLettersFound> CountAsync(CancellationToken cancellation)
    {
        using var bound = new CancellationTokenSource(LongestCounting, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, bound.Token);
        try
        {
            await using var receiver = client.CreateReceiver(CaseEventsQueue.Name, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
            return await CountAsync(receiver, either.Token);
        }
        catch (Exception e) when (WhyNot(e, cancellation) is { } why)
        {
            return new DeadLettersFound.Unreachable(why);
        }
    }

    /// <inheritdoc />
    public async Task<SentBack> SendBackAsync(DeadLetterReason? reason, CancellationToken cancellation)
    {
        using var bound = new CancellationTokenSource(LongestSending, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, bound.Token);
        var run = new SendingBack(client, reason);
        try
        {
            await run.RunAsync(either.Token);
            return new SentBack(run.Sent, null);
        }
        catch (Exception e) when (WhyNot(e, cancellation) is { } why)
        {
            return new SentBack(run.Sent, why);
        }
        finally
        {
            LogSentBack(log, run.Sent, reason?.Name ?? "any reason");
        }
    }

    // A page is bounded by its bytes too, so that only an empty one is the last. Bodies are let go page by page.
    private static async Task<DeadLettersFound> CountAsync(ServiceBusReceiver receiver, CancellationToken cancellation)
    {
        var found = new List<(DeadLetterReason Reason, DateTimeOffset CameAt)>();
        for (var from = 0L; found.Count < IDeadLetters.MostCounted;)
        {
            var page = await receiver.PeekMessagesAsync(Math.Min(Page, IDeadLetters.MostCounted - found.Count), from, cancellation);
            if (page.Count == 0) return Of(found, isAll: true);
            found.AddRange(page.Select(m => (CaseEventsQueue.ReasonOf(m), m.EnqueuedTime)));
            from = page[^1].SequenceNumber + 1;
        }

        return Of(found, isAll: false);
    }

    private static DeadLettersFound.Counted Of(List<(DeadLetterReason Reason, DateTimeOffset CameAt)> found, bool isAll)
    {
        var counts = found.GroupBy(f => f.Reason).Select(g => new DeadLetterCount(g.Key, g.Count(), Instant.From(g.Min(f => f.CameAt))));
        return new DeadLettersFound.Counted([.. counts.OrderByDescending(c => c.Count).ThenBy(c => c.Reason.Name, StringComparer.Ordinal)], isAll);
    }

    private static string? WhyNot(Exception e, CancellationToken cancellation) => e switch
    {
        ServiceBusException failure => $"Service Bus did not answer as it should ({failure.Reason}).",
        UnauthorizedAccessException => "Service Bus refused it: this app may not receive from the queue case-events, or not send to it.",
        OperationCanceledException when !cancellation.IsCancellationRequested => "Service Bus took too long.",
        _ => Outages.Has(e) ? "Service Bus, or who proves who we are, cannot be reached." : null,
    };

    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, Message = "{Sent} events of the dead-letter queue were sent back to be tried again ({Reason}), because somebody asked for it.")]
    private static partial void LogSentBack(ILogger log, int sent, string reason);
}
