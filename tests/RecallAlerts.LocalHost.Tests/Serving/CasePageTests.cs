using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>The page of a release, and why its rules hold or not.</summary>
public sealed class CasePageTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Rules =
        "accommodation-unknown appointment-missed check-overdue first-appointment-not-attended first-appointment-not-booked handover-not-completed homeless " +
        "missed-without-response no-contact no-practitioner outcome-overdue placement-ending practitioner-churn substance-use support-not-referred " +
        "treatment-not-started unsettled-accommodation";

    [Fact]
    public async Task Page_ByReleaseIdAndByWatchId_IsTheSame()
    {
        await server.RegisterAsync(Sent.Release("E000001"));
        var page = await server.GetAsync("/api/releases/E000001-20260601");
        Assert.Equal(200, page.Status);
        Assert.Matches("^[0-9a-f]{32}$", page.Body.Text("watchId"));
        Assert.Equal(page.Text, (await server.GetAsync($"/api/releases/{page.Body.Text("watchId")}")).Text);
    }

    [Fact]
    public async Task Page_ShowsReleaseTimelineAlertsPhaseAndNextWake()
    {
        await server.RegisterAsync(Sent.Release("E000002"));
        await server.RecordAsync(Sent.Event("e1", "accommodation.recorded", "E000002", data: """{"code":"A08A"}""", by: "practitioner:P1"));
        var page = (await server.GetAsync("/api/releases/E000002-20260601")).Body;
        Assert.Equal(("watching", "first-week"), (page.Text("state"), page.Text("phase")));
        Assert.Equal("2026-06-02T09:00:00Z", page.Text("registeredAt"));
        Assert.True(Instant.Parse(page.Text("nextWake")) > RunningServer.Start);
        Assert.Equal(("E000002", "P1"), (page.GetProperty("release").Text("crn"), page.Text("practitionerId")));
        Assert.Equal(["first-appointment-not-booked", "handover-not-completed", "homeless"], page.List("alerts").Texts("rule").Order());
        var fact = Assert.Single(page.List("timeline"));
        Assert.Equal(("e1", "accommodation.recorded", "practitioner:P1"), (fact.Text("eventId"), fact.Text("type"), fact.Text("recordedBy")));
        Assert.Equal("A08A", fact.GetProperty("data").Text("code"));
    }

    [Fact]
    public async Task Page_WhenReleaseIsAhead_IsPendingWithoutPhase()
    {
        await server.RegisterAsync(Sent.Release("E000003", releasedAt: "2026-06-20T08:00:00Z"));
        var page = (await server.GetAsync("/api/releases/E000003-20260620")).Body;
        Assert.Equal(("pending", null), (page.Text("state"), page.TextOrNull("phase")));
        Assert.Empty(page.List("alerts"));
        Assert.Equal("2026-06-20T08:00:00Z", page.Text("nextWake"));
    }

    [Fact]
    public async Task Page_AfterARecall_ShowsNoNarrative()
    {
        await server.RegisterAsync(Sent.Release("E000004"));
        await server.RecordAsync(Sent.Event("e2", "recall.recorded", "E000004", data: """{"recallId":"r1","type":"FTR_28","narrative":"He said so."}"""));
        var page = await server.GetAsync("/api/releases/E000004-20260601");
        Assert.Equal("ended", page.Body.Text("state"));
        Assert.Empty(page.Body.List("alerts"));
        Assert.Null(page.Body.TextOrNull("nextWake"));
        Assert.DoesNotContain("He said", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("E999999-20260601")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("nonsense")]
    public async Task Page_OfWhatIsNotThere_Is404(string id)
    {
        Assert.Equal("not-found", (await server.GetAsync($"/api/releases/{id}")).Problem);
        Assert.Equal("not-found", (await server.GetAsync($"/api/releases/{id}/explain")).Problem);
    }

    [Fact]
    public async Task Explain_HasEveryRuleAndAgreesWithThePage()
    {
        await server.RegisterAsync(Sent.Release("E000005"));
        await server.RecordAsync(Sent.Event("e3", "accommodation.recorded", "E000005", data: """{"code":"A08A"}"""));
        var page = (await server.GetAsync("/api/releases/E000005-20260601")).Body;
        var explained = (await server.GetAsync("/api/releases/E000005-20260601/explain")).Body;
        Assert.Equal(Rules.Split(' '), explained.List("rules").Texts("rule").Order(StringComparer.Ordinal));
        Assert.All(explained.List("rules"), r => Assert.NotEmpty(r.Text("why")));
        var held = explained.List("rules").Where(r => r.GetProperty("held").GetBoolean()).ToArray();
        var conditions = held.SelectMany(r => r.List("conditions").Select(c => (r.Text("rule"), c.Text("key"), c.Text("severity"), c.Text("since"))));
        var alerts = page.List("alerts").Select(a => (a.Text("rule"), a.Text("key"), a.Text("severity"), a.Text("since")));
        Assert.Equal(alerts.Order(), conditions.Order());
        var homeless = held.Single(r => r.Text("rule") == "homeless");
        Assert.Equal(("e3", true), (homeless.List("facts")[0].Text("eventId"), homeless.List("facts")[0].GetProperty("counts").GetBoolean()));
        Assert.Equal(page.List("alerts")[0].Text("policyVersion"), explained.Text("policyVersion"));
    }

    [Fact]
    public async Task Explain_AtAPastInstant_CountsWhatCountedThen()
    {
        await server.RegisterAsync(Sent.Release("E000006"));
        await server.RecordAsync(Sent.Event("e4", "accommodation.recorded", "E000006", time: "2026-06-02T07:00:00Z", data: """{"code":"A08A"}""", recordedAt: "2026-06-02T08:30:00Z"));
        var before = await RuleAsync("E000006-20260601", "homeless", "?at=2026-06-02T08:29:59Z");
        Assert.Equal((false, false), (before.GetProperty("held").GetBoolean(), before.List("facts")[0].GetProperty("counts").GetBoolean()));
        Assert.Equal("2026-06-02T08:30:00Z", before.Text("nextChangeAt"));
        var after = await RuleAsync("E000006-20260601", "homeless", "?at=2026-06-02T08:30:00Z");
        Assert.True(after.GetProperty("held").GetBoolean());
        Assert.Equal("2026-06-02T07:00:00Z", after.List("conditions")[0].Text("since"));
        Assert.True((await RuleAsync("E000006-20260601", "homeless", "?at=2026-06-02T09%3A30%3A00%2B01:00")).GetProperty("held").GetBoolean());
    }

    [Fact]
    public async Task Explain_BeforeRelease_HoldsNothing()
    {
        await server.RegisterAsync(Sent.Release("E000007"));
        var explained = (await server.GetAsync("/api/releases/E000007-20260601/explain?at=2026-05-31T00:00:00Z")).Body;
        Assert.Equal("pending", explained.Text("state"));
        Assert.DoesNotContain(explained.List("rules"), r => r.GetProperty("held").GetBoolean());
    }

    [Fact]
    public async Task Explain_WhenSuppressed_NamesTheSuppressor()
    {
        await server.RegisterAsync(Sent.With(Sent.Release("E000008"), "practitionerId", null));
        var rule = await RuleAsync("E000008-20260601", "handover-not-completed", "");
        Assert.Equal("no-practitioner", rule.List("conditions")[0].Text("suppressedBy"));
    }

    [Theory]
    [InlineData("tomorrow", 422)]
    [InlineData("2026-06-02T09:00:00", 422)]
    [InlineData("0001-01-01T00:00:00Z", 200)]
    [InlineData("9999-12-31T23:59:59Z", 200)]
    public async Task Explain_AtAnyInstant_AnswersOrNamesTheField(string at, int status)
    {
        await server.RegisterAsync(Sent.Release("E000009"));
        var answer = await server.GetAsync($"/api/releases/E000009-20260601/explain?at={at}");
        Assert.True(answer.Status == status || (answer.Status == 422 && answer.Body.Text("field") == "at"), $"{answer.Status} {answer.Text}");
        if (answer.Status != 200) Assert.Equal("at", answer.Problem is null ? null : answer.Body.Text("field"));
    }

    private async Task<System.Text.Json.JsonElement> RuleAsync(string id, string rule, string query) =>
        (await server.GetAsync($"/api/releases/{id}/explain{query}")).Body.List("rules").Single(r => r.Text("rule") == rule);
}
