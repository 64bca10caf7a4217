using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>Messages on their way out, and weekend lists.</summary>
public abstract class OutboxContract : StoreContract
{
    [Fact]
    public async Task Weekend_BeforeTheFirst_IsNothing() => Assert.Null(await Messages.WeekendListsThroughAsync(None));

    [Fact]
    public async Task Weekend_Lists_ArePutOutAndRemembered()
    {
        var list = ListOf(T0, "gwent", X1, new ReleaseId("X000002-20260602"));
        await Messages.AddWeekendListAsync([list], T0, None);
        Assert.Equal(T0, await Another.Messages.WeekendListsThroughAsync(None));
        var read = Assert.Single(await Another.Messages.UnsentAsync(T0, 10, None));
        Assert.Equal(list.Releases, read.Message.Releases);
        Assert.Equal(["gwent"], read.Message.Pdus);
        Assert.Empty(read.Message.Alerts);
        Assert.Null(read.Message.Worst);
        await Messages.AddWeekendListAsync([list], T0.PlusHours(1), None);
        Assert.Single(await Messages.UnsentAsync(T0, 10, None));
        Assert.Equal(T0.PlusHours(1), await Messages.WeekendListsThroughAsync(None));
    }

    [Fact]
    public async Task Unsent_AreOldestFirstAndBounded()
    {
        foreach (var (pdu, h) in new[] { ("c", 2), ("a", 1), ("b", 3) }) await Messages.AddWeekendListAsync([ListOf(T0.PlusHours(h), pdu, X1)], T0, None);
        Assert.Equal(["a", "c"], (await Messages.UnsentAsync(T0.PlusHours(2), 10, None)).Select(m => m.Message.Audience.Id));
        Assert.Equal(["a"], (await Messages.UnsentAsync(T0.PlusHours(9), 1, None)).Select(m => m.Message.Audience.Id));
        Assert.Empty(await Messages.UnsentAsync(T0, 10, None));
    }

    [Fact]
    public async Task Record_Failed_StaysWithTheReasonAndIsTriedAgainThen()
    {
        var id = await PutOutAsync();
        await Messages.RecordAsync(DutySpo, id, new SendOutcome.Failed("nobody answers", T0.PlusHours(1)), T0, None);
        await Another.Messages.RecordAsync(DutySpo, id, new SendOutcome.Failed("nobody knows where", T0.PlusHours(2)), T0.PlusHours(1), None);
        Assert.Empty(await Messages.UnsentAsync(T0.PlusHours(2).PlusSeconds(-1), 10, None));
        Assert.Equal(2, Assert.Single(await Messages.UnsentAsync(T0.PlusHours(2), 10, None)).Tries);
        var listed = Assert.Single(await Queries.AllMessagesAsync(None));
        Assert.Equal((null, "nobody knows where"), (listed.SentAt, listed.Reason));
        var proof = await Queries.ProveWatchAsync(T0, None);
        Assert.Equal((1, 1), (proof.Unsent, proof.Failing));
    }

    [Fact]
    public async Task Record_Sent_IsGoneFromTheOutboxForGood()
    {
        var id = await PutOutAsync();
        await Messages.RecordAsync(DutySpo, id, new SendOutcome.Failed("once", T0.PlusHours(1)), T0, None);
        await Messages.RecordAsync(DutySpo, id, new SendOutcome.Sent("email"), T0.PlusHours(1), None);
        Assert.Empty(await Another.Messages.UnsentAsync(T0.PlusHours(99), 10, None));
        var listed = Assert.Single(await Queries.AllMessagesAsync(None));
        Assert.Equal((T0.PlusHours(1), "email", null, 2), (listed.SentAt, listed.Channel, listed.Reason, listed.Outbox.Tries));
        Assert.Equal(0, (await Queries.ProveWatchAsync(T0, None)).Unsent);
    }

