using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using Check = RecallAlerts.Domain.Releases.Check;

namespace RecallAlerts.Domain.Tests.Properties;

/// <summary>
/// Plausible timelines: facts of every type around a release, on few distinct instants so that ties and boundaries are common,
/// recorded at once, late or ahead, sometimes under an eventId that was used before.
/// </summary>
internal static class Timelines
{
    // Ordinary days, the two clock changes, Easter and Christmas.
    private static readonly string[] ReleaseInstants =
    [
        "2026-06-02T09:00:00Z", "2026-06-05T14:30:00Z", "2026-03-27T10:00:00Z", "2026-10-23T08:00:00Z", "2026-10-25T00:30:00Z",
        "2026-04-02T08:00:00Z", "2026-12-24T11:00:00Z",
    ];

    // UTC seconds of the day: thresholds in summer and winter time, local midnights, and one second before and after.
    private static readonly int[] SecondsOfDay = [0, 28_800, 28_799, 32_400, 43_201, 57_599, 57_600, 61_200, 82_800];

    /// <summary>Checks a property on so many timelines, the same ones in every run.</summary>
    public static void Hold(int count, Func<Scenario, bool> property, bool withAmendments = false)
    {
        var runs = 0;
        // A replay that names a size as well would run one single case; the size is fixed by its start and end instead.
        var config = Config.QuickThrowOnFailure.WithMaxTest(count).WithStartSize(50).WithEndSize(50).WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20_260_602, 1_974_311), FSharpOption<int>.None)));
        Prop.ForAll(Arb.From(Scenarios(withAmendments), x => x.Smaller()), s => ++runs > 0 && property(s)).Check(config);
        Assert.Equal(count, runs);
    }

    private static Gen<Scenario> Scenarios(bool withAmendments) =>
        from release in Releases
        from count in Gen.Choose(0, 14)
        from facts in Gen.CollectToArray(Enumerable.Range(0, count), i => FactsOf(release, i, withAmendments))
        from looks in Gen.ArrayOf(InstantsAround(release), 5)
        from acts in Gen.ArrayOf(ActsOf(release), 4)
        select new Scenario(release, facts, [.. looks.Order()], [.. acts.OrderBy(a => a.At)]);

    private static Gen<Release> Releases =>
        from at in Gen.Elements(ReleaseInstants)
        from needs in Gen.SubListOf(Enum.GetValues<Need>())
        from checks in Gen.SubListOf(Enum.GetValues<Check>())
        from practitioner in Gen.Elements("P1", "P1", null)
        from handedOver in Gen.Elements(true, false)
        from licenceDays in Gen.Elements(20, 180, 400)
        from rosh in Gen.Elements(Enum.GetValues<Rosh>())
        let releasedAt = Instant.Parse(at)
        select new Release
        {
            Crn = new Crn("X100001"),
            ReleasedAt = releasedAt,
            LicenceEndsOn = LondonTime.Date(releasedAt).AddDays(licenceDays),
            Region = "north-west",
            Pdu = "bury-and-rochdale",
            PractitionerId = practitioner,
            Rosh = rosh,
            Needs = [.. needs],
            ChecksRequired = [.. checks],
            HandoverCompleted = handedOver,
        };

    private static Gen<Instant> InstantsAround(Release release) =>
        from day in Gen.Frequency((1, Gen.Choose(-40, -1)), (2, Gen.Choose(0, 1)), (6, Gen.Choose(0, 35)), (2, Gen.Choose(36, 120)), (1,
            Gen.Choose(200, 280)))
        from second in Gen.Elements(SecondsOfDay)
        from exact in Gen.Frequency((1, Gen.Constant(true)), (7, Gen.Constant(false)))
        select exact
            ? release.ReleasedAt.PlusSeconds(day * Instant.Day)
            : new Instant((((release.ReleasedAt.Seconds / Instant.Day) + day) * Instant.Day) + second);

    private static Gen<Fact> FactsOf(Release release, int i, bool withAmendments) =>
        from occurredAt in InstantsAround(release)
        from delay in Gen.Frequency((8, Gen.Constant(0)), (1, Gen.Constant(3_600)), (3, Days(1, 12)), (3, Days(-12, -1)))
        from id in Gen.Frequency((9, Gen.Constant(i)), (1, Gen.Choose(0, 14)))
        from fact in FactKinds.Any(new FactHead($"e{id:00}", occurredAt, occurredAt.PlusSeconds(delay)), withAmendments)
        select fact;

    private static Gen<int> Days(int from, int to) => Gen.Choose(from, to).Select(day => day * (int)Instant.Day);

    private static Gen<PlannedAct> ActsOf(Release release) =>
        from at in InstantsAround(release)
        from kind in Gen.Choose(0, 4)
        from alert in Gen.Choose(0, 20)
        from owner in Gen.Elements(true, false)
        select new PlannedAct(at, kind, alert, owner);
}
