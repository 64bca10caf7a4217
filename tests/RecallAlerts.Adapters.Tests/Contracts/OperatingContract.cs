using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Operations;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>What waits and what was refused.</summary>
public abstract class OperatingContract : StoreContract
{
    private static readonly DateOnly Today = new(2026, 6, 2);

    private IOperationsStore Operations => Store.One.Operations;

    private IHeldEnvelopes Envelopes => Store.One.Envelopes!;

    [Fact]
    public async Task Empty_HasNothing()
    {
        Assert.Empty(await Operations.WaitingMessagesAsync(10, None));
        Assert.Empty(await Operations.HeldAsync(None));
        Assert.Empty(await Operations.RefusedAsync(Today, None));
        Assert.False(await Operations.TryNowAsync("no-such", T0, None));
        Assert.Equal(0, await Operations.AskForDetailsNowAsync(T0, None));
    }

    [Fact]
    public async Task Waiting_AreThoseThatFailedFirst()
    {
        foreach (var pdu in (string[])["a", "b", "c"]) await PutOutAsync(pdu);
        var (once, twice) = (await IdOfAsync("a"), await IdOfAsync("b"));
        await FailAsync("a", once, T0.PlusHours(2), "nobody answers");
        await FailAsync("b", twice, T0.PlusHours(1), "no address");
        await FailAsync("b", twice, T0.PlusHours(3), "still no address");
        var waiting = await Another.Operations.WaitingMessagesAsync(10, None);
        Assert.Equal([twice, once, await IdOfAsync("c")], waiting.Select(w => w.MessageId));
        Assert.Equal(new WaitingMessage(twice, MessageKind.Weekend, T0, 2, T0.PlusHours(3), "still no address"), waiting[0]);
        Assert.Equal((0, T0, null), (waiting[2].Tries, waiting[2].NextTryAt, waiting[2].Reason));
        Assert.Equal([twice], (await Operations.WaitingMessagesAsync(1, None)).Select(w => w.MessageId));
    }

    [Fact]
    public async Task TryNow_OfOneThatFailed_MakesItDueAndKeepsItsTries()
    {
        await PutOutAsync("a");
        var id = await IdOfAsync("a");
        await FailAsync("a", id, T0.PlusHours(5), "nobody answers");
        Assert.Empty(await Messages.UnsentAsync(T0.PlusHours(1), 10, None));
        Assert.True(await Another.Operations.TryNowAsync(id, T0.PlusHours(1), None));
        Assert.Equal(1, Assert.Single(await Messages.UnsentAsync(T0.PlusHours(1), 10, None)).Tries);
        Assert.Equal("nobody answers", Assert.Single(await Operations.WaitingMessagesAsync(10, None)).Reason);
        Assert.True(await Operations.TryNowAsync(id, T0.PlusHours(2), None));
        Assert.Equal(T0.PlusHours(1), Assert.Single(await Operations.WaitingMessagesAsync(10, None)).NextTryAt);
    }

    [Fact]
    public async Task TryNow_OfOneThatLeft_ChangesNothing()
    {
        await PutOutAsync("a");
        var id = await IdOfAsync("a");
        await Messages.RecordAsync(Spo("a"), id, new SendOutcome.Sent("email"), T0, None);
        Assert.False(await Operations.TryNowAsync(id, T0, None));
        Assert.Empty(await Operations.WaitingMessagesAsync(10, None));
    }

    [Fact]
    public async Task Held_IsByKindNameAndDay()
    {
        var subject = Key.SubjectKeyOf("X000001");
        await Cases.HoldAsync([(subject, Fact("e1")), (subject, Fact("e2")), (subject, Fact("e3", "accommodation.recorded", new { code = "A08A" }))], T0, None);
        await Cases.HoldAsync([(Key.SubjectKeyOf("X000002"), Fact("e4"))], T0.PlusHours(24), None);
        await Envelopes.KeepAsync(new HeldEnvelope("k1", "e", "{}", T0, T0), None);
        await Envelopes.KeepAsync(new HeldEnvelope("k2", "e", "{}", T0, null), None);
        await Envelopes.PostponeAsync("k1", T0.PlusHours(1), "not yet", None);
        Assert.Equal(
            [
                new(HeldKind.Event, "accommodation.recorded", Today, 1), new(HeldKind.Event, "handover.completed", Today, 2), new(HeldKind.Event, "handover.completed", Today.AddDays(1), 1),
                new HeldCount(HeldKind.Details, "not yet", Today, 1), new(HeldKind.Operation, "", Today, 1),
            ],
            await Another.Operations.HeldAsync(None));
    }

    [Fact]
    public async Task AskNow_MakesThoseDueThatWaitForDetails()
    {
        await Envelopes.KeepAsync(new HeldEnvelope("due", "e", "{}", T0, T0.PlusHours(1)), None);
        await Envelopes.KeepAsync(new HeldEnvelope("later", "e", "{}", T0, T0.PlusHours(9)), None);
        await Envelopes.KeepAsync(new HeldEnvelope("operation", "e", "{}", T0, null), None);
        Assert.Equal(1, await Operations.AskForDetailsNowAsync(T0.PlusHours(1), None));

        // What an older program held because it could not merge or erase is due at any time.
        Assert.Equal(["operation", "due", "later"], (await Another.Envelopes!.DueAsync(T0.PlusHours(1), 10, None)).Select(e => e.Key));
    }

    [Fact]
    public async Task Refused_AreCountedByDaySinceADay()
    {
        await Queries.NoteRefusedAsync([("event", "invalid-crn")], T0.PlusHours(-24), None);
        await Queries.NoteRefusedAsync([("event", "invalid-crn"), ("import", "unknown-type"), ("event", "invalid-crn")], T0, None);
        await Queries.NoteRefusedAsync([("event", "invalid-crn")], T0.PlusHours(24), None);
        Assert.Equal(
            [new(Today.AddDays(1), "event", "invalid-crn", 1), new(Today, "event", "invalid-crn", 2), new(Today, "import", "unknown-type", 1)], await Another.Operations.RefusedAsync(Today, None));
    }

    private static Person Spo(string pdu) => new(Role.DutySpo, pdu);

    private Task PutOutAsync(string pdu) => Messages.AddWeekendListAsync([new Message(T0, Spo(pdu), MessageKind.Weekend, [], [X1], null, [pdu])], T0, None);

    private async Task<string> IdOfAsync(string pdu) => (await Queries.AllMessagesAsync(None)).Single(m => m.Outbox.Message.Audience == Spo(pdu)).Outbox.MessageId;

    private Task FailAsync(string pdu, string id, Instant retryAt, string reason) => Messages.RecordAsync(Spo(pdu), id, new SendOutcome.Failed(reason, retryAt), T0, None);
}
