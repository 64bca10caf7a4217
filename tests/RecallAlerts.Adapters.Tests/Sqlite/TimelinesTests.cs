using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests;

public sealed class TimelinesTests : IAsyncLifetime
{
    private readonly SqliteDatabase _database = SqliteDatabase.OpenInMemory();

    private static CancellationToken None => CancellationToken.None;

    private SqliteTimelines Timelines => new(_database);

    public async Task InitializeAsync()
    {
        var cases = SqliteStores.PortsOf(_database).Cases;
        await cases.RegisterAsync(Case(Release(), at: T0.PlusHours(9)));
        await cases.RegisterAsync(Case("X000002"));
        await cases.AppendAsync(X1, Fact("b", at: T0.PlusHours(1), by: "practitioner:P1"));
        await cases.AppendAsync(X1, Recall("a", "It is a secret."));
        await cases.AppendAsync(X1, Fact("b", "check.completed", new { check = "domestic-abuse" }, at: T0.PlusHours(2), recordedAt: T0.PlusHours(30)));
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Read_IsInTheOrderAskedForWithoutWhatIsNotRegistered()
    {
        var other = new ReleaseId("X000002-20260602");
        Assert.Equal([other, X1], (await Timelines.ReadAsync([other, new ReleaseId("X000009-20260602"), X1], None)).Select(t => t.Id));
        Assert.Empty(await Timelines.ReadAsync([], None));
    }

    [Fact]
    public async Task Read_HasTheBodyAndAllFactsInOrderWithoutNarratives()
    {
        var timeline = Assert.Single(await Timelines.ReadAsync([X1], None));
        Assert.Equal((Release().Id, "P1", T0.PlusHours(9)), (timeline.Registered.Id, timeline.Registered.PractitionerId, timeline.RegisteredAt));
        Assert.Equal(["recall.recorded a", "handover.completed b", "check.completed b"], timeline.Facts.Select(f => $"{f.Type} {f.Fact.EventId}"));
        Assert.Equal((T0.PlusHours(1), "practitioner:P1", "{}"), (timeline.Facts[1].Fact.RecordedAt, timeline.Facts[1].RecordedBy, timeline.Facts[1].Data));
        Assert.Equal(3, timeline.Facts.Select(f => f.Content).Distinct().Count());
        Assert.All(timeline.Facts, f => Assert.Null(f.Narrative));
        Assert.Empty(timeline.Reasons);
    }

    [Theory]
    [InlineData("NULL", RecallReason.FurtherOffence)]
    [InlineData("0", RecallReason.Homelessness)]
    public async Task Reasons_AreAPersonsElseTheClassifiers(string person, RecallReason expected)
    {
        await _database.WriteAsync(s => s.Run(RecallOf(person)), None);
        Assert.Equal(new Dictionary<string, RecallReason> { ["R1"] = expected }, (await Timelines.ReadAsync([X1], None))[0].Reasons);
    }

    [Fact]
    public async Task LastRecordedAt_IsOfAnyFact()
    {
        Assert.Equal(T0.PlusHours(30), await Timelines.LastRecordedAtAsync(None));
        await using var empty = SqliteDatabase.OpenInMemory();
        Assert.Null(await new SqliteTimelines(empty).LastRecordedAtAsync(None));
    }

    private static string RecallOf(string person) =>
        "INSERT INTO recalls (release_no, recall_id, recalled_at, recorded_at, recorded_reasons, status, has_narrative, machine_primary, machine_secondary, confidence, " +
        "needs_review, evidence, classifier, policy_version, person_primary, rosh, region, accommodation_at_release, accommodation_at_recall, days_from_release, " +
        $"alerts_open, look_back) VALUES (1, 'R1', 0, 0, '', 0, 0, 3, '', 0.5, 0, '[]', 'c', 'p', {person}, 0, 'wales', 0, 0, 0, 0, '[]')";
}
