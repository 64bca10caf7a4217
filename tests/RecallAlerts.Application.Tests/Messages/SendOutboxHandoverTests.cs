using RecallAlerts.Application.Messages;
using static RecallAlerts.Application.Tests.Messages.Outgoing;

namespace RecallAlerts.Application.Tests.Messages;

/// <summary>What a broker takes is recorded together, and handed over once.</summary>
public sealed class SendOutboxHandoverTests
{
    [Fact]
    public async Task Run_Handovers_AreRecordedTogetherAndWhatLeftAtOnce()
    {
        var outbox = new FakeOutbox(Waiting("a"), Waiting("b"), Waiting("c"), Waiting("d"));
        var sender = new FakeSender(m => m.MessageId == "b" ? new SendOutcome.Sent("email") : new SendOutcome.HandedOver(Now.PlusSeconds(600)));
        Assert.Equal(new SendCounts(4, 0), await Use(outbox, sender).RunAsync(Now, default));
        Assert.Equal([1, 3], outbox.Recorded);
        Assert.IsType<SendOutcome.HandedOver>(outbox.OutcomeOf("d"));
    }

    [Fact]
    public async Task Run_StoppedWhileOneIsHandedOver_RecordsIt()
    {
        using var stop = new CancellationTokenSource();
        var outbox = new FakeOutbox(Waiting("a"), Waiting("b"));
        var sender = new FakeSender(_ =>
        {
            stop.Cancel();
            return new SendOutcome.HandedOver(Now.PlusSeconds(600));
        });
        await Assert.ThrowsAsync<OperationCanceledException>(() => Use(outbox, sender).RunAsync(Now, stop.Token));
        Assert.IsType<SendOutcome.HandedOver>(outbox.OutcomeOf("a"));
        Assert.Null(outbox.OutcomeOf("b"));
    }

    [Fact]
    public async Task Run_RecordingHandoversFailsForOne_TheOthersAreRecordedAndItIsNotHandedOverAgain()
    {
        var outbox = new FakeOutbox(Waiting("a"), Waiting("b"), Waiting("c")) { Refusing = { "b" } };
        var sender = new FakeSender(_ => new SendOutcome.HandedOver(Now.PlusSeconds(600)));
        var use = Use(outbox, sender);
        Assert.Equal(new SendCounts(2, 0, 1), await use.RunAsync(Now, default));
        Assert.Equal(new SendCounts(0, 0, 1), await use.RunAsync(Now.PlusSeconds(5), default));
        outbox.Refusing.Clear();
        Assert.Equal(new SendCounts(1, 0), await use.RunAsync(Now.PlusSeconds(10), default));
        Assert.Equal(["a", "b", "c"], sender.Ids);
    }

    private static SendOutbox Use(FakeOutbox outbox, FakeSender sender) => new(outbox, new FakeDirectory(Owner), sender, new SendSettings(Pages, RetryPauses.Default));
}
