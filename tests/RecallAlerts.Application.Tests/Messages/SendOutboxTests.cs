using Moq;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Calendar;
using static RecallAlerts.Application.Tests.Messages.Outgoing;

namespace RecallAlerts.Application.Tests.Messages;

/// <summary>Nothing is dropped, nothing blocks, nothing is sent twice.</summary>
public sealed class SendOutboxTests
{
    private static readonly SendSettings Settings = new(Pages, RetryPauses.Default);

    private readonly FakeSender _sender = new();

    [Fact]
    public async Task Run_AllIsWell_SendsOldestFirst()
    {
        var outbox = new FakeOutbox(Waiting("b", at: Now.PlusSeconds(-60)), Waiting("c"), Waiting("a"), Waiting("d", at: Now.PlusHours(-5)));
        Assert.Equal(new SendCounts(4, 0), await Use(outbox, _sender).RunAsync(Now, default));
        Assert.Equal(["d", "b", "a", "c"], _sender.Ids);
        Assert.Equal(new SendOutcome.Sent("email"), outbox.OutcomeOf("a"));
    }

    [Fact]
    public async Task Run_AllIsWell_HandsOverContactTextAndTries()
    {
        await Use(new FakeOutbox(Waiting("a", tries: 3)), _sender).RunAsync(Now, default);
        var given = Assert.Single(_sender.Given);
        Assert.Equal((new Contact("email", "P1@staff.example"), 3, Owner, Now), (given.Contact, given.Tries, given.Audience, given.At));
        Assert.Equal(MessageText.Of(Of(), Pages), given.Text);
    }

    [Fact]
    public async Task Run_NothingWaits_DoesNothing() =>
        Assert.Equal(SendCounts.None, await Use(new FakeOutbox(), _sender).RunAsync(Now, default));

    [Fact]
    public async Task Run_ManyWait_TakesOneBatchAndThenTheNext()
    {
        var outbox = new FakeOutbox([.. Enumerable.Range(0, 250).Select(i => Waiting($"{i:000}", at: Now.PlusSeconds(-i)))]);
        var use = Use(outbox, _sender);
        Assert.Equal(new SendCounts(100, 0), await use.RunAsync(Now, default));
        Assert.Equal(new SendCounts(100, 0), await use.RunAsync(Now, default));
        Assert.Equal(new SendCounts(50, 0), await use.RunAsync(Now, default));
        Assert.Equal(250, _sender.Ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(100, outbox.AskedAtMost);
    }

    [Fact]
    public async Task Run_NoAddress_FailsVisiblyAndTheOthersLeave()
    {
        var outbox = new FakeOutbox(Waiting("a", at: Now.PlusHours(-1), audience: Duty), Waiting("b"));
        Assert.Equal(new SendCounts(1, 1), await Use(outbox, _sender).RunAsync(Now, default));
        Assert.Equal(new SendOutcome.Failed("No address for duty-spo:derby-city.", Now.PlusSeconds(60)), outbox.OutcomeOf("a"));
        Assert.Equal(["b"], _sender.Ids);
    }

    [Fact]
    public async Task Run_NoAddressForDays_PausesGrowToAnHourAndItIsNeverDropped()
    {
        var outbox = new FakeOutbox(Waiting("a", audience: Duty));
        var use = Use(outbox, _sender);
        var pauses = new List<long>();
        for (var (now, i) = (Now, 0); i < 9; i++)
        {
            Assert.Equal(new SendCounts(0, 1), await use.RunAsync(now, default));
            var retryAt = Assert.IsType<SendOutcome.Failed>(outbox.OutcomeOf("a")).RetryAt;
            Assert.Equal(SendCounts.None, await use.RunAsync(retryAt.PlusSeconds(-1), default));
            pauses.Add((retryAt.Seconds - now.Seconds) / 60);
            now = retryAt;
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], pauses);
    }

    [Fact]
    public async Task Run_AudienceIsAwayByNow_GoesToTheCover()
    {
        var directory = new FakeDirectory(Owner, Duty) { Covers = { [Owner] = Duty } };
        await new SendOutbox(new FakeOutbox(Waiting("a")), directory, _sender, Settings).RunAsync(Now, default);
        Assert.Equal(("derby-city@staff.example", Owner), (_sender.Given[0].Contact.Address, _sender.Given[0].Audience));
    }

    [Fact]
    public async Task Run_CoverHasNoAddress_SaysForWhomTheyCover()
    {
        var outbox = new FakeOutbox(Waiting("a"));
        var directory = new FakeDirectory(Owner) { Covers = { [Owner] = Duty } };
        await new SendOutbox(outbox, directory, _sender, Settings).RunAsync(Now, default);
        Assert.Equal("No address for duty-spo:derby-city, who covers for practitioner:P1.", Assert.IsType<SendOutcome.Failed>(outbox.OutcomeOf("a")).Reason);
    }

    [Fact]
    public async Task Run_SenderRefusesOne_KeepsItsReasonAndTime()
    {
        var refused = new SendOutcome.Failed("GOV.UK Notify answered 500.", Now.PlusSeconds(77));
        var outbox = new FakeOutbox(Waiting("a"), Waiting("b"));
        var sender = new FakeSender(m => m.MessageId == "a" ? refused : new SendOutcome.Sent("sms"));
        Assert.Equal(new SendCounts(1, 1), await Use(outbox, sender).RunAsync(Now, default));
        Assert.Equal((refused, new SendOutcome.Sent("sms")), (outbox.OutcomeOf("a"), outbox.OutcomeOf("b")));
    }

