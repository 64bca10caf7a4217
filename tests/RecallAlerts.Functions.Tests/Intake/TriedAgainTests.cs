using Azure.Messaging.ServiceBus;
using Moq;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Operations;
using RecallAlerts.Azure.ServiceBus;
using RecallAlerts.Functions.Tests.Given;

namespace RecallAlerts.Functions.Tests.Intake;

/// <summary>An event from the queue that was put aside, and what becomes of it when it is tried again.</summary>
public sealed class TriedAgainTests : IAsyncDisposable
{
    private readonly App _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task PutAside_WhileTheStoreWasIll_IsRecordedByAnotherTry()
    {
        await _app.IngestAsync(Sent.Registration());
        var broken = new Mock<ICaseStore>();
        broken.SetReturnsDefault(Task.FromException<PersonCases>(new StoreException(StoreProblem.Unavailable, "The store is away.")));
        await using var ill = new App(s => s with { Cases = broken.Object });
        await ill.Ingest.RunAsync(App.Received(Sent.Homeless(), deliveries: 10), ill.Actions, ill.Durable.Client, CancellationToken.None);
        var again = await SendBackAsync(DeadLetterReason.Failed, Of(ill, Sent.Homeless()));
        var before = (await _app.CaseAsync()).Version;
        await _app.Ingest.RunAsync(App.Received(again), _app.Actions, _app.Durable.Client, CancellationToken.None);
        Assert.True((await _app.CaseAsync()).Version > before);
        Assert.Equal((2, 0), (_app.Actions.Completed.Count, _app.Actions.DeadLettered.Count));
    }

    [Fact]
    public async Task PutAside_AndStillWrong_IsPutAsideAnewForTheSameReason()
    {
        var wrong = Sent.Homeless().Replace("A08A", "Q99", StringComparison.Ordinal);
        await _app.IngestAsync(Sent.Registration(), wrong);
        var again = await SendBackAsync(DeadLetterReason.Find("unknown-code")!, Of(_app, wrong));
        await _app.Ingest.RunAsync(App.Received(again), _app.Actions, _app.Durable.Client, CancellationToken.None);
        Assert.Equal(["unknown-code", "unknown-code"], _app.Actions.DeadLettered.Select(d => d.Reason));
    }

    // As the broker would keep it: with what the function said of it.
    private static ServiceBusReceivedMessage Of(App app, string body)
    {
        var (id, reason, description) = Assert.Single(app.Actions.DeadLettered);
        var properties = new Dictionary<string, object> { ["DeadLetterReason"] = reason!, ["DeadLetterErrorDescription"] = description! };
        return ServiceBusModelFactory.ServiceBusReceivedMessage(body: BinaryData.FromString(body), messageId: id, properties: properties, sequenceNumber: 7);
    }

    private async Task<ServiceBusMessage> SendBackAsync(DeadLetterReason reason, ServiceBusReceivedMessage deadLetter)
    {
        var (client, receiver, sender, sent) = (new Mock<ServiceBusClient>(), new Mock<ServiceBusReceiver>(), new Mock<ServiceBusSender>(), new List<ServiceBusMessage>());
        client.Setup(c => c.CreateReceiver(CaseEventsQueue.Name, It.IsAny<ServiceBusReceiverOptions>())).Returns(receiver.Object);
        client.Setup(c => c.CreateSender(CaseEventsQueue.Name)).Returns(sender.Object);
        receiver.SetupSequence(r => r.ReceiveMessagesAsync(It.IsAny<int>(), It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>())).ReturnsAsync([deadLetter]).ReturnsAsync([]);
        sender.Setup(s => s.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>())).Callback((ServiceBusMessage m, CancellationToken _) => sent.Add(m));
        Assert.Equal(new SentBack(1, null), await new ServiceBusDeadLetters(client.Object, _app.Clock, _app.Logs.Of<ServiceBusDeadLetters>()).SendBackAsync(reason, CancellationToken.None));
        return Assert.Single(sent);
    }
}