    [Fact]
    public async Task Proof_OfTheOutbox_SaysSinceWhenTheOldestWaits()
    {
        Assert.Null((await Queries.ProveWatchAsync(T0, None)).OldestUnsentAt);
        foreach (var (pdu, h) in new[] { ("c", 2), ("a", 1), ("b", 3) }) await Messages.AddWeekendListAsync([ListOf(T0.PlusHours(h), pdu, X1)], T0, None);
        Assert.Equal(T0.PlusHours(1), (await Another.Queries.ProveWatchAsync(T0.PlusHours(9), None)).OldestUnsentAt);
        var oldest = (await Messages.UnsentAsync(T0.PlusHours(9), 1, None))[0];
        await Messages.RecordAsync(oldest.Message.Audience, oldest.MessageId, new SendOutcome.Failed("nobody answers", T0.PlusHours(99)), T0.PlusHours(9), None);
        Assert.Equal(T0.PlusHours(1), (await Queries.ProveWatchAsync(T0.PlusHours(9), None)).OldestUnsentAt);
        await Messages.RecordAsync(oldest.Message.Audience, oldest.MessageId, new SendOutcome.Sent("email"), T0.PlusHours(99), None);
        Assert.Equal(T0.PlusHours(2), (await Queries.ProveWatchAsync(T0.PlusHours(99), None)).OldestUnsentAt);
    }

    [Fact]
    public async Task Record_OfAnUnknownMessage_ChangesNothing()
    {
        await PutOutAsync();
        await Messages.RecordAsync(DutySpo, "unknown", new SendOutcome.Sent("email"), T0, None);
        Assert.Single(await Messages.UnsentAsync(T0, 10, None));
    }

    [Fact]
    public async Task Record_HandedOver_WaitsForItsOutcomeAndIsOfferedAgain()
    {
        var id = await PutOutAsync();
        await Messages.RecordAsync(DutySpo, id, new SendOutcome.HandedOver(T0.PlusHours(1)), T0, None);
        Assert.Empty(await Another.Messages.UnsentAsync(T0.PlusHours(1).PlusSeconds(-1), 10, None));
        var again = Assert.Single(await Another.Messages.UnsentAsync(T0.PlusHours(1), 10, None));
        Assert.Equal((0, 1), (again.Tries, again.Handovers));
        Assert.Equal(again.Message.Releases, (await Another.Messages.FindUnsentAsync(DutySpo, id, None))!.Message.Releases);
        var proof = await Queries.ProveWatchAsync(T0, None);
        Assert.Equal((1, 0), (proof.Unsent, proof.Failing));
    }

    [Fact]
    public async Task Record_HandedOverAfterATryFailed_WaitsAsTheTrySays()
    {
        var id = await PutOutAsync();
        var read = (await Messages.UnsentAsync(T0, 10, None))[0];
        await Another.Messages.RecordAsync(DutySpo, id, new SendOutcome.Failed("nobody answers", T0.PlusHours(2)), T0, None);
        await Messages.RecordAsync([new Tried(read, new SendOutcome.HandedOver(T0.PlusHours(1)))], T0, None);
        Assert.Empty(await Messages.UnsentAsync(T0.PlusHours(2).PlusSeconds(-1), 10, None));
        var again = Assert.Single(await Another.Messages.UnsentAsync(T0.PlusHours(2), 10, None));
        Assert.Equal((1, 1), (again.Tries, again.Handovers));
        await Another.Messages.RecordAsync([new Tried(again, new SendOutcome.HandedOver(T0.PlusHours(3)))], T0, None);
        var third = Assert.Single(await Messages.UnsentAsync(T0.PlusHours(3), 10, None));
        Assert.Equal((1, 2), (third.Tries, third.Handovers));
    }

    [Fact]
    public async Task Record_HandedOverByTwo_CountsOnce()
    {
        await PutOutAsync();
        var (one, other) = ((await Messages.UnsentAsync(T0, 10, None))[0], (await Another.Messages.UnsentAsync(T0, 10, None))[0]);
        await Messages.RecordAsync([new Tried(one, new SendOutcome.HandedOver(T0.PlusHours(1)))], T0, None);
        await Another.Messages.RecordAsync([new Tried(other, new SendOutcome.HandedOver(T0.PlusHours(2)))], T0, None);
        Assert.Equal(1, Assert.Single(await Messages.UnsentAsync(T0.PlusHours(1), 10, None)).Handovers);
    }

