using Azure.Messaging.ServiceBus;
using Moq;
using RecallAlerts.Application.Messages;
using RecallAlerts.Azure.ServiceBus;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;

namespace RecallAlerts.Adapters.Tests.ServiceBus;

public sealed class ServiceBusPublisherTests
{
    private const string Id = "0123456789abcdef0123456789abcdef";

    private static readonly Instant Now = Instant.Parse("2026-06-02T09:00:00Z");

    private readonly Mock<ServiceBusSender> _sender = new();
    private readonly List<ServiceBusMessage> _sent = [];

    public ServiceBusPublisherTests() =>
        _sender.Setup(s => s.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>())).Callback((ServiceBusMessage m, CancellationToken _) => _sent.Add(m));

    [Fact]
    public async Task Message_IsHandedOverWithWhatSubscriptionsChooseBy()
    {
        var outcome = await SendAsync(Message(new Person(Role.OnCall, "wales")));
        Assert.Equal(new SendOutcome.HandedOver(Now.PlusSeconds(600)), outcome);
        var sent = Assert.Single(_sent);
        Assert.Equal((Id, "immediate", "application/json"), (sent.MessageId, sent.Subject, sent.ContentType));
        Assert.Equal(new Dictionary<string, object> { ["role"] = "on-call", ["kind"] = "immediate" }, sent.ApplicationProperties);
    }

    [Fact]
    public async Task Body_SaysWhichMessageAndWhoseAndNothingElse()
    {
        await SendAsync(Message(new Person(Role.Practitioner, "P1")));
        Assert.Equal($$"""{"messageId":"{{Id}}","audience":"practitioner:P1","handover":1}""", _sent[0].Body.ToString());
        Assert.Equal(new HandedMessage(Id, new Person(Role.Practitioner, "P1"), 1), HandedMessage.Read(_sent[0].Body));
    }

    [Theory]
    [InlineData(0, 0, Id)]
    [InlineData(1, 0, Id + ".1")]
    [InlineData(0, 1, Id + ".1")]
    [InlineData(2, 3, Id + ".5")]
    public async Task Message_HandedOverAgain_HasAnIdThatTheBrokerDoesNotKnow(int tries, int handovers, string id)
    {
        await SendAsync(Message(new Person(Role.Practitioner, "P1")) with { Tries = tries, Handovers = handovers });
        Assert.Equal(id, _sent[0].MessageId);
    }

    [Theory]
    [InlineData(ServiceBusFailureReason.ServiceTimeout, 0, 60)]
    [InlineData(ServiceBusFailureReason.ServiceCommunicationProblem, 2, 240)]
    public async Task Message_ThatIsNotTaken_StaysWithTheReason(ServiceBusFailureReason reason, int tries, long pause)
    {
        Fail(new ServiceBusException("at 10.0.0.1", reason));
        var failed = Assert.IsType<SendOutcome.Failed>(await SendAsync(Message(new Person(Role.Practitioner, "P1")) with { Tries = tries }));
        Assert.Equal(Now.PlusSeconds(pause), failed.RetryAt);
        Assert.Contains(reason.ToString(), failed.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("10.0.0.1", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_ThatThisAppMayNotSend_WaitsForAPerson()
    {
        Fail(new UnauthorizedAccessException("no claim"));
        Assert.Equal(Now.PlusSeconds(3_600), Assert.IsType<SendOutcome.Failed>(await SendAsync(Message(new Person(Role.Practitioner, "P1")))).RetryAt);
    }

    [Fact]
    public async Task Cancelled_BeforeItLeaves_IsNotHandedOver()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ServiceBusPublisher(_sender.Object, RetryPauses.Default).SendAsync(Message(default), Now, stop.Token));
        Assert.Empty(_sent);
    }

    private void Fail(Exception failure) => _sender.Setup(s => s.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>())).ThrowsAsync(failure);

    private Task<SendOutcome> SendAsync(OutgoingMessage message) => new ServiceBusPublisher(_sender.Object, RetryPauses.Default).SendAsync(message, Now, CancellationToken.None);

    private static OutgoingMessage Message(Person audience) => new(
        Id, Now, audience, MessageKind.Immediate, new Contact("email", "p1@staff.example"), new MessageText("s", "s", "1 alert", "urgent", "Derby City", "https://alerts.example"), 0);
}
