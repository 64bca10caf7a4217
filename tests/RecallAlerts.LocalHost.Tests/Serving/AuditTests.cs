using System.Text.Json;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Routing;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>Who was shown whom is noted, whatever the route.</summary>
public sealed class AuditTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string OfRoute = "SELECT count(*) FROM audit WHERE purpose = $1 AND action = 'consulted' AND no > $2 AND watch_ids LIKE '%' || $3 || '%'";
    private static int _people;

    // How each route that may show people is called so that it shows one; a route that is not here fails.
    private static readonly Dictionary<string, Func<RunningServer, Shown, Task<Answer>>> Calls = new(StringComparer.Ordinal)
    {
        ["GET /api/releases/{releaseId}"] = (s, x) => s.GetAsync($"/api/releases/{x.Release}"),
        ["GET /api/releases/{releaseId}/explain"] = (s, x) => s.GetAsync($"/api/releases/{x.Watch}/explain"),
        ["GET /api/alerts"] = (s, x) => s.GetAsync($"/api/alerts?pdu={x.Pdu}"),
        ["GET /api/triage"] = (s, x) => s.GetAsync($"/api/triage?pdu={x.Pdu}"),
        ["POST /api/alerts/{alertId}/acknowledge"] = (s, x) => ActTwiceAsync(s, x, "acknowledge", ""),
        ["POST /api/alerts/{alertId}/snooze"] = (s, x) => ActTwiceAsync(s, x, "snooze", ",\"until\":\"2026-06-03T09:00:00Z\",\"reason\":\"visit\""),
        ["POST /api/alerts/{alertId}/dismiss"] = (s, x) => ActTwiceAsync(s, x, "dismiss", ",\"reason\":\"wrong\",\"words\":\"w\""),
        ["POST /api/alerts/{alertId}/undo"] = (s, x) => ActTwiceAsync(s, x, "undo", "", 409),
        ["POST /api/alerts/{alertId}/reassign"] = (s, x) => ActTwiceAsync(s, x, "reassign", ",\"to\":\"practitioner:P7\""),
        ["GET /api/recalls/{recallId}"] = (s, x) => s.GetAsync($"/api/recalls/{x.Recall}"),
        ["POST /api/recalls/{recallId}/reason"] = (s, x) => s.PostAsync($"/api/recalls/{x.Recall}/reason", """{"by":"duty-spo:x","primary":"further_offence","secondary":[],"reason":"Because."}"""),
    };

    // Rows without names are noted by what they are, and descriptions of columns are nobody's.
    private static readonly string[] OfRowsAndColumns =
    [
        "GET /api/exports/recall-reasons", "GET /api/exports/releases", "GET /api/exports/recall-reasons/metadata", "GET /api/exports/releases/metadata",
        "GET /api/exports/jobs/{jobId}", "GET /api/exports/jobs/{jobId}/file", "POST /api/exports/jobs/{jobId}/cancel",
    ];

    public static TheoryData<string> Routes => [.. ApiRoutes.All.Where(r => r.Permission.ShowsPeople).Select(r => r.Purpose).Except(OfRowsAndColumns)];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Route_ThatShowsARelease_NotesIt(string purpose)
    {
        var shown = await ShownAsync(isRecalled: purpose.Contains("recall", StringComparison.Ordinal));
        var answer = await Calls[purpose](server, shown);
        Assert.True(answer.Status < 300 || purpose.EndsWith("undo", StringComparison.Ordinal), answer.Text);
        Assert.Equal(1, server.Store.Count(OfRoute, purpose, shown.Last, shown.Watch));
        await AssertWholeAsync();
    }

    // A path with a person in it, or a list of people, is opened by a permission that shows people.
    [Fact]
    public void Route_WithAPersonInItsPath_IsOneThatShowsPeople() =>
        Assert.All(ApiRoutes.All.Where(r => r.Pattern.Contains('{', StringComparison.Ordinal)), r => Assert.True(r.Permission.ShowsPeople, r.Purpose));

    [Fact]
    public async Task Caller_IsNamedByTokenRoleAndRoute()
    {
        var shown = await ShownAsync();
        await server.GetAsync($"/api/releases/{shown.Release}", server.Token(AppRole.DutyManager, "oid-7", shown.Pdu));
        await server.GetAsync($"/api/releases/{shown.Release}");
        Assert.Equal("duty-manager|developer", server.Store.Text("SELECT group_concat(role, '|') FROM (SELECT role FROM audit WHERE watch_ids LIKE '%' || $1 || '%' AND action = 'consulted' AND no > $2 ORDER BY no)", shown.Watch, shown.Last));
        Assert.Equal("dev", server.Store.Text("SELECT who FROM audit WHERE role = 'developer' AND action = 'consulted' LIMIT 1"));
    }

    [Fact]
    public async Task What_IsNotShown_IsNotNoted()
    {
        var shown = await ShownAsync();
        var before = server.Store.Count("SELECT count(*) FROM audit WHERE action = 'consulted'");
        Assert.Equal(404, (await server.GetAsync($"/api/releases/{shown.Release}", server.Token(AppRole.Practitioner, "P9"))).Status);
        Assert.Equal(404, (await server.GetAsync("/api/releases/Z999999-20260601")).Status);
        Assert.Equal(200, (await server.GetAsync("/api/alerts?pdu=nowhere")).Status);
        Assert.Equal(before, server.Store.Count("SELECT count(*) FROM audit WHERE action = 'consulted'"));
    }

    [Fact]
    public async Task Sources_AreNamedWithTheirRoute()
    {
        var shown = await ShownAsync(isRecalled: true);
        await server.PostAsync("/api/events", Sent.Event($"a{shown.Watch}", "handover.completed", shown.Release), server.Token(AppRole.Service, "nomis"));
        Assert.Equal("POST /api/releases,POST /api/recalls,POST /api/events", server.Store.Text("SELECT group_concat(purpose) FROM (SELECT purpose FROM audit WHERE chain = $1 AND action = 'collected' ORDER BY no)", shown.Watch));
    }

    [Theory]
    [InlineData("releases", "region=wales&project=study", "wales", "study")]
    [InlineData("recall-reasons", "format=csv&region=X000001&project=A%20b", "other", "other")]
    public async Task Export_IsNotedBeforeItBeginsAndWithItsRows(string table, string query, string region, string project)
    {
        var last = server.Store.Count("SELECT coalesce(max(no), 0) FROM audit");
        var answer = await server.GetAsync($"/api/exports/{table}?{query}", server.Token(AppRole.Analyst, "ann"));
        Assert.Equal(200, answer.Status);
        Assert.Equal(2, server.Store.Count("SELECT count(*) FROM audit WHERE no > $1 AND action = 'disclosed' AND watch_ids = '[]'", last));
        var details = JsonSerializer.Deserialize<JsonElement>(server.Store.Text("SELECT details FROM audit WHERE action = 'disclosed' ORDER BY no DESC LIMIT 1")!).EnumerateArray().ToDictionary(d => d.Text("Name"), d => d.Text("Value"), StringComparer.Ordinal);
        Assert.Equal((table, region, project), (details["export"], details["region"], details["project"]));
        Assert.True(int.Parse(details["rows"]) >= 0);
        Assert.Equal(200, (await server.GetAsync($"/api/exports/{table}/metadata", server.Token(AppRole.Analyst, "ann"))).Status);
        Assert.Equal(2, server.Store.Count("SELECT count(*) FROM audit WHERE no > $1 AND action = 'disclosed'", last));
    }

    [Fact]
    public async Task Log_HoldsNobodysNumbersOrWords()
    {
        var shown = await ShownAsync();
        await ShownAsync(isRecalled: true);
        await ActTwiceAsync(server, shown, "dismiss", ",\"reason\":\"wrong\",\"words\":\"Secretwords\"");
        var all = server.Store.Text("SELECT group_concat(chain || who || role || purpose || action || watch_ids || details) FROM audit")!;
        foreach (var secret in (string[])[shown.Release, shown.Release.Split('-')[0], shown.Alert, "Secretwords", "car park"]) Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
    }

    private async Task AssertWholeAsync()
    {
        var report = (await server.GetAsync("/api/audit/verify", server.Token(AppRole.Operations, "ops"))).Body;
        Assert.True(report.GetProperty("isWhole").GetBoolean(), report.ToString());
        Assert.Equal(server.Store.Count("SELECT count(*) FROM audit"), report.Number("entries"));
    }

    // Done once it is noted by the act's own entry; told again that nothing changes, the alert is shown.
    private static async Task<Answer> ActTwiceAsync(RunningServer server, Shown shown, string act, string rest, int status = 200)
    {
        var first = await server.PostAsync($"/api/alerts/{shown.Alert}/{act}", $$"""{"by":"duty-spo:{{shown.Pdu}}"{{rest}}}""");
        Assert.Equal(status, first.Status);
        return status == 200 ? await server.PostAsync($"/api/alerts/{shown.Alert}/{act}", $$"""{"by":"duty-spo:{{shown.Pdu}}"{{rest}}}""") : first;
    }

    // A release in a PDU of its own, with an alert that is open, or recalled.
    private async Task<Shown> ShownAsync(bool isRecalled = false)
    {
        var n = Interlocked.Increment(ref _people);
        var (crn, pdu) = ($"A{n:000000}", $"pdu-{(char)('a' + (n / 26))}{(char)('a' + (n % 26))}");
        var release = Sent.IdOf(crn);
        await server.RegisterAsync(Sent.Release(crn, pdu));
        var alert = (await server.GetAsync($"/api/releases/{release}")).Body.List("alerts")[0].Text("alertId");
        var watch = server.Store.Text("SELECT watch_id FROM releases WHERE release_id = $1", release)!;
        if (isRecalled) Assert.Equal(201, (await server.PostAsync("/api/recalls", $$"""{"recallId":"R{{n}}","releaseId":"{{release}}","recalledAt":"2026-06-02T08:59:59Z","type":"FTR_28","narrative":"He slept in a car park."}""")).Status);
        return new Shown(release, watch, alert, $"R{n}", pdu, server.Store.Count("SELECT max(no) FROM audit"));
    }

    private sealed record Shown(string Release, string Watch, string Alert, string Recall, string Pdu, long Last);
}
