using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Recalls;

/// <summary>The one pass over alerts agrees with looking back on each release from each day, one by one.</summary>
public sealed class NotRecalledByDayProperties
{
    private const int Runs = 400;
    private const int Days = 25;
    private const int LeadTimeDays = 14;

    private static readonly string[] Releases = ["2026-06-02T09:00:00Z", "2026-06-02T13:00:00Z", "2026-10-19T08:00:00Z", "2026-03-24T09:30:00Z"];
    private static readonly RuleId[] Rules = [RuleId.Homeless, RuleId.Homeless, RuleId.NoContact, RuleId.FirstAppointmentNotAttended];

    private sealed record Step(int Hour, int Alert, Severity Severity, bool Moves);

    private sealed record Person(string ReleasedAt, int WatchedHours, int? RecalledAfterHours, Step[] Steps)
    {
        public Instant From => Instant.Parse(ReleasedAt);

        public IReadOnlyList<AlertMoment> Moments => MomentsOf(From, [.. Steps.OrderBy(s => s.Hour)]);

        public FollowedRelease Followed => new(From, From.PlusHours(WatchedHours), RecalledAfterHours is { } h ? From.PlusHours(h) : null, AlertSpells.Of(Moments));
    }

    [Fact]
    public void Counts_AgreeWithLookingBackFromEachDay()
    {
        var warnedSomewhere = 0;
        Hold(people =>
        {
            var counts = new NotRecalledByDay(Days, LeadTimeDays);
            foreach (var person in people) counts.Add(person.Followed);
            return RecallReasons.All.All(reason => Enumerable.Range(0, Days).All(day =>
            {
                var expected = OneByOne(people, reason, day);
                warnedSomewhere += expected.Warned;
                return counts.On(reason, day) == expected;
            }));
        });
        Assert.True(warnedSomewhere > Runs, "Cohorts of whom nobody was warned prove little.");
    }

    private static WarnedOf OneByOne(Person[] people, RecallReason reason, int day)
    {
        var compared = people.Where(p => IsCompared(p.Followed, day)).ToArray();
        return new WarnedOf(compared.Count(p => LookingBack.Look(p.Moments, Noon(p.From, day), reason, LeadTimeDays).LeadTimeHours >= 48), compared.Length);
    }

    private static bool IsCompared(FollowedRelease r, int day)
    {
        var noon = Noon(r.ReleasedAt, day);
        return noon >= r.ReleasedAt && noon < r.WatchedUntil && (r.RecalledAt is not { } at || LondonTime.Date(at) > LondonTime.Date(noon));
    }

    private static Instant Noon(Instant releasedAt, int day) => LondonTime.At(LondonTime.Date(releasedAt).AddDays(day), 12);

    // Opens what is closed; closes what is open, or moves it to the other alert of its rule.
    private static List<AlertMoment> MomentsOf(Instant from, Step[] steps)
    {
        var moments = new List<AlertMoment>();
        var open = new bool[Rules.Length];
        foreach (var s in steps)
        {
            var other = s.Alert ^ 1;
            AlertMoment Moment(int alert, string change) => new(Id(alert), Rules[alert], $"{alert}", from.PlusHours(s.Hour), change, s.Severity);
            if (!open[s.Alert]) moments.Add(Moment(s.Alert, moments.Any(m => m.Alert == Id(s.Alert)) ? "Reopened" : "Opened"));
            else if (s.Moves && s.Alert < 2 && !open[other])
            {
                moments.Add(Moment(s.Alert, "Closed") with { Closed = ClosedHow.Moved });
                moments.Add(Moment(other, "Moved") with { MovedFrom = Id(s.Alert) });
                open[other] = true;
            }
            else moments.Add(Moment(s.Alert, "Closed") with { Closed = ClosedHow.Cleared });

            open[s.Alert] = !open[s.Alert];
        }

        return moments;
    }

    private static AlertId Id(int alert) => new(new string((char)('a' + alert), 32));

    private static void Hold(Func<Person[], bool> property)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(Runs).WithStartSize(50).WithEndSize(50).WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20_260_602, 1_974_311), FSharpOption<int>.None)));
        Prop.ForAll(Arb.From(Cohorts, Smaller), property).Check(config);
    }

    private static IEnumerable<Person[]> Smaller(Person[] people) => Enumerable.Range(0, people.Length).Select(i => people.Where((_, j) => j != i).ToArray());

    private static Gen<Person[]> Cohorts =>
        from count in Gen.Choose(0, 6)
        from people in Gen.ArrayOf(People, count)
        select people;

    private static Gen<Person> People =>
        from releasedAt in Gen.Elements(Releases)
        from watched in Gen.Choose(0, 30 * 24)
        from recalled in Gen.Frequency((2, Gen.Constant((int?)null)), (1, Gen.Choose(0, 30 * 24).Select(h => (int?)h)))
        from count in Gen.Choose(0, 8)
        from steps in Gen.ArrayOf(Steps, count)
        select new Person(releasedAt, watched, recalled, steps);

    // Hours from the release, many at noon sharp.
    private static Gen<Step> Steps =>
        from hour in Gen.OneOf(Gen.Choose(-24, 28 * 24), Gen.Choose(0, 28).Select(d => (d * 24) + 2))
        from alert in Gen.Choose(0, Rules.Length - 1)
        from severity in Gen.Elements(Severity.Medium, Severity.High, Severity.Urgent)
        from moves in Gen.Elements(true, false)
        select new Step(hour, alert, severity, moves);
}
