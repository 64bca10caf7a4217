using System.Text.Json;

namespace RecallAlerts.LocalHost.Tests.Serving;

public sealed class InboxTests(InboxTests.Filled server) : IClassFixture<InboxTests.Filled>
{
    private const int Releases = 60;

    [Fact]
    public async Task Inbox_WithoutFilter_ShowsAllButClosedInPages()
    {
        var (alerts, pages) = await AllAsync("");
        Assert.Equal(server.Store.Count("SELECT count(*) FROM alerts WHERE status <> 4"), alerts.Count);
        Assert.Equal(alerts.Count, alerts.Select(a => a.Text("alertId")).Distinct().Count());
        Assert.True(pages >= 3, $"{alerts.Count} alerts came in {pages} pages.");
        Assert.DoesNotContain("closed", alerts.Select(a => a.Text("status")));
    }

    [Theory]
    [InlineData("rule=homeless", "rule", "homeless", 30)]
    [InlineData("severity=urgent", "severity", "urgent", 30)]
    [InlineData("severity=high&rule=handover-not-completed", "rule", "handover-not-completed", 60)]
    [InlineData("practitionerId=P2&rule=homeless", "owner", "practitioner:P2", 30)]
    [InlineData("pdu=derbyshire&rule=handover-not-completed", "rule", "handover-not-completed", 30)]
    [InlineData("pdu=derby-city&rule=homeless", "rule", "homeless", 0)]
    [InlineData("practitionerId=P9", "owner", "", 0)]
    [InlineData("status=open&rule=homeless", "status", "open", 30)]
    [InlineData("status=closed", "status", "closed", 60)]
    [InlineData("status=closed&rule=homeless", "status", "closed", 0)]
    [InlineData("status=snoozed", "status", "snoozed", 0)]
    public async Task Inbox_WithFilters_ShowsWhatFits(string query, string field, string value, int count)
    {
        var (alerts, _) = await AllAsync(query);
        Assert.Equal(count, alerts.Count);
        Assert.All(alerts, a => Assert.Equal(value, a.Text(field)));
    }

    [Fact]
    public async Task Inbox_ItemsSayWhoseTheyAre()
    {
        var item = (await server.GetAsync("/api/alerts?rule=homeless")).Body.List("alerts")[0];
        Assert.Equal(("derbyshire", "medium", "2026-06-01T09:00:00Z"), (item.Text("pdu"), item.Text("rosh"), item.Text("releasedAt")));
        Assert.Matches("^[0-9a-f]{32}$", item.Text("watchId"));
        Assert.NotEmpty(item.GetProperty("alert").Text("words"));
        Assert.NotEmpty(item.GetProperty("alert").Text("clearedBy"));
    }

    [Theory]
    [InlineData("status=broken", "status", "unknown-code")]
    [InlineData("severity=5", "severity", "unknown-code")]
    [InlineData("rule=Homeless", "rule", "unknown-code")]
    [InlineData("rule=no-such", "rule", "unknown-code")]
    [InlineData("continuation=bm9uc2Vuc2U=", "continuation", "invalid-field")]
    [InlineData("continuation=!!!", "continuation", "invalid-field")]
    public async Task Inbox_WithAWrongValue_NamesIt(string query, string field, string problem)
    {
        var answer = await server.GetAsync($"/api/alerts?{query}");
        Assert.Equal((422, problem, field), (answer.Status, answer.Problem, answer.Body.Text("field")));
    }

    [Fact]
    public async Task Inbox_WhenTwoValuesAreWrong_NamesOne() =>
        Assert.Equal("status", (await server.GetAsync("/api/alerts?status=x&severity=y")).Body.Text("field"));

    [Fact]
    public async Task Inbox_WhenValuesHoldSql_FindsNothing() => Assert.Empty((await AllAsync("pdu=%27%20OR%201=1--")).Alerts);

    [Fact]
    public async Task Inbox_WhenPageIsTheLast_HasNoContinuation() =>
        Assert.Null((await server.GetAsync("/api/alerts?rule=homeless")).Body.TextOrNull("continuation"));

    private async Task<(List<JsonElement> Alerts, int Pages)> AllAsync(string query)
    {
        var (alerts, pages) = (new List<JsonElement>(), 0);
        for (string? next = ""; next is not null; pages++)
        {
            var page = await server.GetAsync($"/api/alerts?{query}{(next.Length > 0 ? $"&continuation={Uri.EscapeDataString(next)}" : "")}");
            Assert.Equal(200, page.Status);
            Assert.InRange(page.Body.List("alerts").Length, 0, 50);
            alerts.AddRange(page.Body.List("alerts").Select(a => a.GetProperty("alert")));
            next = page.Body.TextOrNull("continuation");
            Assert.True(pages < 20, "Pages go round in a circle.");
        }

        return (alerts, pages);
    }

    /// <summary>Thirty homeless people of P2 in one PDU, thirty housed people of P1 in another.</summary>
    public sealed class Filled : RunningServer, IAsyncLifetime
    {
        async Task IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            var numbers = Enumerable.Range(1, Releases).ToArray();
            await RecordAsync([.. numbers.Select(i => Sent.Registration($"r{i}", i % 2 == 0 ? Sent.Release(Crn(i), "derbyshire", "P2") : Sent.Release(Crn(i))))]);
            await RecordAsync([.. numbers.Select(i => Sent.Event($"a{i}", "accommodation.recorded", Crn(i), data: i % 2 == 0 ? """{"code":"A08A"}""" : """{"code":"A01A"}"""))]);
        }

        private static string Crn(int i) => $"F{i:000000}";
    }
}
