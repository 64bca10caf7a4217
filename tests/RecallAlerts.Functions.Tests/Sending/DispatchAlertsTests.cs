using Moq;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Functions.Tests.Given;

namespace RecallAlerts.Functions.Tests.Sending;

public sealed class DispatchAlertsTests : IAsyncDisposable
{
    private readonly App _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Message_IsSentRecordedAndSettled()
    {
        await _app.TellAsync();
        await DispatchAsync();
        Assert.Equal(_app.Handed[0].MessageId, Assert.Single(_app.People.Given).MessageId);
        Assert.Equal([_app.Handed[0].MessageId], _app.Actions.Completed.Skip(2));
        var listed = Assert.Single(await _app.UseCases.Stores.Queries.AllMessagesAsync(CancellationToken.None));
        Assert.Equal((App.Start, "email"), (listed.SentAt, listed.Channel));
    }

    [Fact]
    public async Task Message_DeliveredAgain_IsSettledWithoutEffect()
    {
        await _app.TellAsync();
        await DispatchAsync();
        await DispatchAsync(deliveries: 2);
        Assert.Single(_app.People.Given);
        Assert.Equal(4, _app.Actions.Completed.Count);
    }

    [Fact]
    public async Task Message_DeliveredAgainBeforeItsOutcomeWasKnown_MayHaveLeft()
    {
        await _app.TellAsync();
        await DispatchAsync(deliveries: 2);
        Assert.Equal(1, Assert.Single(_app.People.Given).Tries);
    }

    [Fact]
    public async Task Message_ThatCannotBeSent_StaysOnTheOutboxAndIsHandedOverUnderAnotherId()
    {
        await _app.TellAsync();
        _app.People.Answer = new SendOutcome.Failed("Notify is away.", App.Start.PlusSeconds(60));
        await DispatchAsync();
        Assert.Equal(3, _app.Actions.Completed.Count);
        _app.Clock.Now = App.Start.PlusSeconds(60);
        await _app.SweepAsync();
        Assert.Equal(2, _app.Handed.Count);
        Assert.Equal(_app.Handed[0].MessageId + ".2", _app.Handed[1].MessageId);
        Assert.Equal([1, 2], _app.Handed.Select(h => RecallAlerts.Azure.ServiceBus.HandedMessage.Read(h.Body)!.Handover));
    }

    [Fact]
    public async Task Copies_AfterAnOutageOfSending_AreSentOnce()
    {
        await _app.TellAsync();
        for (var copy = 1; copy <= 3; copy++)
        {
            _app.Clock.Now = App.Start.PlusSeconds(601 * copy);
            await _app.SweepAsync();
        }

        Assert.Equal(4, _app.Handed.Count);
        foreach (var copy in _app.Handed) await _app.Dispatch.ImmediateAsync(App.Received(copy), _app.Actions, CancellationToken.None);
        Assert.Single(_app.People.Given);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"messageId":"","audience":"practitioner:P1"}""")]
    [InlineData("""{"messageId":"m1","audience":"nobody"}""")]
    public async Task Body_ThatIsNotTheOutboxs_IsPutAside(string body)
    {
        await _app.Dispatch.ListsAsync(App.Received(body), _app.Actions, CancellationToken.None);
        Assert.Equal("malformed-json", Assert.Single(_app.Actions.DeadLettered).Reason);
        Assert.Empty(_app.People.Given);
    }

    [Fact]
    public async Task Message_ThatIsNotThere_IsSettled()
    {
        await _app.Dispatch.OnCallAsync(App.Received("""{"messageId":"m1","audience":"on-call:wales"}"""), _app.Actions, CancellationToken.None);
        Assert.Single(_app.Actions.Completed);
    }

    [Fact]
    public async Task Fault_OfTheStore_IsThrownSoThatTheBrokerTriesAgain()
    {
        var broken = new Mock<IMessageStore>(MockBehavior.Strict);
        broken.Setup(m => m.FindUnsentAsync(It.IsAny<Person>(), It.IsAny<string>(), It.IsAny<CancellationToken>())).ThrowsAsync(new StoreException(StoreProblem.Unavailable, "The store is away."));
        await using var app = new App(s => s with { Messages = broken.Object });
        var message = App.Received("""{"messageId":"m1","audience":"on-call:wales"}""");
        await Assert.ThrowsAsync<StoreException>(() => app.Dispatch.ImmediateAsync(message, app.Actions, CancellationToken.None));
        Assert.Empty(app.Actions.Completed);
    }

    [Fact]
    public async Task Cancelled_BeforeItLeaves_IsNeitherSentNorSettled()
    {
        await _app.TellAsync();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _app.Dispatch.ImmediateAsync(App.Received(_app.Handed[0]), _app.Actions, stop.Token));
        Assert.Empty(_app.People.Given);
        Assert.Equal(2, _app.Actions.Completed.Count);
    }

    private Task DispatchAsync(int deliveries = 1) => _app.Dispatch.ImmediateAsync(App.Received(_app.Handed[0], deliveries), _app.Actions, CancellationToken.None);
}
