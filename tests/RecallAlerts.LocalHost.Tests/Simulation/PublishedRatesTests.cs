using RecallAlerts.LocalHost.Simulation;
using Xunit.Abstractions;

namespace RecallAlerts.LocalHost.Tests.Simulation;

/// <summary>The published rates, measured on the lines of 20,000 releases and not on the constants that drew them.</summary>
public sealed class PublishedRatesTests(TestCohort cohort, ITestOutputHelper output) : IClassFixture<TestCohort>
{
    /// <summary>Four standard errors: a right generator fails one rate in sixteen thousand seeds.</summary>
    private const double StandardErrors = 4;

    private readonly IReadOnlyList<ToldRelease> _all = cohort.Releases;

    [Fact]
    public void Cohort_OfAYear_HasAsManyReleasesAsPublished() =>
        Assert.Equal(58_892, CohortOptions.OneYear(1, TestCohort.From).Releases);

    [Fact]
    public void FirstNight_OfTheKnown_IsHousedFor84Percent() =>
        Holds(0.84, _all.Where(r => r.HousingOn(0) is not null), r => r.HousingOn(0) > 0);

    [Fact]
    public void FirstNight_OfTheKnown_IsSettledFor40Percent() =>
        Holds(0.40, _all.Where(r => r.HousingOn(0) is not null), r => r.HousingOn(0) == 2);

    [Fact]
    public void FirstNight_OfHighRosh_IsRoughFor12Point9Percent() => Holds(
        0.129,
        _all.Where(r => r.HousingOn(0) is not null && ToldRelease.Text(r.Registration, "rosh") is "high" or "very-high"),
        r => r.HousingOn(0) == 0 && r.Facts.Last(f => f.Type == "accommodation.recorded" && LastOnFirstDay(r, f)).Data[0].Value is "A08A");

    /// <summary>No event says who is in work: this one is measured on what was drawn, and on its trace in the needs.</summary>
    [Fact]
    public void InWork_OfTheAvailable_Is8Percent()
    {
        Holds(0.08, _all.Where(r => r.Profile.AvailableForWork), r => r.Profile.InWork);
        Assert.DoesNotContain(_all, r => r.Profile.InWork && (!r.Profile.AvailableForWork || r.Lists("needs", "employment")));
    }

    [Fact]
    public void Recall_OfAll_Is30Percent() => Holds(0.30, _all, r => r.Recall is not null);

    [Fact]
    public void Recall_Within28Days_Is40PercentOfRecalls() => Holds(0.40, Recalled, r => r.DaysToRecall <= 28);

    [Fact]
    public void Recall_OfUnsettled_IsAsMuchMoreOftenAsPublished()
    {
        var settled = Share(_all.Where(r => r.HousingOn(0) == 2), r => r.Recall is not null);
        var unsettled = Share(_all.Where(r => r.HousingOn(0) is not 2), r => r.Recall is not null);
        Assert.Equal(0.63 / 0.35, unsettled.Rate / settled.Rate, 0.15);
    }

    [Theory]
    [InlineData("domestic-abuse", 0.49)]
    [InlineData("child-safeguarding", 0.60)]
    public void Check_WhereRequired_IsDoneAsOftenAsPublished(string check, double published) =>
        Holds(published, _all.Where(r => r.Lists("checksRequired", check)), r => r.Has("check.completed", "check", check));

    [Fact]
    public void Treatment_WhereNeeded_IsStartedForUnderAQuarter()
    {
        var measured = Holds(
            0.23, _all.Where(r => r.Lists("needs", "substance-misuse")), r => r.Facts.Any(f => f.Type == "treatment.started" && f.Time >= r.ReleasedAt));
        Assert.True(measured < 0.25);
    }

    [Theory]
    [InlineData("finance")]
    [InlineData("employment")]
    public void Support_WhereNeeded_IsReferredForHalf(string need) =>
        Holds(0.50, _all.Where(r => r.Lists("needs", need)), r => r.Has("support.referred", "need", need));

    [Fact]
    public void Accommodation_OfTheUnsettledStillWatched_ImprovesFor51PercentInSixMonths() => Holds(
        0.51,
        _all.Where(r => r.HousingOn(0) is 0 or 1 && r.WatchedOn(182)),
        r => r.HousingOn(182) > r.HousingOn(0));

    [Theory]
    [InlineData("POOR_BEHAVIOUR_NON_COMPLIANCE", 0.77)]
    [InlineData("FAILED_KEEP_IN_TOUCH", 0.36)]
    [InlineData("POOR_BEHAVIOUR_FURTHER_OFFENCE", 0.24)]
    [InlineData("FAILED_RESIDE", 0.23)]
    public void RecordedReason_OfRecalls_IsAsOftenAsPublished(string reason, double published) =>
        Holds(published, Recalled, r => ToldRelease.List(r.Recall!, "recordedReasons").Contains(reason), slack: 0.01);

    [Fact]
    public void RecordedReasons_ARecall_AreAbout1Point7() =>
        Assert.Equal(1.7, Recalled.Average(r => ToldRelease.List(r.Recall!, "recordedReasons").Count()), 0.05);

    [Fact]
    public void Causes_OfRecalls_AreMostlyNotReoffending()
    {
        var (rate, _) = Share(Recalled, r => r.Profile.Recall!.Cause
            is RecallCause.Homelessness or RecallCause.SubstanceMisuse or RecallCause.ContinuityFailure);
        Assert.InRange(rate, 0.65, 0.80);
    }

    [Fact]
    public void Lines_ARelease_Are20To30()
    {
        var mean = _all.Average(r => r.Events.Count);
        output.WriteLine($"{mean:F1} lines a release");
        Assert.InRange(mean, 20, 30);
    }

    private IEnumerable<ToldRelease> Recalled => _all.Where(r => r.Recall is not null);

    private static bool LastOnFirstDay(ToldRelease r, SimulatedEvent f) =>
        f.Time < Domain.Calendar.LondonTime.StartOf(r.ReleasedOn.AddDays(1));

    /// <param name="slack">Beside the sampling error, where a table is balanced to the published figure by rounding.</param>
    private double Holds(double published, IEnumerable<ToldRelease> among, Func<ToldRelease, bool> those, double slack = 0)
    {
        var (rate, of) = Share(among, those);
        var tolerance = (StandardErrors * Math.Sqrt(published * (1 - published) / of)) + slack;
        output.WriteLine($"published {published:P1}, measured {rate:P2} of {of}, tolerance {tolerance:P2}");
        Assert.InRange(rate, published - tolerance, published + tolerance);
        return rate;
    }

    private static (double Rate, int Of) Share(IEnumerable<ToldRelease> among, Func<ToldRelease, bool> those)
    {
        var list = among.ToList();
        return (list.Count(those) / (double)list.Count, list.Count);
    }
}
