using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Reports;

namespace RecallAlerts.Domain.Tests.Reports;

/// <summary>Small quarters in a few regions, where every count is a danger.</summary>
internal static class Cohorts
{
    public static readonly ReleaseOutcomes Plain = new()
    {
        ReleasedOn = new DateOnly(2026, 6, 2), AtRelease = AccommodationCategory.Settled, AtDay28 = AccommodationCategory.Settled, AtDay84 = AccommodationCategory.Settled,
        AtSixMonths = AccommodationCategory.Settled, Needs = 0, DomesticAbuse = CheckOutcome.NotRequired, ChildSafeguarding = CheckOutcome.NotRequired,
        TreatmentDay = null, EndDay = 400, End = FollowUpEnd.LicenceEnded,
    };

    public static CohortRelease Release(string region = "wales", Func<ReleaseOutcomes, ReleaseOutcomes>? with = null) =>
        new("w", region, Given.At(Given.ReleasedAt), with is null ? Plain : with(Plain));

    /// <summary>So many of the same.</summary>
    public static IEnumerable<CohortRelease> Times(this CohortRelease release, int n) => Enumerable.Repeat(release, n);

    /// <summary>Checks a property on so many quarters, the same ones in every run.</summary>
    public static void Hold(int count, Func<CohortRelease[], bool> property)
    {
        var runs = 0;
        var config = Config.QuickThrowOnFailure.WithMaxTest(count).WithStartSize(50).WithEndSize(50).WithQuietOnSuccess(true)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20_260_602, 1_974_311), FSharpOption<int>.None)));
        Prop.ForAll(Arb.From(Quarters.Select(q => new Drawn(q))), q => ++runs > 0 && property(q.Releases)).Check(config);
        Assert.Equal(count, runs);
    }

    // A failure names the quarter by its size: printed whole it would fill pages.
    private sealed record Drawn(CohortRelease[] Releases)
    {
        public override string ToString() => $"{Releases.Length} releases";
    }

    private static Gen<CohortRelease[]> Quarters =>
        from sizes in Gen.ArrayOf(Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Choose(1, 9)), (5, Gen.Choose(30, 60))), 3)
        from regions in Gen.CollectToArray(sizes.Select((n, i) => (n, i)), x => Gen.ArrayOf(ReleaseOf("abc"[x.i..(x.i + 1)]), x.n))
        select regions.SelectMany(r => r).ToArray();

    private static Gen<CohortRelease> ReleaseOf(string region) =>
        from outcomes in Outcomes
        from primary in Gen.Elements(Enum.GetValues<RecallReason>())
        from secondary in Gen.SubListOf(RecallReasons.All.Where(r => r != RecallReason.InsufficientInformation))
        from flags in Gen.Choose(0, 15)
        let recall = new CohortRecall(new Instant(0), primary, [.. secondary], (flags & 1) != 0)
        select new CohortRelease("w", region, new Instant(0), outcomes, (flags & 6) == 6 ? null : recall, (flags & 8) == 0 ? (flags & 1) != 0 : null);

    private static Gen<ReleaseOutcomes> Outcomes =>
        from lived in Gen.ArrayOf(Gen.Elements(Enum.GetValues<AccommodationCategory>()), 2)
        from needs in Gen.Choose(0, 15)
        from checks in Gen.ArrayOf(Gen.Elements(Enum.GetValues<CheckOutcome>()), 2)
        from treated in Gen.Elements<int?>(null, 3, 21, 22)
        from day in Gen.Elements(5, 21, 28, 29, 84, 85, 183, 200, 274, 275, 400)
        from end in Gen.Frequency((5, Gen.Constant(FollowUpEnd.Recalled)), (2, Gen.Constant(FollowUpEnd.LicenceEnded)), (1, Gen.Constant(FollowUpEnd.Died)))
        select Plain with
        {
            AtRelease = lived[0],
            AtSixMonths = day > ReleaseOutcomes.SixMonths ? lived[1] : AccommodationCategory.None,
            Needs = needs,
            DomesticAbuse = checks[0],
            ChildSafeguarding = checks[1],
            TreatmentDay = treated,
            EndDay = day,
            End = end,
        };
}
