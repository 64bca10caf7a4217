using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>Tellings that wait become messages, together and once.</summary>
public abstract class DeliveringContract : StoreContract
{
    private static readonly AudienceGroup ToP1 = new(P1, [P1]);

    [Fact]
    public async Task Due_AreTheAudiencesOfWhatIsDue()
    {
        await Cases.WatchAsync(
            Alert(X1, "a").Telling(T0.PlusHours(1)).Telling(T0.PlusHours(2), TellingClass.Gathered, TellingRole.DutySpo, DutySpo),
            Alert(X1, "b").Telling(T0.PlusHours(1)), Alert(X1, "c").Telling(T0.PlusHours(3), to: P2));
        Assert.Equal(T0.PlusHours(1), await Another.Messages.NextDueAsync(None));
        Assert.Empty(await Messages.DueAudiencesAsync(T0.PlusHours(1).PlusSeconds(-1), None));
        Assert.Equal([P1], await Messages.DueAudiencesAsync(T0.PlusHours(1), None));
        Assert.Equal([DutySpo, P1], (await Another.Messages.DueAudiencesAsync(T0.PlusHours(2), None)).Order());
    }

    [Fact]
    public async Task Deliver_IsAskedOnAllThatWaitsForTheGroup()
    {
        await Cases.WatchAsync(
            Alert(X1, "a", severity: Severity.High).Telling(T0, TellingClass.High), Alert(X1, "b") with { Status = AlertStatus.Acknowledged, Tellings = [Waiting(T0)] },
            Alert(X1, "c") with { SuppressedBy = RuleId.NoPractitioner, Tellings = [Waiting(T0.PlusHours(9), to: P2)] }, Alert(X1, "d").Telling(T0, to: DutySpo));
        var state = await AskAsync(new AudienceGroup(P1, [P1, P2]));
        Assert.Equal(P1, state.Audience);
        var waiting = state.Waiting.ToDictionary(w => w.Alert);
        Assert.Equal(3, waiting.Count);
        Assert.Equal((true, "", Severity.High, "gwent"), Told(waiting[Alert(X1, "a").Id]));
        Assert.Equal((false, "acknowledged", Severity.Low, "gwent"), Told(waiting[Alert(X1, "b").Id]));
        Assert.Equal((false, "suppressed by no-practitioner", Severity.Low, "gwent"), Told(waiting[Alert(X1, "c").Id]));
        Assert.Equal(T0.PlusHours(9), waiting[Alert(X1, "c").Id].Telling.DueAt);
    }

