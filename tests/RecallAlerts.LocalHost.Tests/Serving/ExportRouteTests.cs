using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using RecallAlerts.Api.Access;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Simulation;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>A server with a cohort of some hundred people, a year after their release.</summary>
public sealed class ServerWithCohort : RunningServer, IAsyncLifetime
{
    private const int Releases = 400;

    private const string AddRecalls =
        "INSERT OR IGNORE INTO recalls (release_no, recall_id, recalled_at, recorded_at, type, recorded_reasons, status, has_narrative, machine_primary, machine_secondary, confidence, " +
        "needs_review, evidence, classifier, policy_version, rosh, region, accommodation_at_release, accommodation_at_recall, days_from_release, lead_time_hours, alerts_open, look_back) " +
        "SELECT f.release_no, 'R-' || r.crn, f.occurred_at, f.recorded_at, 'LR', 'OTHER', 0, 1, r.no % 6, '', 0.7, 0, '[]', 'c1', 'p1', 2, r.region, 3, 2, 9, " +
        "CASE WHEN r.no % 2 = 0 THEN 40 END, 4, '[]' FROM facts f JOIN releases r ON r.no = f.release_no WHERE f.type = 'recall.recorded' AND f.occurred_at >= r.released_at";

    /// <summary>The lines as they were sent.</summary>
    public string Cohort { get; private set; } = "";

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        Clock.MoveTo(Instant.Parse("2027-06-01T09:00:00Z"));
        using var stream = new MemoryStream();
        var options = new CohortOptions(Releases, Seed: 5, new DateOnly(2026, 4, 1), Days: 91);
        CohortWriter.Write(stream, LocalHost.Simulation.Cohort.Generate(options, RegionMap.Load(), BankHolidays.Default), CancellationToken.None);
        Cohort = Encoding.UTF8.GetString(stream.ToArray());
        using var content = new ByteArrayContent(stream.ToArray());
        Assert.Equal(200, (await SendAsync(HttpMethod.Post, "/api/imports", content)).Status);
        await RestAsync();
        Store.Run(AddRecalls);
        Store.Run("UPDATE releases SET recall_pending = NULL");
    }
}

