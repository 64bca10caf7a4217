using System.Globalization;
using Azure.Messaging.ServiceBus;
using RecallAlerts.Application.Operations;

namespace RecallAlerts.Azure.ServiceBus;

/// <summary>
/// One run that sends dead letters back. Each is sent and then taken out: who dies in between leaves it there, and sends it again under the same id, which duplicate detection
/// drops. What is not wanted stays locked until the end, so that the queue goes on to what is behind it, and is then given back, once.
/// </summary>
/// <param name="client">The connection.</param>
/// <param name="reason">Of which reason; null for all.</param>
internal sealed class SendingBack(ServiceBusClient client, DeadLetterReason? reason)
{
    /// <summary>The most that one run receives, what it does not want included: what is counted can be reached.</summary>
    public const int MostReceived = IDeadLetters.MostCounted;

    private const int LongestId = 128;
    private const string Again = ".again-";
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    private readonly List<ServiceBusReceivedMessage> _held = [];
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);

    /// <summary>How many were sent back.</summary>
    public int Sent => _sent.Count;

    private int Room => Math.Min(IDeadLetters.MostAtOnce - Sent, MostReceived - Sent - _held.Count);

    /// <summary>Sends back until nothing is left, or as many as a run takes.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var receiver = client.CreateReceiver(CaseEventsQueue.Name, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        await using var sender = client.CreateSender(CaseEventsQueue.Name);
        try
        {
            while (Room > 0 && await receiver.ReceiveMessagesAsync(Room, LongestWait, cancellation) is { Count: > 0 } batch) await TakeAsync(batch, receiver, sender, cancellation);
        }
        finally
        {
            await Task.WhenAll(_held.Select(message => GiveBackAsync(message, receiver)));
        }
    }

    private async Task TakeAsync(IReadOnlyList<ServiceBusReceivedMessage> batch, ServiceBusReceiver receiver, ServiceBusSender sender, CancellationToken cancellation)
    {
        _held.AddRange(batch);
        foreach (var message in batch.Where(IsWanted))
        {
            cancellation.ThrowIfCancellationRequested();
            var again = AgainOf(message);
            await sender.SendMessageAsync(again, CancellationToken.None);
            _sent.Add(again.MessageId);
            _held.Remove(message);
            await receiver.CompleteMessageAsync(message, CancellationToken.None);
        }
    }

    // What this run sent may have been refused and put aside anew by now: another try would find the same.
    private bool IsWanted(ServiceBusReceivedMessage message) =>
        (reason is null || CaseEventsQueue.ReasonOf(message) == reason) && !_sent.Contains(message.MessageId ?? "");

    private static async Task GiveBackAsync(ServiceBusReceivedMessage message, ServiceBusReceiver receiver)
    {
        try
        {
            await receiver.AbandonMessageAsync(message, propertiesToModify: null, CancellationToken.None);
        }
        catch (Exception e) when (Outages.Has(e) || e is ServiceBusException)
        {
            // Its lock ends by itself, in five minutes.
        }
    }

    // The copy has the body and what the sender said of it, without the reason; what has expired gets its time anew.
    private static ServiceBusMessage AgainOf(ServiceBusReceivedMessage message)
    {
        var again = new ServiceBusMessage(message) { MessageId = IdOf(message) };
        var raw = again.GetRawAmqpMessage();
        (raw.Header.TimeToLive, raw.Properties.CreationTime, raw.Properties.AbsoluteExpiryTime) = (null, null, null);
        return again;
    }

    // By its number: the same for this dead letter, however often it is sent, and another when it is put aside anew.
    private static string IdOf(ServiceBusReceivedMessage message)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $"{Again}{message.SequenceNumber}");
        var first = (message.MessageId ?? "").Split(Again)[0];
        return first[..Math.Min(first.Length, LongestId - suffix.Length)] + suffix;
    }
}
