using RecallAlerts.Adapters.Tests.Contracts;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Tables;

/// <summary>An operation that writes more than once, and what is there before it. Doing it again after it was done changes nothing.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Given">What is there before.</param>
/// <param name="Do">The operation.</param>
internal sealed record Step(string Name, Func<Ports, Task> Given, Func<Ports, Task> Do)
{
    public override string ToString() => Name;
}

/// <summary>All operations that write more than once.</summary>
internal static class Steps
{
    private static readonly Alert K = Alert(X1, "k");

    private static CancellationToken None => CancellationToken.None;

    public static IReadOnlyList<Step> All { get; } =
    [
        new("register", _ => Task.CompletedTask, p => p.Cases.RegisterAsync(Case())),
        new("register with held", p => p.Cases.HoldAsync([(Key.SubjectKeyOf("X000001"), Fact("e1")), (Key.SubjectKeyOf(X1.Value), Fact("e2"))], T0, None), p => p.Cases.RegisterAsync(Case())),
        new("register many held", p => p.Cases.HoldAsync([.. Enumerable.Range(0, 101).Select(n => (Key.SubjectKeyOf("X000001"), Fact($"e{n}")))], T0, None), p => p.Cases.RegisterAsync(Case())),
        new("append that waits", WatchAsync, p => p.Cases.AppendAsync(X1, Fact("e1", by: "practitioner:P1"), T0.PlusHours(1))),
        new("append that settles", WatchAsync, p => AppendAsync(p, 9)),
        new("append that wakes earlier", WatchAsync, p => AppendAsync(p, 2)),
        new("append of many", WatchAsync, p => p.Cases.AppendAsync([.. Enumerable.Range(0, 210).Select(n => Fact($"e{n}").To(X1))], T0.PlusHours(1), null, None)),
        new("limit that waits", WatchAsync, p => p.Cases.AppendAsync(X1, Limited("l1"), T0.PlusHours(1))),
        new("limit of what waits", async p =>
        {
            await WatchAsync(p);
            await p.Cases.AppendAsync(X1, Fact("e1"), T0.PlusHours(1));
        }, p => p.Cases.AppendAsync(X1, Limited("l1"), T0.PlusHours(1))),
        new("limit that settles", WatchAsync, p =>
            p.Cases.AppendAsync([Limited("l1").To(X1)], T0.PlusHours(1), r => Reviewed(r, r.Alerts, T0.PlusHours(9), T0.PlusHours(1)), None)),
        new("register beside a limited release", async p =>
        {
            await p.Cases.RegisterAsync(Case(Earlier));
            await p.Cases.AppendAsync(Earlier.Id, Limited("l1"), T0.PlusHours(1));
        }, p => p.Cases.RegisterAsync(Case() with { Others = [Earlier.Id] })),
        new("append of what is held", async p =>
        {
            await WatchAsync(p);
            await p.Cases.HoldAsync([(Key.SubjectKeyOf("X000001"), Fact("e1"))], T0, None);
        }, p => p.Cases.AppendAsync([new FactFor(X1, Fact("e1"), Key.SubjectKeyOf("X000001"))], T0.PlusHours(1), null, None)),
        new("review of what waits", p => p.Cases.RegisterAsync(Case()), p => p.Cases.ReviewAsync(X1, [K.Telling(T0), Alert(X1, "l") with { Owner = P2 }], T0.PlusHours(5))),
        new("review on a wake", WatchAsync, p => p.Cases.ReviewAsync(X1, [K.Telling(T0.PlusHours(6)), Alert(X1, "l")], T0.PlusHours(9), T0.PlusHours(5))),
        new("review before a wake", WatchAsync, p => p.Cases.ReviewAsync(X1, [K.Telling(T0.PlusHours(2), to: P2)], T0.PlusHours(3), T0.PlusHours(1), "v2")),
        new("act", WatchAsync, ActAsync),
        new("delivery", TellAsync, DeliverAsync),
        new("putting off", TellAsync, p => p.Messages.DeliverAsync([new AudienceGroup(P1, [P1])], DeliveryInstants.Of(T0), PutOff, None)),
        new("delivery of many", p => p.Cases.WatchAsync([.. Enumerable.Range(0, 120).Select(n => Alert(X1, $"k{n}").Telling(T0))]), DeliverAsync),
        new("delivery to several", WatchThreeAsync, p => DeliverToThreeAsync(p, TellAll)),
        new("delivery to several, one of them told meanwhile", WatchThreeAsync, p => DeliverToThreeAsync(p, new Meanwhile(p).Decide)),
        new("delivery to several, one of them many", async p =>
        {
            await WatchThreeAsync(p);
            await p.Cases.ReviewAsync(X1, [.. (await p.Cases.GetAsync(X1)).Alerts, .. Enumerable.Range(0, 120).Select(n => Alert(X1, $"k{n}").Telling(T0))], T0.PlusHours(5));
        }, p => DeliverToThreeAsync(p, TellAll)),
        new("outcome of sending", async p =>
        {
            await TellAsync(p);
            await DeliverAsync(p);
        }, RecordAsync),
        new("handing over", TellThreeAsync, HandOverAsync),
        new("handing over what has left", TellThreeAsync, SendAndHandOverAsync),
        new("weekend list", WatchAsync, p => p.Messages.AddWeekendListAsync([.. ((Person[])[DutySpo, P1]).Select(to => new Message(T0, to, MessageKind.Weekend, [], [X1], null, ["gwent"]))], T0, None)),
    ];