    [Fact]
    public async Task Run_SenderBreaksForOne_TheOthersLeaveAndNoTextOfTheExceptionIsKept()
    {
        var outbox = new FakeOutbox(Waiting("a"), Waiting("b"), Waiting("c"));
        var sender = new Mock<IMessageSender>();
        sender.Setup(s => s.SendAsync(It.IsAny<OutgoingMessage>(), Now, default)).ReturnsAsync(new SendOutcome.Sent("email"));
        sender.Setup(s => s.SendAsync(It.Is<OutgoingMessage>(m => m.MessageId == "a"), Now, default)).Throws(new FormatException("P1@staff.example"));
        sender.Setup(s => s.SendAsync(It.Is<OutgoingMessage>(m => m.MessageId == "b"), Now, default)).ThrowsAsync(new TaskCanceledException());
        Assert.Equal(new SendCounts(1, 2), await Use(outbox, sender.Object).RunAsync(Now, default));
        Assert.Equal(new SendOutcome.Failed("Sending broke off (FormatException); it may have left.", Now.PlusSeconds(60)), outbox.OutcomeOf("a"));
        Assert.Equal(1, outbox.TriesOf("b"));
    }

    [Fact]
    public async Task Run_RecordingFails_TheOthersAreRecorded()
    {
        var outbox = new FakeOutbox(Waiting("a"), Waiting("b")) { Refusing = { "a" } };
        Assert.Equal(new SendCounts(1, 0, 1), await Use(outbox, _sender).RunAsync(Now, default));
        Assert.IsType<SendOutcome.Sent>(outbox.OutcomeOf("b"));
    }

    [Fact]
    public async Task Run_RecordingFailedBefore_RecordsWithoutSendingAgain()
    {
        var outbox = new FakeOutbox(Waiting("a")) { Refusing = { "a" } };
        var use = Use(outbox, _sender);
        await use.RunAsync(Now, default);
        Assert.Equal(new SendCounts(0, 0, 1), await use.RunAsync(Now.PlusSeconds(5), default));
        outbox.Refusing.Clear();
        Assert.Equal(new SendCounts(1, 0), await use.RunAsync(Now.PlusSeconds(10), default));
        Assert.Equal(["a"], _sender.Ids);
    }

    [Fact]
    public async Task Run_StoreCannotBeRead_SendsNothingAndRunsAgainLater()
    {
        var store = new Mock<IMessageStore>();
        store.SetupSequence(s => s.UnsentAsync(It.IsAny<Instant>(), It.IsAny<int>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new IOException()).ReturnsAsync([Waiting("a")]);
        var use = Use(store.Object, _sender);
        await Assert.ThrowsAsync<IOException>(() => use.RunAsync(Now, default));
        Assert.Equal(new SendCounts(1, 0), await use.RunAsync(Now, default));
    }

    [Fact]
    public async Task Run_StoppedWhileOneIsSent_RecordsItAndLeavesTheRest()
    {
        using var stop = new CancellationTokenSource();
        var outbox = new FakeOutbox(Waiting("a"), Waiting("b"));
        var sender = new FakeSender(_ =>
        {
            stop.Cancel();
            return new SendOutcome.Sent("email");
        });
        await Assert.ThrowsAsync<OperationCanceledException>(() => Use(outbox, sender).RunAsync(Now, stop.Token));
        Assert.IsType<SendOutcome.Sent>(outbox.OutcomeOf("a"));
        Assert.Equal(["a"], sender.Ids);
        Assert.Equal(0, outbox.TriesOf("b"));
    }

    [Fact]
    public async Task Run_SenderHeedsTheStop_RecordsNothing()
    {
        using var stop = new CancellationTokenSource();
        var outbox = new FakeOutbox(Waiting("a"));
        var sender = new FakeSender(_ =>
        {
            stop.Cancel();
            throw new OperationCanceledException(stop.Token);
        });
        await Assert.ThrowsAsync<OperationCanceledException>(() => Use(outbox, sender).RunAsync(Now, stop.Token));
        Assert.Equal(0, outbox.TriesOf("a"));
    }

    [Fact]
    public async Task Run_AnotherIsUnderWay_SendsNothingTwice()
    {
        var answer = new TaskCompletionSource<SendOutcome>();
        var sender = new Mock<IMessageSender>();
        sender.Setup(s => s.SendAsync(It.IsAny<OutgoingMessage>(), Now, default)).Returns(answer.Task);
        var use = Use(new FakeOutbox(Waiting("a")), sender.Object);
        var first = use.RunAsync(Now, default);
        Assert.Equal(SendCounts.None, await use.RunAsync(Now, default));
        answer.SetResult(new SendOutcome.Sent("email"));
        Assert.Equal(new SendCounts(1, 0), await first);
        sender.Verify(s => s.SendAsync(It.IsAny<OutgoingMessage>(), Now, default), Times.Once);
    }

    [Fact]
    public void OutgoingMessage_Written_ShowsNoAddress()
    {
        var message = new OutgoingMessage("a", Now, Owner, Domain.Delivery.MessageKind.Immediate, new Contact("email", "p@staff.example"), MessageText.Of(Of(), Pages), 0);
        Assert.DoesNotContain("staff.example", message.ToString(), StringComparison.Ordinal);
    }

    private static SendOutbox Use(IMessageStore store, IMessageSender sender) => new(store, new FakeDirectory(Owner), sender, Settings);
}
