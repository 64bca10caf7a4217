using RecallAlerts.Api.Access;

namespace RecallAlerts.LocalHost.Tests.Serving;

public sealed class TriageRouteTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Triage_OrdersByWorstThenTotal_AndListsTheTerms()
    {
        await server.RegisterAsync(
            Sent.Release("G000001", "order", rosh: "low"), Sent.Release("G000002", "order", rosh: "very-high"), Sent.Release("G000003", "order", rosh: "medium"));
        await server.RecordAsync(
            Sent.Event("g1", "accommodation.recorded", "G000001", data: """{"code":"A08A"}"""),
            Sent.Event("g2", "accommodation.recorded", "G000002", data: """{"code":"A01A"}"""),
            Sent.Event("g3", "accommodation.recorded", "G000003", data: """{"code":"A08A"}"""));
        var triage = (await server.GetAsync("/api/triage?pdu=order")).Body;
        var releases = triage.List("releases");
        Assert.Equal(["G000003-20260601", "G000001-20260601", "G000002-20260601"], releases.Texts("releaseId"));
        Assert.Equal([1, 2, 3], releases.Select(r => r.Number("rank")));
        Assert.Equal((3, null), (triage.Number("count"), triage.TextOrNull("continuation")));

        // homeless 40, first appointment 20 and handover 20, x 1.1 for medium, x 1.5 in the first week.
        Assert.Equal([44, 40, 30], releases.Select(r => r.GetProperty("worst").GetDouble()).ToArray(), Close);
        Assert.Equal([132, 120, 90], releases.Select(r => r.GetProperty("total").GetDouble()).ToArray(), Close);
        var terms = releases[0].List("terms");
        Assert.Equal([44, 22, 22], terms.Select(t => t.GetProperty("points").GetDouble()).ToArray(), Close);
        Assert.False(terms.Single(t => t.Text("rule") == "handover-not-completed").GetProperty("countsForWorst").GetBoolean());
        Assert.Equal((1, 1.5), (releases[0].Number("day"), releases[0].GetProperty("windowFactor").GetDouble()));
    }

    [Fact]
    public async Task Triage_CountsSnoozedHalfAndDismissedNot()
    {
        await server.RegisterAsync(Sent.Release("G000004", "acts", rosh: "low"));
        var alerts = (await server.GetAsync("/api/releases/G000004-20260601")).Body.List("alerts");
        string IdOf(string rule) => alerts.Single(a => a.Text("rule") == rule).Text("alertId");
        await server.PostAsync($"/api/alerts/{IdOf("accommodation-unknown")}/snooze", """{"until":"2026-06-03T09:00:00Z","reason":"visit"}""");
        await server.PostAsync($"/api/alerts/{IdOf("handover-not-completed")}/dismiss", """{"reason":"known","words":"asked"}""");
        var release = Assert.Single((await server.GetAsync("/api/triage?pdu=acts")).Body.List("releases"));
        Assert.Equal([20, 10], release.List("terms").Select(t => t.GetProperty("points").GetDouble()).ToArray(), Close);
        Assert.Equal(0.5, release.List("terms")[1].GetProperty("snoozedFactor").GetDouble());
    }

    [Fact]
    public async Task Triage_ShowsMappaAndChildProtection_WithoutReorderingByThem()
    {
        var marked = Sent.With(Sent.With(Sent.Release("G000006", "marks"), "mappaLevel", "3"), "childProtection", "true");
        await server.RegisterAsync(Sent.Release("G000005", "marks"), marked);
        var releases = (await server.GetAsync("/api/triage?pdu=marks")).Body.List("releases");
        Assert.Equal(["G000005-20260601", "G000006-20260601"], releases.Texts("releaseId"));
        Assert.Equal((3, true), (releases[1].Number("mappaLevel"), releases[1].GetProperty("childProtection").GetBoolean()));
    }

    [Fact]
    public async Task Triage_OverAPage_GoesOn()
    {
        await server.RecordAsync([.. Enumerable.Range(1, 70).Select(i => Sent.Registration($"p{i}", Sent.Release($"G1{i:00000}", "many")))]);
        var first = (await server.GetAsync("/api/triage?pdu=many")).Body;
        Assert.Equal((70, 50), (first.Number("count"), first.List("releases").Length));
        var second = (await server.GetAsync($"/api/triage?pdu=many&continuation={Uri.EscapeDataString(first.Text("continuation"))}")).Body;
        Assert.Equal(Enumerable.Range(51, 20), second.List("releases").Select(r => r.Number("rank")));
        Assert.Null(second.TextOrNull("continuation"));
        Assert.Equal(70, first.List("releases").Concat(second.List("releases")).Texts("releaseId").Distinct().Count());
    }

    [Fact]
    public async Task Triage_OfAManager_IsOfTheOwnPdu()
    {
        var token = server.Token(AppRole.DutyManager, pdu: "mine");
        await server.RegisterAsync(Sent.Release("G000007", "mine"), Sent.Release("G000008", "theirs"));
        Assert.Equal("G000007-20260601", Assert.Single((await server.GetAsync("/api/triage", token)).Body.List("releases")).Text("releaseId"));
        Assert.Equal("not-found", (await server.GetAsync("/api/triage?pdu=theirs", token)).Problem);
    }

    [Fact]
    public async Task Triage_WithoutPdu_NamesTheField() => Assert.Equal("pdu", (await server.GetAsync("/api/triage")).Body.Text("field"));

    [Theory]
    [InlineData("!!!")]
    [InlineData("bm9uc2Vuc2U=")]
    [InlineData("LTU=")]
    public async Task Triage_WithAWrongContinuation_NamesTheField(string continuation)
    {
        var answer = await server.GetAsync($"/api/triage?pdu=mine&continuation={continuation}");
        Assert.Equal(("invalid-field", "continuation"), (answer.Problem, answer.Body.Text("field")));
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) < 1e-9;
}