    public static Task DeliverAsync(Ports p) => p.Messages.DeliverAsync([new AudienceGroup(P1, [P1])], DeliveryInstants.Of(T0), TellAll, None);

    public static AudienceDelivery TellAll(AudienceState s) => s.Waiting.Count == 0 ? new AudienceDelivery([], []) : new AudienceDelivery(
        [new Message(T0, s.Audience, MessageKind.Digest, [.. s.Waiting.Select(w => w.Alert).Order()], [], Severity.Low, ["gwent"])],
        [.. s.Waiting.Select(w => new TellingDecision.Told(w, MessageKind.Digest))]);

    private static AudienceDelivery PutOff(AudienceState s) =>
        new([], [.. s.Waiting.Where(w => !w.Telling.PutOff).Select(w => new TellingDecision.PutOff(w, w.Telling with { PutOff = true, DueAt = T0.PlusHours(20) }))]);

    private static Task WatchAsync(Ports p) => p.Cases.WatchAsync(Release(), _ => [K], T0.PlusHours(5));

    private static Task TellAsync(Ports p) => p.Cases.WatchAsync(Release(), _ => [K.Telling(T0), Alert(X1, "l").Telling(T0)], T0.PlusHours(5));

    private static Task WatchThreeAsync(Ports p) => p.Cases.WatchAsync(Release(), _ => [.. ((Person[])[P1, P2, DutySpo]).Select(to => Alert(X1, to.Id) with { Owner = to }).Select(a => a.Telling(T0, to: a.Owner))], T0.PlusHours(5));

    private static async Task TellThreeAsync(Ports p)
    {
        await WatchThreeAsync(p);
        await DeliverToThreeAsync(p, TellAll);
    }

    private static Task DeliverToThreeAsync(Ports p, Func<AudienceState, AudienceDelivery> decide) =>
        p.Messages.DeliverAsync([new AudienceGroup(P1, [P1]), new AudienceGroup(P2, [P2]), new AudienceGroup(DutySpo, [DutySpo])], DeliveryInstants.Of(T0), decide, None);

    // While the last of them is decided on, the first is told.
    private sealed class Meanwhile(Ports p)
    {
        private bool _isTold;

        public AudienceDelivery Decide(AudienceState s)
        {
            if (!_isTold && s.Audience == DutySpo)
            {
                _isTold = true;
                DeliverAsync(p).GetAwaiter().GetResult();
            }

            return TellAll(s);
        }
    }

    private static async Task HandOverAsync(Ports p) =>
        await p.Messages.RecordAsync([.. (await p.Messages.UnsentAsync(T0, 10, None)).Select(m => new Tried(m, new SendOutcome.HandedOver(T0.PlusHours(1))))], T0, None);

    // What is handed over to P1 is sent before it is recorded that it was handed over.
    private static async Task SendAndHandOverAsync(Ports p)
    {
        var read = await p.Messages.UnsentAsync(T0, 10, None);
        foreach (var m in read.Where(m => m.Message.Audience == P1)) await p.Messages.RecordAsync(P1, m.MessageId, new SendOutcome.Sent("email"), T0, None);
        await p.Messages.RecordAsync([.. read.Select(m => new Tried(m, new SendOutcome.HandedOver(T0.PlusHours(1))))], T0, None);
    }

    private static Task AppendAsync(Ports p, int wake) =>
        p.Cases.AppendAsync([Fact("e1").To(X1)], T0.PlusHours(1), r => Reviewed(r, r.Alerts, T0.PlusHours(wake), T0.PlusHours(1)), None);

    private static Task ActAsync(Ports p) => p.Cases.UpdateAsync([X1], r => r.Alerts[0].Status == AlertStatus.Acknowledged ? null : new CaseUpdate(
        [.. r.Alerts.Select(a => a with { Status = AlertStatus.Acknowledged, AcknowledgedAt = T0 })], [new ChangedAlert(K, new Acknowledged(T0, P1, "on it"), "p1")], null, T0.PlusHours(1))
    {
        Audit = [Acted(T0, Domain.Audit.AuditAction.Acknowledged)],
    }, None);

    // An outcome is recorded once: who lost the answer asks what waits, as the outbox does.
    private static async Task RecordAsync(Ports p)
    {
        foreach (var m in await p.Messages.UnsentAsync(T0, 10, None)) await p.Messages.RecordAsync([new Tried(m, new SendOutcome.Sent("email"))], T0, None);
    }
}
