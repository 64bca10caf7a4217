using FsCheck;
using FsCheck.Fluent;
using RecallAlerts.Adapters.Tests.Contracts;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests;

/// <summary>What must hold for people whatever was recorded of them, in any order.</summary>
public sealed class PeopleProperties
{
    private const int Runs = 150;
    private const string Source = "X000001";
    private const string Target = "X000002";
    private static readonly ReleaseId Ended = new("X000001-20260602");
    private static readonly ReleaseId Goes = new("X000002-20260602");
    private static readonly Instant Now = T0.PlusHours(60);

    private static readonly (string Type, object Data)[] Kinds =
    [
        ("accommodation.recorded", new { code = "A08" }), ("accommodation.recorded", new { code = "A02" }), ("accommodation.ended", new { }), ("handover.completed", new { }),
        ("practitioner.allocated", new { practitionerId = "P2" }), ("appointment.booked", new { appointmentId = "a1", startsAt = "2026-06-03T10:00:00Z" }),
        ("appointment.outcome", new { appointmentId = "a1", outcome = "AFTC" }), ("check.requested", new { check = "domestic-abuse" }), ("substance.test", new { result = "positive" }),
        ("contact.suspended", new { reason = "hospital" }), ("recall.recorded", new { recallId = "R1" }), ("fact.withdrawn", new { eventId = "s1", reason = "wrong" }),
    ];

    [Fact]
    public void Merge_ThenUnmerge_RestoresReviewsAndAlertsOfBoth() => Hold(async (p, events) =>
    {
        var at = await GivenAsync(p, events);
        var before = (await SeenAsync(p, Ended), await SeenAsync(p, Goes));
        await at.MergeAsync(Source, Target);
        await at.ReviewAsync(Ended, Goes);
        await at.UnmergeAsync(Target, Source);
        Assert.Equal(before, (await SeenAsync(p, Ended), await SeenAsync(p, Goes)));
        await at.ReviewAsync(Ended, Goes);
        Assert.Equal(before, (await SeenAsync(p, Ended), await SeenAsync(p, Goes)));
    });

    [Fact]
    public void Merge_Twice_IsAsOnce() => Hold(async (p, events) =>
    {
        var at = await GivenAsync(p, events);
        await at.MergeAsync(Source, Target);
        var once = (await p.Cases.GetAsync(Ended), await p.Cases.GetAsync(Goes));
        await at.MergeAsync(Source, Target);
        Assert.Equal((once.Item1.Version, once.Item2.Version), ((await p.Cases.GetAsync(Ended)).Version, (await p.Cases.GetAsync(Goes)).Version));
    });

    [Fact]
    public void Events_BeforeOrAfterAMerge_GiveTheSameReviewOfTheReleaseThatGoesOn() => Hold(async (p, events) =>
    {
        var at = await GivenAsync(p, [.. events.Where(e => e.IsBefore)]);
        await at.MergeAsync(Source, Target);
        foreach (var e in events.Where(e => !e.IsBefore)) await at.SendAsync(e.Subject, e.Fact);
        await using var other = SqliteDatabase.OpenInMemory();
        var together = SqliteStores.PortsOf(other);
        var all = await GivenAsync(together, events);
        await all.MergeAsync(Source, Target);
        Assert.Equal(await ReviewAsync(together), await ReviewAsync(p));
    });

    [Fact]
    public void Erase_LeavesNothingAndTakesNothing() => Hold(async (p, events) =>
    {
        var at = await GivenAsync(p, events);
        if (events.Length % 2 == 0) await at.MergeAsync(Source, Target);
        await at.EraseAsync(Source);
        Assert.Null(await p.Cases.FindAsync(Ended, CancellationToken.None));
        Assert.Equal(events.Length % 2 == 0, await p.Cases.FindAsync(Goes, CancellationToken.None) is null);
        foreach (var e in events.Where(e => e.Subject == Source)) Assert.Equal(EventStatus.Rejected, await at.SendAsync(e.Subject, e.Fact));
        Assert.Null(await p.Cases.FindAsync(Ended, CancellationToken.None));
    });

    private static void Hold(Func<Ports, Sent[], Task> holds)
    {
        var events = Gen.Choose(0, 1_000_000).ArrayOf().Select(drawn => drawn.Take(12).Select(Draw).ToArray());
        var runs = 0;
        Prop.ForAll(events.ToArbitrary(), drawn =>
        {
            runs++;
            HoldAsync(holds, drawn).GetAwaiter().GetResult();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs).WithQuietOnSuccess(true).WithReplay(20_261_125, 1_974_311));
        Assert.Equal(Runs, runs);
    }

    private static async Task HoldAsync(Func<Ports, Sent[], Task> holds, Sent[] events)
    {
        await using var database = SqliteDatabase.OpenInMemory();
        await holds(SqliteStores.PortsOf(database), events);
    }

    private static Sent Draw(int n, int place)
    {
        var (subject, kind, hour) = (n % 2 == 0 ? Source : Target, Kinds[n / 2 % Kinds.Length], n / 100 % 60);
        return new Sent(subject, Fact($"{(n % 2 == 0 ? 's' : 't')}{(n % 7 == 0 ? 1 : place)}", kind.Type, kind.Data, T0.PlusHours(hour)), n % 3 != 0);
    }

    private static async Task<PeopleAt> GivenAsync(Ports p, Sent[] events)
    {
        var at = new PeopleAt(p, Now);
        await new PeopleAt(p, T0).RegisterAsync(Release());
        await new PeopleAt(p, T0).RegisterAsync(Release(Target));
        foreach (var e in events) await at.SendAsync(e.Subject == Source ? Ended.Value : Goes.Value, e.Fact);
        await at.ReviewAsync(Ended, Goes);
        return at;
    }

    private static async Task<string> ReviewAsync(Ports p)
    {
        var c = (await p.Cases.GetAsync(Goes)).History.At(Now, Application.Policies.PolicyDocument.Default.Of, Application.Calendars.BankHolidays.Default);
        var review = Reviewer.Review(c, Now);
        return string.Join('\n', review.Conditions.Select(x => x.ToString()).Prepend($"{review.State} {review.NextChangeAt}"));
    }

    private static async Task<string> SeenAsync(Ports p, ReleaseId id)
    {
        var c = await p.Cases.GetAsync(id);
        var open = c.Alerts.Where(a => a.Status != AlertStatus.Closed).OrderBy(a => a.Id).Select(a =>
            $"{a.Id} {a.Status} {a.Severity} {a.Owner} {a.OpenedAt} {a.Clock} {a.SuppressedBy} {string.Join(',', a.Tellings.Select(t => $"{t.Role} {t.At} {t.DueAt}"))}");
        return string.Join('\n', open.Prepend($"{c.Outcomes} wake {c.NextWake}"));
    }

    /// <summary>An event, and whether it comes before the merge.</summary>
    private sealed record Sent(string Subject, RecordedFact Fact, bool IsBefore);
}
