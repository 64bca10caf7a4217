using Azure.Messaging.ServiceBus;
using Moq;

namespace RecallAlerts.Adapters.Tests.ServiceBus;

/// <summary>A queue with dead letters behind Service Bus's types: what is received is locked, what is given back is there again at once, and the same id is taken once.</summary>
internal sealed class DeadLetterQueue
{
    private readonly Mock<ServiceBusClient> _client = new();
    private readonly Mock<ServiceBusReceiver> _receiver = new();
    private readonly Mock<ServiceBusSender> _sender = new();
    private readonly List<ServiceBusReceivedMessage> _dead = [];
    private readonly HashSet<long> _locked = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private long _number;

    public DeadLetterQueue()
    {
        _client.Setup(c => c.CreateReceiver("case-events", It.Is<ServiceBusReceiverOptions>(o => o.SubQueue == SubQueue.DeadLetter && o.ReceiveMode == ServiceBusReceiveMode.PeekLock))).Returns(_receiver.Object);
        _client.Setup(c => c.CreateSender("case-events")).Returns(_sender.Object);
        _receiver.Setup(r => r.PeekMessagesAsync(It.IsAny<int>(), It.IsAny<long?>(), It.IsAny<CancellationToken>())).Returns((int most, long? from, CancellationToken c) => PeekAsync(most, from ?? 0, c));
        _receiver.Setup(r => r.ReceiveMessagesAsync(It.IsAny<int>(), It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>())).Returns((int most, TimeSpan? _, CancellationToken c) => ReceiveAsync(most, c));
        _receiver.Setup(r => r.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<CancellationToken>())).Returns((ServiceBusReceivedMessage m, CancellationToken _) => CompleteAsync(m));
        _receiver.Setup(r => r.AbandonMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<IDictionary<string, object>>(), It.IsAny<CancellationToken>())).Returns((ServiceBusReceivedMessage m, IDictionary<string, object> _, CancellationToken _) => AbandonAsync(m));
        _sender.Setup(s => s.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>())).Returns((ServiceBusMessage m, CancellationToken _) => SendAsync(m));
        _receiver.Setup(r => r.DisposeAsync()).Callback(() => Closed++);
        _sender.Setup(s => s.DisposeAsync()).Callback(() => Closed++);
    }

    public ServiceBusClient Client => _client.Object;

    /// <summary>What the queue took, duplicates not.</summary>
    public List<ServiceBusMessage> Taken { get; } = [];

    /// <summary>How often each was given back, by number.</summary>
    public List<long> GivenBack { get; } = [];

    /// <summary>What still is put aside, by number.</summary>
    public IEnumerable<long> Left => _dead.Select(m => m.SequenceNumber);

    public int Locked => _locked.Count;

    public int Closed { get; private set; }

    /// <summary>The most that one answer holds, whatever is asked for.</summary>
    public int MostAnswered { get; set; } = int.MaxValue;

    public Func<CancellationToken, Task> OnReceive { get; set; } = _ => Task.CompletedTask;

    public Action<ServiceBusMessage> OnSend { get; set; } = _ => { };

    public Action<ServiceBusReceivedMessage> OnComplete { get; set; } = _ => { };

    /// <summary>Puts one aside.</summary>
    public ServiceBusReceivedMessage Add(string? reason, string? description = null, string? id = "sns-1", DateTimeOffset cameAt = default)
    {
        var properties = new Dictionary<string, object>(StringComparer.Ordinal) { ["from"] = "bridge" };
        if (reason is not null) properties["DeadLetterReason"] = reason;
        if (description is not null) properties["DeadLetterErrorDescription"] = description;
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: BinaryData.FromString("{\"of\":\"X000001\"}"), messageId: id, contentType: "application/json", timeToLive: TimeSpan.FromHours(1), properties: properties,
            lockTokenGuid: Guid.Empty, deliveryCount: 3, sequenceNumber: ++_number, enqueuedTime: cameAt);
        _dead.Add(message);
        return message;
    }

    public void EndLocks() => _locked.Clear();

    private async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekAsync(int most, long from, CancellationToken cancellation)
    {
        await OnReceive(cancellation);
        return [.. _dead.Where(m => m.SequenceNumber >= from).Take(Math.Min(most, MostAnswered))];
    }

    private async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync(int most, CancellationToken cancellation)
    {
        await OnReceive(cancellation);
        cancellation.ThrowIfCancellationRequested();
        ServiceBusReceivedMessage[] batch = [.. _dead.Where(m => !_locked.Contains(m.SequenceNumber)).Take(Math.Min(most, MostAnswered))];
        _locked.UnionWith(batch.Select(m => m.SequenceNumber));
        return batch;
    }

    private Task CompleteAsync(ServiceBusReceivedMessage message)
    {
        OnComplete(message);
        Assert.True(_locked.Remove(message.SequenceNumber) && _dead.Remove(message), "It is not locked.");
        return Task.CompletedTask;
    }

    private Task AbandonAsync(ServiceBusReceivedMessage message)
    {
        Assert.True(_locked.Remove(message.SequenceNumber), "It is not locked.");
        GivenBack.Add(message.SequenceNumber);
        return Task.CompletedTask;
    }

    private Task SendAsync(ServiceBusMessage message)
    {
        OnSend(message);
        if (_known.Add(message.MessageId)) Taken.Add(message);
        return Task.CompletedTask;
    }
}

/// <summary>A clock whose timers end when a test says so.</summary>
internal sealed class EndingTime : TimeProvider
{
    private Action _end = () => { };

    public void End() => _end();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _end = () => callback(state);
        return Mock.Of<ITimer>();
    }
}
