using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Simulation;

namespace RecallAlerts.LocalHost.Tests.Simulation;

public sealed class CohortTests(TestCohort cohort) : IClassFixture<TestCohort>
{
    private static readonly string[] AllTypes =
    [
        "accommodation.ended", "accommodation.recorded", "appointment.booked", "appointment.cancelled", "appointment.outcome", "check.completed",
        "check.requested", "contact.resumed", "contact.suspended", "enforcement.recorded", "fact.withdrawn", "handover.completed",
        "move-on.cancelled", "move-on.planned", "practitioner.allocated", "practitioner.unallocated", "recall.recorded", "release.amended",
        "release.registered", "substance.test", "support.referred", "treatment.started", "watch.ended",
    ];

    private readonly IReadOnlyList<ToldRelease> _all = cohort.Releases;

    [Fact]
    public void Cohort_OfMany_ReachesAllRegionsAndUnits()
    {
        Assert.Equal(108, _all.Select(r => ToldRelease.Text(r.Registration, "pdu")).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(12, _all.Select(r => ToldRelease.Text(r.Registration, "region")).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Cohort_InFewUnits_StaysInThem() =>
        Assert.Equal(12, Small(new CohortOptions(200, 1, TestCohort.From, 40, Pdus: 12)).Select(r => r.Profile.Pdu).Distinct().Count());

    [Fact]
    public void Cohort_OfMany_UsesEveryTypeOfEvent() =>
        Assert.Equal(AllTypes, _all.SelectMany(r => r.Events).Select(e => e.Type).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void Releases_OfOnePerson_AreSomeAndApart()
    {
        var back = _all.GroupBy(r => r.Profile.Crn, StringComparer.Ordinal).Where(g => g.Count() > 1).ToList();
        Assert.NotEmpty(back);
        Assert.All(back, g => Assert.All(g.Zip(g.Skip(1)), x => Assert.True(x.First.Recall!.RecordedAt < x.Second.Registration.RecordedAt)));
        Assert.Equal(_all.Count, _all.Select(r => r.Profile.ReleaseId).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Practitioners_OfAUnit_HaveSeveralCasesEach()
    {
        var caseloads = _all.Select(r => r.Profile.PractitionerId).OfType<string>().GroupBy(id => id, StringComparer.Ordinal).Select(g => g.Count());
        Assert.InRange(caseloads.Average(), 6, 20);
    }

    [Fact]
    public void EventIds_InARelease_AreUniqueButForRepeats() =>
        Assert.All(_all, r => Assert.Equal(r.Events.Distinct().Count(), r.Events.Select(e => e.Id).Distinct(StringComparer.Ordinal).Count()));

    [Fact]
    public void Facts_OfARecalledRelease_HappenBeforeTheRecall() => Assert.All(
        _all.Where(r => r.Recall is not null),
        r => Assert.DoesNotContain(r.Facts, f => f.Time > r.Recall!.Time && f.Type != "fact.withdrawn"));

    [Fact]
    public void Recall_ForFailedTests_HasThemInTheTimeline() => Assert.All(
        _all.Where(r => r.Profile.Recall?.Story is RecallStory.DrugTests or RecallStory.RefusedTests),
        r => Assert.True(r.Facts.Count(f => f.Type == "substance.test" && ToldRelease.Text(f, "result") != "negative") >= 2));

    [Fact]
    public void Recall_ForLostHousing_HasNoAddressAtTheTime() => Assert.All(
        _all.Where(r => r.Profile.Recall?.Cause == RecallCause.Homelessness),
        r => Assert.Equal(0, r.HousingOn(r.DaysToRecall!.Value)));

    [Fact]
    public void Recall_ForManyPractitioners_HasThreeOrMore() => Assert.All(
        _all.Where(r => r.Profile.Recall?.Story == RecallStory.ManyPractitioners),
        r => Assert.True(r.Facts.Count(f => f.Type == "practitioner.allocated") >= 2));

    [Fact]
    public void Recall_FromTheEndOfMarch2026_IsMostlyFor56Days()
    {
        var types = _all.Where(r => r.Recall is not null && LondonTime.Date(r.Recall.Time) >= new DateOnly(2026, 3, 31))
            .Select(r => ToldRelease.Text(r.Recall!, "type")).ToList();
        Assert.InRange(types.Count(t => t == "FTR_56") / (double)types.Count, 0.5, 0.9);
        Assert.DoesNotContain("FTR_28", types);
    }

    [Fact]
    public void Narratives_OfRecalls_AreVariedAndFilledIn()
    {
        var texts = _all.Select(r => r.Recall).OfType<SimulatedEvent>().Select(e => ToldRelease.Text(e, "narrative")).OfType<string>().ToList();
        Assert.DoesNotContain(texts, t => t.Contains('{', StringComparison.Ordinal) || t.Contains("  ", StringComparison.Ordinal));
        Assert.True(texts.Distinct(StringComparer.Ordinal).Count() > texts.Count * 0.9);
    }

    private static List<SimulatedRelease> Small(CohortOptions options) => [.. Cohort.Releases(options, RegionMap.Load(), TestCohort.Calendar)];
}
