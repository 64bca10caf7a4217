using System.Text.Json;
using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>Recalls over HTTP: recorded, corrected, withdrawn. The clock stands at ten on Tuesday 2 June 2026, a day after the release.</summary>
public sealed class RecallTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Narrative = "He was evicted from the hostel and slept in a car park.";
    private static int _people;

    [Fact]
    public async Task Recall_WhenNew_EndsTheWatchAndAnswersTheClassification()
    {
        var release = await ReleaseAsync();
        var answer = await server.PostAsync("/api/recalls", Recall("A1", release));
        Assert.Equal((201, "/api/recalls/A1"), (answer.Status, answer.Location));
        Assert.Equal(("A1", "created", RecallClassifier.Version), (answer.Body.Text("recallId"), answer.Body.Text("status"), answer.Body.GetProperty("classification").Text("classifier")));
        var page = (await server.GetAsync($"/api/releases/{release}")).Body;
        Assert.Equal("ended", page.Text("state"));
        Assert.Equal("recall:A1", page.List("timeline").Single(f => f.Text("type") == "recall.recorded").Text("eventId"));
        Assert.Empty(page.List("alerts"));
    }

    [Fact]
    public async Task Recall_IsShownWithWhatWasOpenBeforeIt()
    {
        var release = await ReleaseAsync();
        await server.PostAsync("/api/recalls", Recall("A2", release));
        var shown = (await server.GetAsync("/api/recalls/A2")).Body;
        Assert.Equal((release, "active", "2026-06-02T08:59:59Z", "FTR_28"), (shown.Text("releaseId"), shown.Text("status"), shown.Text("recalledAt"), shown.Text("type")));
        Assert.Equal(["FAILED_RESIDE"], shown.List("recordedReasons").Select(r => r.GetString()));
        Assert.Equal("for learning and statistics only", shown.Text("note"));
        Assert.Equal((Narrative, "classifier"), (shown.Text("narrative"), shown.Text("reasonSource")));
        Assert.Equal(("medium", "east-midlands", 1), shown.GetProperty("standing") is var s ? (s.Text("rosh"), s.Text("region"), s.Number("daysFromRelease")) : default);
        var machine = shown.GetProperty("classification");
        foreach (var e in machine.List("evidence").Where(e => e.TryGetProperty("start", out _)))
            Assert.Equal(Narrative.Substring(e.Number("start"), e.Number("length")), e.Text("text"));
        var look = shown.GetProperty("lookBack");
        // The release was registered at the instant of the clock, one second after the recall: nothing had opened before it.
        Assert.Equal((0, JsonValueKind.Null), (look.Number("openAtRecall"), look.GetProperty("leadTimeHours").ValueKind));
        Assert.True(look.GetProperty("notRecalled").Number("releases") >= 0);
        Assert.Equal("classifier", Assert.Single(shown.List("history")).Text("source"));
    }

    [Theory]
    [InlineData("watchId")]
    [InlineData("releaseId")]
    public async Task Recall_SentAgain_ChangesNothing(string by)
    {
        var release = await ReleaseAsync();
        var id = "B" + by;
        await server.PostAsync("/api/recalls", Recall(id, release));
        var before = server.Store.Stored();
        var watch = server.Store.Text("SELECT watch_id FROM releases WHERE release_id = $1", release)!;
        var again = await server.PostAsync("/api/recalls", by == "watchId" ? Sent.With(Sent.With(Recall(id, release), "watchId", $"\"{watch}\""), "releaseId", null) : Recall(id, release));
        Assert.Equal((200, "unchanged", watch), (again.Status, again.Body.Text("status"), again.Body.Text("watchId")));
        Assert.Equal(before, server.Store.Stored());
    }

    [Theory]
    [InlineData("type", "\"LR\"")]
    [InlineData("recalledAt", "\"2026-06-02T08:00:00Z\"")]
    [InlineData("narrative", "\"Other.\"")]
    [InlineData("narrative", null)]
    [InlineData("recordedReasons", "[]")]
    public async Task Recall_WithAnotherBody_IsAConflict(string field, string? value)
    {
        var release = await ReleaseAsync();
        var recall = Recall($"C{release}", release);
        await server.PostAsync("/api/recalls", recall);
        var before = server.Store.Stored();
        var other = await server.PostAsync("/api/recalls", Sent.With(recall, field, value));
        Assert.Equal((409, "recall-conflict"), (other.Status, other.Problem));
        Assert.Equal(before, server.Store.Stored());
        Assert.Equal("recall recall-conflict", server.Store.LastRefused());
    }

    [Theory]
    [InlineData("R/1 ?&#%")]
    [InlineData("R%41")]
    [InlineData("../x")]
    public async Task Recall_OfAnyId_IsFoundByItsAddress(string id)
    {
        var release = await ReleaseAsync();
        var own = $"{id}{release}";
        Assert.Equal(201, (await server.PostAsync("/api/recalls", Recall(own, release))).Status);
        var found = await server.GetAsync($"/api/recalls/{Uri.EscapeDataString(own)}");
        Assert.Equal((200, own), (found.Status, found.Body.Text("recallId")));
    }

    [Fact]
    public async Task Recall_KnownUnderAnotherRelease_IsAConflict()
    {
        var (one, other) = (await ReleaseAsync(), await ReleaseAsync());
        await server.PostAsync("/api/recalls", Recall("D1", one));
        Assert.Equal((409, "recall-conflict"), (await server.PostAsync("/api/recalls", Recall("D1", other))) is var a ? (a.Status, a.Problem) : default);
        Assert.Equal("watching", (await server.GetAsync($"/api/releases/{other}")).Body.Text("state"));
    }

    [Theory]
    [InlineData("Z999999-20260601")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("nonsense")]
    public async Task Recall_OfAnUnknownRelease_Is404AndStoresNothing(string release)
    {
        var before = server.Store.Stored();
        Assert.Equal((404, "not-found"), (await server.PostAsync("/api/recalls", Recall("E1", release))) is var a ? (a.Status, a.Problem) : default);
        Assert.Equal(before, server.Store.Stored());
    }

    [Theory]
    [InlineData("recallId", "missing-field")]
    [InlineData("recalledAt", "missing-field")]
    [InlineData("type", "missing-field")]
    [InlineData("releaseId", "missing-field")]
    public async Task Recall_WithoutAField_Is422(string field, string problem)
    {
        var answer = await server.PostAsync("/api/recalls", Sent.With(Recall("F1", "X000001-20260601"), field, null));
        Assert.Equal((422, problem, field), (answer.Status, answer.Problem, answer.Body.Text("field")));
    }

    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 409)]
    public async Task Recall_ThatAnEventRecordedBefore_IsTheSameOrAConflict(bool isSame, int status)
    {
        var release = await ReleaseAsync();
        var id = $"G{isSame}";
        await server.RecordAsync(Sent.Event($"g{isSame}", "recall.recorded", release, "2026-06-02T08:59:59Z", Data(id)));
        var sent = await server.PostAsync("/api/recalls", isSame ? Recall(id, release) : Sent.With(Recall(id, release), "type", "\"LR\""));
        Assert.Equal(status, sent.Status);
        Assert.Equal(1, server.Store.Count("SELECT count(*) FROM facts WHERE type = 'recall.recorded' AND release_no = (SELECT no FROM releases WHERE release_id = $1)", release));
    }

    [Fact]
    public async Task Recall_ByAnEvent_IsClassifiedAfterItsReview()
    {
        var release = await ReleaseAsync();
        await server.RecordAsync(Sent.Event("h1", "recall.recorded", release, "2026-06-02T08:59:59Z", Data("H1")));
        var shown = await ShownAsync("H1");
        Assert.Equal(("active", Narrative), (shown.Text("status"), shown.Text("narrative")));
    }

    [Fact]
    public async Task Correction_ByAnEvent_IsInForceAndClassifiesAgain()
    {
        var release = await ReleaseAsync();
        await server.PostAsync("/api/recalls", Recall("I1", release));
        await server.RecordAsync(Sent.Event("i2", "recall.recorded", release, "2026-06-02T09:00:00Z", Data("I1", "LR", "The charge was dropped.")));
        var shown = await ShownAsync("I1", s => s.Text("type") == "LR");
        Assert.Equal(("2026-06-02T09:00:00Z", "The charge was dropped."), (shown.Text("recalledAt"), shown.Text("narrative")));
        Assert.Equal(200, (await server.PostAsync("/api/recalls", Recall("I1", release))).Status);
        Assert.Equal("LR", (await ShownAsync("I1")).Text("type"));
    }

    [Fact]
    public async Task Withdrawal_OfTheEvent_WithdrawsTheRecallAndStartsTheWatchAgain()
    {
        var release = await ReleaseAsync();
        await server.PostAsync("/api/recalls", Recall("J1", release));
        await server.RecordAsync(Sent.Event("j1", "fact.withdrawn", release, "2026-06-02T09:00:00Z", """{"eventId":"recall:J1","reason":"wrong case"}"""));
        Assert.Equal("withdrawn", (await ShownAsync("J1", s => s.Text("status") == "withdrawn")).Text("status"));
        Assert.Equal("watching", (await server.GetAsync($"/api/releases/{release}")).Body.Text("state"));
    }

    [Fact]
    public async Task Recall_ThatIsToCome_IsRecordedAndClassifiedThen()
    {
        var release = await ReleaseAsync();
        var answer = await server.PostAsync("/api/recalls", Sent.With(Recall("K1", release), "recalledAt", "\"2026-06-02T09:00:01Z\""));
        Assert.Equal((201, JsonValueKind.Null), (answer.Status, answer.Body.GetProperty("classification").ValueKind));
        Assert.Equal(404, (await server.GetAsync("/api/recalls/K1")).Status);
    }

    private static string Recall(string id, string release) => $$"""
        {"recallId":"{{id}}","releaseId":"{{release}}","recalledAt":"2026-06-02T08:59:59Z","type":"FTR_28","recordedReasons":["FAILED_RESIDE"],"narrative":"{{Narrative}}"}
        """;

    private static string Data(string id, string type = "FTR_28", string narrative = Narrative) =>
        $$"""{"recallId":"{{id}}","type":"{{type}}","recordedReasons":["FAILED_RESIDE"],"narrative":"{{narrative}}"}""";

    private async Task<string> ReleaseAsync()
    {
        var crn = $"K{Interlocked.Increment(ref _people):000000}";
        await server.RegisterAsync(Sent.Release(crn));
        return Sent.IdOf(crn);
    }

    // The mark of the review is cleared a moment after the review.
    private async Task<JsonElement> ShownAsync(string id, Func<JsonElement, bool>? until = null)
    {
        Answer? answer = null;
        await Until.TrueAsync(
            async () => (answer = await server.GetAsync($"/api/recalls/{id}")).Status == 200 && (until is null || until(answer.Body)), TimeSpan.FromSeconds(20), "the classification");
        return answer!.Body;
    }
}