public sealed class ExportRouteTests(ServerWithCohort server) : IClassFixture<ServerWithCohort>
{
    [Theory]
    [InlineData("recall-reasons", "csv")]
    [InlineData("recall-reasons", "ndjson")]
    [InlineData("releases", "csv")]
    [InlineData("releases", "ndjson")]
    public async Task Export_OfACohort_HoldsNothingByWhichAnybodyIsFound(string table, string format)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/exports/{table}?format={format}", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token(AppRole.Analyst));
        using var response = await server.Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(text.Split('\n').Length > 60, "The export is too short to prove anything.");
        // A region may be named for a place that is a PDU too; the region is told.
        var regions = string.Join(' ', RegionMap.Load().Pdus.Select(p => p.Region).Distinct());
        var secrets = Secrets().Distinct().Where(s => !regions.Contains(s, StringComparison.Ordinal)).ToArray();
        Assert.True(secrets.Length > 2_000, $"{secrets.Length} are too few to prove anything.");
        Assert.Empty(secrets.Where(secret => text.Contains(secret, StringComparison.Ordinal)).Take(5));
        // The date of the export is the only one; no instant.
        Assert.DoesNotMatch(@"\d{4}-\d\d-\d\dT", text);
        Assert.DoesNotMatch(@"\d{4}-\d\d-\d\d", text.Replace("2027-06-01", "", StringComparison.Ordinal).Replace("2026-11-1", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Export_Again_IsTheSameBytesAndOtherKeysInAnotherProject()
    {
        var token = server.Token(AppRole.Analyst);
        var (one, again) = ((await server.GetAsync("/api/exports/releases?project=a", token)).Text, (await server.GetAsync("/api/exports/releases?project=a", token)).Text);
        var other = (await server.GetAsync("/api/exports/releases?project=b", token)).Text;
        Assert.Equal(one, again);
        Assert.Empty(KeysOf(one).Intersect(KeysOf(other)));
        Assert.Equal(one.Length, other.Length);
    }

    [Fact]
    public async Task Export_IsAFileOfItsKind()
    {
        var answer = await server.GetAsync("/api/exports/recall-reasons?from=2026-04-01&to=2026-07-01&region=wales", server.Token(AppRole.Analyst));
        Assert.Equal((200, "text/csv"), (answer.Status, answer.Media));
        Assert.All(answer.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1), row => Assert.Equal("wales", row.Split(',')[7]));
        Assert.Equal("application/csvm+json", (await server.GetAsync("/api/exports/recall-reasons/metadata", server.Token(AppRole.Analyst))).Media);
    }

    [Theory]
    [InlineData("from=1.4.2026", "invalid-field", "from")]
    [InlineData("to=2026-02-30", "invalid-field", "to")]
    [InlineData("format=xlsx", "unknown-code", "format")]
    public async Task Export_AskedForWrongly_IsRefused(string query, string problem, string field)
    {
        var answer = await server.GetAsync($"/api/exports/releases?{query}", server.Token(AppRole.Analyst));
        Assert.Equal((422, problem, field), (answer.Status, answer.Problem, answer.Body.Text("field")));
    }

    [Fact]
    public async Task Headline_OfACompleteQuarter_IsPublishedOnceAndTheSameForAll()
    {
        var report = await server.GetAsync("/api/reports/headline?quarter=2026-Q2", server.Token(AppRole.Analyst));
        Assert.Equal(400, report.Body.Number("releases"));
        var measures = report.Body.List("measures");
        Assert.All(measures.Where(m => m.Text("measure") != "in-employment"), m => Assert.NotNull(m.TextOrNull("publishedAt")));
        Assert.Equal("[x]", measures.Single(m => m.Text("measure") == "in-employment").Text("percent"));
        Assert.Equal("sample judgement, not directly comparable", measures[0].GetProperty("inspection2023").Text("label"));
        await server.RecordAsync(Sent.Event("late", "watch.ended", server.Store.Text("SELECT release_id FROM releases")!, data: """{"reason":"replaced"}"""));
        Assert.Equal(report.Text, (await server.GetAsync("/api/reports/headline?quarter=2026-Q2", server.Token(AppRole.DutyManager, pdu: "derby-city"))).Text);
    }

    [Fact]
    public async Task Headline_CountsAreRounded_AndSmallOnesAreNotShown()
    {
        foreach (var region in RegionMap.Load().Pdus.Select(p => p.Region).Distinct().Select(r => $"&region={r}").Prepend(""))
        {
            var report = await server.GetAsync($"/api/reports/headline?quarter=2026-Q2{region}", server.Token(AppRole.Analyst));
            foreach (var figure in report.Body.List("measures").SelectMany(m => new[] { m.GetProperty("numerator"), m.GetProperty("denominator"), m.GetProperty("unknowns") }))
                Assert.True(figure.ValueKind != JsonValueKind.Number || figure.GetInt32() % 5 == 0);
        }
    }

    [Theory]
    [InlineData("2027-Q1", "No release of this quarter is known here.")]
    [InlineData("2027-Q2", "is not complete")]
    public async Task Headline_OfAQuarterThatIsNotComplete_SaysFromWhenAndShowsNothing(string quarter, string reason)
    {
        var measures = (await server.GetAsync($"/api/reports/headline?quarter={quarter}", server.Token(AppRole.Analyst))).Body.List("measures");
        var nine = measures.Single(m => m.Text("measure") == "recalled-within-274-days");
        Assert.Equal(("[x]", "[x]"), (nine.Text("numerator"), nine.Text("percent")));
        Assert.Contains(reason, nine.Text("reason"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 422)]
    [InlineData("?quarter=2026-06", 422)]
    [InlineData("?quarter=2026-Q5", 422)]
    [InlineData("?quarter=2026-Q2&region=nowhere", 404)]
    public async Task Headline_AskedForWrongly_IsRefused(string query, int status) =>
        Assert.Equal(status, (await server.GetAsync($"/api/reports/headline{query}", server.Token(AppRole.Analyst))).Status);

    private static IEnumerable<string> KeysOf(string csv) => csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).SelectMany(row => row.Split(',')[..2]);

    // All names and words of the cohort, and what the store made of the names.
    private IEnumerable<string> Secrets()
    {
        foreach (var line in server.Cohort.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var e = JsonDocument.Parse(line);
            var data = e.RootElement.GetProperty("data");
            foreach (var name in new[] { "crn", "nomsNumber", "pdu", "practitionerId", "recallId" })
            {
                if (data.TryGetProperty(name, out var value) && value.GetString() is { Length: > 2 } text) yield return text;
            }

            if (data.TryGetProperty("narrative", out var narrative))
            {
                var words = narrative.GetString()!.Split(' ');
                for (var i = 0; i + 1 < words.Length; i++) yield return $"{words[i]} {words[i + 1]}";
            }
        }

        foreach (var column in new[] { "release_id", "watch_id" })
        {
            for (var no = 1; no <= 400; no++) yield return server.Store.Text($"SELECT {column} FROM releases WHERE no = $1", no)!;
        }
    }
}