    [Fact]
    public async Task Record_ManyHandedOver_OfWhichSomeWereTriedSince_BringsNothingBack()
    {
        await Messages.AddWeekendListAsync([.. Enumerable.Range(0, 80).Select(n => ListOf(T0, $"pdu-{n:D2}", X1))], T0, None);
        var read = await Messages.UnsentAsync(T0, 100, None);
        Assert.Equal(80, read.Count);
        foreach (var m in read.Take(5)) await Another.Messages.RecordAsync(m.Message.Audience, m.MessageId, new SendOutcome.Sent("email"), T0, None);
        foreach (var m in read.Skip(5).Take(5)) await Another.Messages.RecordAsync(m.Message.Audience, m.MessageId, new SendOutcome.Failed("no", T0.PlusHours(9)), T0, None);
        await Messages.RecordAsync([.. read.Select(m => new Tried(m, new SendOutcome.HandedOver(T0.PlusHours(1))))], T0, None);
        Assert.Empty(await Messages.UnsentAsync(T0.PlusHours(1).PlusSeconds(-1), 100, None));
        Assert.Equal(read.Skip(10).Select(m => (m.MessageId, 0, 1)).Order(), (await Messages.UnsentAsync(T0.PlusHours(1), 100, None)).Select(m => (m.MessageId, m.Tries, m.Handovers)).Order());
        Assert.Equal(75, (await Another.Messages.UnsentAsync(T0.PlusHours(9), 100, None)).Count);
        Assert.Equal(5, (await Queries.AllMessagesAsync(None)).Count(m => m.SentAt is not null));
    }

    [Fact]
    public async Task Record_AfterItLeft_ChangesNothing()
    {
        var id = await PutOutAsync();
        await Messages.RecordAsync(DutySpo, id, new SendOutcome.Sent("email"), T0.PlusHours(1), None);
        await Another.Messages.RecordAsync(DutySpo, id, new SendOutcome.Failed("late", T0.PlusHours(2)), T0.PlusHours(1), None);
        await Messages.RecordAsync(DutySpo, id, new SendOutcome.HandedOver(T0.PlusHours(2)), T0.PlusHours(1), None);
        Assert.Null(await Messages.FindUnsentAsync(DutySpo, id, None));
        Assert.Empty(await Messages.UnsentAsync(T0.PlusHours(99), 10, None));
        var listed = Assert.Single(await Queries.AllMessagesAsync(None));
        Assert.Equal((T0.PlusHours(1), "email", null, 1), (listed.SentAt, listed.Channel, listed.Reason, listed.Outbox.Tries));
    }

    [Fact]
    public async Task FindUnsent_OfAnotherPersonsOrUnknown_IsNothing()
    {
        var id = await PutOutAsync();
        Assert.NotNull(await Messages.FindUnsentAsync(DutySpo, id, None));
        Assert.Null(await Messages.FindUnsentAsync(P1, id, None));
        Assert.Null(await Messages.FindUnsentAsync(DutySpo, "unknown", None));
    }

    [Fact]
    public async Task AllMessages_AreByInstantKindRoleAndId()
    {
        Person[] people = [new(Role.Practitioner, "P2"), new(Role.Practitioner, "P10"), new(Role.OnCall, "wales"), new(Role.DutySpo, "z")];
        foreach (var at in (Instant[])[T0.PlusHours(1), T0])
        {
            foreach (var kind in (MessageKind[])[MessageKind.Immediate, MessageKind.Backlog])
                await Messages.AddWeekendListAsync([.. people.Select(p => new Message(at, p, kind, [Alert(X1, "k").Id], [], Domain.Rules.Severity.Low, ["z"]))], T0, None);
        }

        string[] order = ["duty-spo:z", "on-call:wales", "practitioner:P10", "practitioner:P2"];
        var expected = from at in (Instant[])[T0, T0.PlusHours(1)] from kind in (string[])["Backlog", "Immediate"] from who in order select $"{at} {kind} {who}";
        Assert.Equal(expected, (await Queries.AllMessagesAsync(None)).Select(m => $"{m.Outbox.Message.At} {m.Outbox.Message.Kind} {m.Outbox.Message.Audience}"));
    }

    private static Message ListOf(Instant at, string pdu, params ReleaseId[] releases) => new(at, new Person(Role.DutySpo, pdu), MessageKind.Weekend, [], releases, null, [pdu]);

    private async Task<string> PutOutAsync()
    {
        await Messages.AddWeekendListAsync([ListOf(T0, "gwent", X1)], T0, None);
        return (await Messages.UnsentAsync(T0, 10, None))[0].MessageId;
    }
}
