using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Simulation;

namespace RecallAlerts.LocalHost.Tests.Simulation;

/// <summary>Events come late, repeated, corrected and out of order, as in life.</summary>
public sealed class SendingTests(TestCohort cohort) : IClassFixture<TestCohort>
{
    private readonly IReadOnlyList<ToldRelease> _all = cohort.Releases;
    private readonly List<SimulatedEvent> _lines = [.. cohort.Releases.SelectMany(r => r.Events)];

    [Fact]
    public void Lines_SomeOfThem_ComeDaysLate() =>
        Assert.InRange(Share(e => e.RecordedAt >= e.Time.PlusHours(24)), 0.05, 0.25);

    [Fact]
    public void Lines_SomeOfThem_AreKnownBeforeTheyHappen() =>
        Assert.Contains(_lines, e => e.Type == "accommodation.recorded" && e.RecordedAt < e.Time);

    [Fact]
    public void Lines_SomeOfThem_ComeTwice()
    {
        var repeats = _all.Sum(r => r.Events.Count - r.Events.Distinct().Count());
        Assert.InRange(repeats / (double)_lines.Count, 0.01, 0.03);
    }

    [Fact]
    public void Lines_SomeOfThem_ComeOutOfOrder()
    {
        var turned = _all.Count(r => r.Events.Zip(r.Events.Skip(1)).Any(x => x.First.RecordedAt > x.Second.RecordedAt));
        Assert.InRange(turned / (double)_all.Count, 0.3, 0.9);
    }

    [Fact]
    public void Addresses_SomeOfThem_AreCorrectedAtTheSameInstant() => Assert.Contains(_all, r => r.Facts
        .Where(f => f.Type == "accommodation.recorded").GroupBy(f => f.Time)
        .Any(g => g.Select(f => ToldRelease.Text(f, "code")).Distinct(StringComparer.Ordinal).Count() > 1));

    [Fact]
    public void Withdrawals_AllOfThem_NameALineOfTheirRelease() => Assert.All(
        _all.SelectMany(r => r.Events.Where(e => e.Type == "fact.withdrawn").Select(e => (r, e))),
        x => Assert.Contains(x.r.Events, e => e.Id == ToldRelease.Text(x.e, "eventId") && e.RecordedAt < x.e.RecordedAt));

    [Fact]
    public void Withdrawals_OfRecalls_LeaveReleasesWatched() =>
        Assert.Contains(_all, r => r.Recall is null && r.Events.Any(e => e.Type == "recall.recorded"));

    [Fact]
    public void Registrations_SomeOfThem_ComeAfterTheRelease() =>
        Assert.InRange(_all.Count(r => r.Registration.RecordedAt > r.ReleasedAt) / (double)_all.Count, 0.02, 0.06);

    [Fact]
    public void Lines_ByCrn_NameARunningWatchOnly()
    {
        var byCrn = _all.SelectMany(r => r.Events.Where(e => e.Subject == r.Profile.Crn).Select(e => (r, e))).ToList();
        Assert.InRange(byCrn.Count / (double)_lines.Count, 0.01, 0.06);
        Assert.All(byCrn, x => Assert.True(IsRunning(x.r, x.e)));
    }

    private static bool IsRunning(ToldRelease release, SimulatedEvent e)
    {
        var ends = release.Events.Where(x => x.Type is "recall.recorded" or "watch.ended").ToList();
        var place = release.Events.ToList().IndexOf(e);
        return e.Time >= release.ReleasedAt && e.RecordedAt > release.Registration.RecordedAt && e.RecordedAt < release.Profile.WatchedUntil
            && place > release.Events.ToList().IndexOf(release.Registration)
            && ends.TrueForAll(x => e.RecordedAt < x.RecordedAt && e.RecordedAt < x.Time && place < release.Events.ToList().IndexOf(x));
    }

    private double Share(Func<SimulatedEvent, bool> those) => _lines.Count(those) / (double)_lines.Count;
}