    [Fact]
    public async Task Deliver_Told_SendsOneMessageAndEndsTheTelling()
    {
        await Cases.WatchAsync(Alert(X1, "a").Telling(T0), Alert(X1, "b").Telling(T0.PlusHours(1)));
        await DeliverAsync(w => w.Telling.DueAt <= T0 ? new TellingDecision.Told(w, MessageKind.Digest) : null);
        var message = Assert.Single(await Queries.AllMessagesAsync(None));
        Assert.Equal(Key.MessageIdOf(message.Outbox.Message), message.Outbox.MessageId);
        Assert.Equal((P1, MessageKind.Digest, T0, 0), (message.Outbox.Message.Audience, message.Outbox.Message.Kind, message.Outbox.Message.At, message.Outbox.Tries));
        Assert.Equal([Alert(X1, "a").Id], message.Outbox.Message.Alerts);
        Assert.Equal(T0.PlusHours(1), await Messages.NextDueAsync(None));
        Assert.Equal([0, 1], (await Another.Cases.GetAsync(X1)).Alerts.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => a.Tellings.Count));
    }

    [Fact]
    public async Task Deliver_Again_FindsNothingWaiting()
    {
        await Cases.WatchAsync(Alert(X1, "a").Telling(T0));
        await DeliverAsync(w => new TellingDecision.Told(w, MessageKind.Digest));
        Assert.Empty((await AskAsync(ToP1)).Waiting);
        Assert.Single(await Queries.AllMessagesAsync(None));
    }

    [Fact]
    public async Task Deliver_AgainInTheSameSecond_LeavesWhatIsNewWaiting()
    {
        await Cases.WatchAsync(Alert(X1, "a").Telling(T0));
        await DeliverAsync(w => new TellingDecision.Told(w, MessageKind.Digest));
        await Cases.UpdateAsync([X1], r => Reviewed(r, [.. r.Alerts, Alert(X1, "b").Telling(T0)]), None);
        await DeliverAsync(w => new TellingDecision.Told(w, MessageKind.Digest));
        Assert.Single(await Queries.AllMessagesAsync(None));
        Assert.Equal([Alert(X1, "b").Id], (await AskAsync(ToP1)).Waiting.Select(w => w.Alert));
        Assert.Equal([P1], await Messages.DueAudiencesAsync(T0, None));
    }

    [Fact]
    public async Task Deliver_PutOff_WaitsInsteadForTheOtherTime()
    {
        await Cases.WatchAsync(Alert(X1, "a").Telling(T0, TellingClass.High));
        var instead = Waiting(T0.PlusHours(20)) with { PutOff = true };
        await DeliverAsync(w => new TellingDecision.PutOff(w, instead));
        foreach (var ports in (Ports[])[Store.One, Another]) Assert.Equal([instead], (await ports.Cases.GetAsync(X1)).Alerts[0].Tellings);
        Assert.Equal(T0.PlusHours(20), await Messages.NextDueAsync(None));
        Assert.Empty(await Queries.AllMessagesAsync(None));
    }

    [Fact]
    public async Task Deliver_Cancelled_EndsTheTellingWithoutAMessage()
    {
        await Cases.WatchAsync(Alert(X1, "a") with { Status = AlertStatus.Snoozed, Snooze = new Snooze(T0.PlusHours(1), P1), Tellings = [Waiting(T0)] });
        await DeliverAsync(w => new TellingDecision.Cancelled(w));
        Assert.Null(await Messages.NextDueAsync(None));
        Assert.Empty(await Queries.AllMessagesAsync(None));
    }

    [Fact]
    public async Task Deliver_OfWhichOneGroupFails_ChangesNothing()
    {
        await Cases.WatchAsync(Alert(X1, "a").Telling(T0), Alert(X1, "b").Telling(T0, to: P2));
        await Store.FlushAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Messages.DeliverAsync(
            [ToP1, new AudienceGroup(P2, [P2])], DeliveryInstants.Of(T0),
            s => s.Audience == P2 ? throw new InvalidOperationException("no") : Decided(s, w => new TellingDecision.Told(w, MessageKind.Digest)), None));
        Assert.Empty(await Queries.AllMessagesAsync(None));
        Assert.Equal([P1, P2], (await Messages.DueAudiencesAsync(T0, None)).Order());
        foreach (var ports in (Ports[])[Store.One, Another]) Assert.All((await ports.Cases.GetAsync(X1)).Alerts, a => Assert.Single(a.Tellings));
    }

    [Fact]
    public async Task CountMessages_IsByPersonOfTheKind()
    {
        await Messages.AddWeekendListAsync([Said(T0, MessageKind.Immediate, "a", P2), Said(T0, MessageKind.Immediate, "b", P1), Said(T0.PlusHours(1), MessageKind.Immediate, "c", P1)], T0, None);
        await Messages.AddWeekendListAsync([Said(T0, MessageKind.Digest, "d", P2)], T0, None);
        Assert.Equal([(P1, 2L), (P2, 1L)], await Queries.CountMessagesAsync(MessageKind.Immediate, None));
        Assert.Empty(await Queries.CountMessagesAsync(MessageKind.Backlog, None));
    }

    [Fact]
    public async Task Deliver_CountsImmediateMessagesOfTheDayAndWeek()
    {
        // Tuesday 10:00: one on Sunday, one on Monday, two on Tuesday, and one digest.
        Instant[] sent = [T0.PlusHours(-48), T0.PlusHours(-24), T0.PlusHours(-10), T0.PlusHours(-1)];
        foreach (var (at, n) in sent.Select((at, n) => (at, n))) await Messages.AddWeekendListAsync([Said(at, MessageKind.Immediate, $"k{n}", P1), Said(at, MessageKind.Immediate, "x", P2)], at, None);
        await Messages.AddWeekendListAsync([Said(T0.PlusHours(-1), MessageKind.Digest, "d", P1)], T0, None);
        var state = await AskAsync(ToP1);
        Assert.Equal((2, 3), (state.SentToday, state.SentThisWeek));
    }

    [Fact]
    public async Task Deliver_Standing_AreTheDeliverableOnesOfTheGroupWithoutAnOwnerTelling()
    {
        await Cases.WatchAsync(
            Alert(X1, "stands"), Alert(X1, "waits").Telling(T0), Alert(X1, "level").Telling(T0, TellingClass.Gathered, TellingRole.DutySpo, DutySpo),
            Alert(X1, "covered") with { Owner = P2 }, Alert(X1, "other's") with { Owner = DutySpo }, Alert(X1, "acknowledged") with { Status = AlertStatus.Acknowledged },
            Alert(X1, "suppressed") with { SuppressedBy = RuleId.NoPractitioner }, Alert(X1, "closed") with { Status = AlertStatus.Closed, Closed = ClosedHow.Cleared });
        IReadOnlyList<AlertId> standing = [];
        await Messages.DeliverAsync([new AudienceGroup(P1, [P1, P2])], DeliveryInstants.Of(T0), s =>
        {
            standing = s.Standing();
            return new AudienceDelivery([], []);
        }, None);
        Assert.Equal(new[] { "stands", "level", "covered" }.Select(k => Alert(X1, k).Id).Order(), standing.Order());
    }

    private static (bool, string, Severity, string) Told(WaitingTelling w) => (w.IsDeliverable, w.WhyNot, w.Severity, w.Pdu);

    private static Message Said(Instant at, MessageKind kind, string key, Person to) => new(at, to, kind, [Alert(X1, key).Id], [], Severity.High, ["gwent"]);

    private async Task<AudienceState> AskAsync(AudienceGroup group)
    {
        AudienceState? asked = null;
        await Messages.DeliverAsync([group], DeliveryInstants.Of(T0), s =>
        {
            asked = s;
            return new AudienceDelivery([], []);
        }, None);
        return asked!;
    }

    private Task DeliverAsync(Func<WaitingTelling, TellingDecision?> decide) =>
        Messages.DeliverAsync([ToP1], DeliveryInstants.Of(T0), s => Decided(s, decide), None);

    private static AudienceDelivery Decided(AudienceState s, Func<WaitingTelling, TellingDecision?> decide)
    {
        var decisions = s.Waiting.Select(decide).OfType<TellingDecision>().ToArray();
        var messages = decisions.OfType<TellingDecision.Told>().GroupBy(d => d.Kind)
            .Select(g => new Message(T0, s.Audience, g.Key, [.. g.Select(d => d.Waiting.Alert).Order()], [], Severity.Low, ["gwent"]));
        return new AudienceDelivery([.. messages], decisions);
    }
}
