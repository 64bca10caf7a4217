using Moq;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.WhatIf;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Application.Tests.WhatIf.Stored;

namespace RecallAlerts.Application.Tests.WhatIf;

public sealed class ComparePoliciesTests
{
    private static readonly PolicySet Other = PolicyDocument.Load("""{"version":"other"}""");

    private readonly List<(string Policy, string Releases, int Lines, Instant Until)> _plays = [];

    [Theory]
    [InlineData(1, 2)]
    [InlineData(100, 1)]
    public async Task Compare_InAnyNumberOfBatches_GivesTheSameFigures(int together, int batches)
    {
        var comparison = await RunAsync(together, Timeline(Release("X000001", "gwent"), T0, Lasting), Timeline(Release("X000002", "cardiff"), T0, Shared, Recall(T0.PlusHours(99))));
        Assert.Equal((2, 1), (comparison.Cohort.Releases, comparison.Cohort.Recalls));
        Assert.Equal((2, 4, 2, 1), (comparison.InForce.OpenedInAll, comparison.Other.OpenedInAll, comparison.InForce.Immediate, comparison.Other.Immediate));
        Assert.Equal((batches * 2, "other"), (_plays.Count, comparison.Other.Version));
        Assert.Equal(End, comparison.Until);
        Assert.All(_plays, p => Assert.Equal(End, p.Until));
    }

    [Fact]
    public async Task Compare_CountsADayOfAPractitionerOnce()
    {
        var end = T0.PlusSeconds(2 * Instant.Day);
        StoredTimeline[] stored = [Timeline(Release("X000001", "gwent"), T0), Timeline(Release("X000002", "cardiff"), T0, new HandoverCompleted("h", T0, end))];
        Assert.Equal((3, 3), ((await RunAsync(1, stored)).Cohort.PractitionerDays, (await RunAsync(100, stored)).Cohort.PractitionerDays));
    }

    [Fact]
    public async Task Compare_AsksForReleasesOfTheLocalDates()
    {
        Instant? from = null, before = null;
        var store = new Mock<ICaseStore>(MockBehavior.Strict);
        store.Setup(s => s.ReleasedBetweenAsync(It.IsAny<Instant>(), It.IsAny<Instant>(), It.IsAny<CancellationToken>()))
            .Callback((Instant f, Instant b, CancellationToken _) => (from, before) = (f, b)).ReturnsAsync([]);
        var compare = new ComparePolicies(store.Object, new Timelines([]), BankHolidays.Default, PlayAsync);
        var comparison = await compare.RunAsync(new DateOnly(2026, 6, 1), new DateOnly(2026, 10, 31), PolicyDocument.Default, Other, null, CancellationToken.None);
        Assert.Equal((Instant.Parse("2026-05-31T23:00:00Z"), Instant.Parse("2026-11-01T00:00:00Z")), (from, before));
        Assert.Equal(new PlayedCohort(0, 0, 0), comparison.Cohort);
        Assert.Empty(_plays);
    }

    private static HandoverCompleted Lasting => new("last", T0, End);

    private static PractitionerAllocated Shared => new("a", T0, T0, "P2");

    private Task<PolicyComparison> RunAsync(int together, params StoredTimeline[] stored)
    {
        var store = new Mock<ICaseStore>(MockBehavior.Strict);
        store.Setup(s => s.ReleasedBetweenAsync(It.IsAny<Instant>(), It.IsAny<Instant>(), It.IsAny<CancellationToken>())).ReturnsAsync([.. stored.Select(t => t.Id)]);
        var compare = new ComparePolicies(store.Object, new Timelines(stored), BankHolidays.Default, PlayAsync) { Together = together };
        return compare.RunAsync(new DateOnly(2026, 6, 2), new DateOnly(2026, 6, 2), PolicyDocument.Default, Other, null, CancellationToken.None);
    }

    // In force: one alert a release, and a message to P1 for each line's release that P1 holds. Other: two alerts, and one message to P2.
    private Task<PlayedBatch> PlayAsync(
        PolicySet policies, IReadOnlyList<Application.Watching.PlayLine> lines, IReadOnlyList<ReleaseId> releases, Instant until, CancellationToken cancellation)
    {
        lock (_plays) _plays.Add((policies.Version, string.Join(' ', releases), lines.Count, until));
        AlertMoment[] moments = policies == Other ? [Opened(T0), Opened(T0, key: "second")] : [Opened(T0)];
        var held = lines.Count(l => l.Accepted is Application.Intake.Incoming.Registering);
        var told = policies == Other ? ("P2", lines.Count(l => l.Accepted is Application.Intake.Incoming.Recording { Fact.Fact: PractitionerAllocated })) : ("P1", held);
        return Task.FromResult(new PlayedBatch([.. releases.Select(_ => moments)], new Dictionary<string, long>(StringComparer.Ordinal) { [told.Item1] = told.Item2 }));
    }

    private sealed class Timelines(StoredTimeline[] stored) : IStoredTimelines
    {
        public Task<IReadOnlyList<StoredTimeline>> ReadAsync(IReadOnlyList<ReleaseId> releases, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<StoredTimeline>>([.. releases.Select(id => stored.Single(t => t.Id == id))]);

        public Task<Instant?> LastRecordedAtAsync(CancellationToken cancellation) =>
            Task.FromResult(stored.SelectMany(t => t.Facts).Select(f => (Instant?)f.Fact.RecordedAt).Max());
    }
}
