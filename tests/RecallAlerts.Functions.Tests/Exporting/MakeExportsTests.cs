using System.Net;
using System.Text;
using System.Text.Json;
using RecallAlerts.Application.Exports;
using RecallAlerts.Functions.Tests.Pages;

namespace RecallAlerts.Functions.Tests.Exporting;

/// <summary>Exports that are too large to be waited for: asked for by the API or on the page, made by the timer, downloaded.</summary>
public sealed class MakeExportsTests
{
    [Fact]
    public async Task Answer_OfAsManyRowsAsAreSmall_IsTheExport()
    {
        await using var app = await ExportingApp.OpenAsync();
        var answer = await app.CallAsync("GET", "api/exports/releases", "?region=50000");
        Assert.Equal((200, 50_001), (answer.Status, answer.Text.Count(c => c == '\n')));
    }

    [Fact]
    public async Task Answer_OfOneRowMore_IsWhereToLookAndThenTheExport()
    {
        await using var app = await ExportingApp.OpenAsync();
        var started = await app.CallAsync("GET", "api/exports/releases", "?region=50001&format=ndjson");
        var said = JsonDocument.Parse(started.Text).RootElement;
        Assert.Equal((202, "waiting", 0), (started.Status, said.GetProperty("state").GetString(), said.GetProperty("rows").GetInt32()));
        var id = said.GetProperty("id").GetString()!;
        Assert.Equal($"/api/exports/jobs/{id}", started.Location);
        Assert.Equal(404, (await app.JobAsync("GET", "/file", id)).Status);
        await app.MakeAsync();
        var done = JsonDocument.Parse((await app.JobAsync("GET", "", id)).Text).RootElement;
        Assert.Equal(("done", 50_001, $"/api/exports/jobs/{id}/file", "2026-06-03T09:00:00Z"),
            (done.GetProperty("state").GetString(), done.GetProperty("rows").GetInt32(), done.GetProperty("file").GetString(), done.GetProperty("keptUntil").GetString()));
        using var streamed = new MemoryStream();
        await app.Rows.ReleasesAsync(new ExportRequest(ExportScope.Of(null, null, "50001"), ExportFormat.Ndjson, null), Given.App.Start, streamed, CancellationToken.None);
        Assert.Equal(Encoding.UTF8.GetString(streamed.ToArray()), (await app.JobAsync("GET", "/file", id)).Text);
        Assert.Equal(["releases ndjson", "releases ndjson 50001"], await app.NotedAsync());
        Assert.Contains(app.App.Logs.Lines, l => l.Contains("1 exports were made", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Job_OfSomebodyElse_IsNotThere()
    {
        await using var app = await ExportingApp.OpenAsync();
        var id = (await app.StartAsync("somebody-else"))!.Id;
        foreach (var (verb, suffix) in ((string, string)[])[("GET", ""), ("GET", "/file"), ("POST", "/cancel")])
            Assert.Equal((await app.JobAsync(verb, suffix, new string('0', 32))).Text, (await app.JobAsync(verb, suffix, id)).Text);
    }

    [Fact]
    public async Task Cancel_ForgetsIt()
    {
        await using var app = await ExportingApp.OpenAsync();
        var id = (await app.StartAsync())!.Id;
        Assert.Equal(204, (await app.JobAsync("POST", "/cancel", id)).Status);
        Assert.Equal(404, (await app.JobAsync("GET", "", id)).Status);
    }

    [Fact]
    public async Task Answer_WhenOneHasAsManyAsOneMayHave_SaysSo()
    {
        await using var app = await ExportingApp.OpenAsync();
        for (var i = 0; i < ExportJob.MostOfOne; i++) await app.StartAsync();
        var refused = await app.CallAsync("GET", "api/exports/releases", "?region=50001");
        Assert.Equal((429, "/problems/too-many-exports"), (refused.Status, JsonDocument.Parse(refused.Text).RootElement.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Page_OfALargeExport_SaysHowFarItIsAndHasTheDownload()
    {
        await using var app = await ExportingApp.OpenAsync();
        await using var host = await PageHost.StartAsync(on: app.App);
        host.Authority.Roles = ["analyst"];
        await host.SignInAsync("/analysis/exports");
        var asked = await host.PostAsync("/analysis/exports", "/analysis/exports", ("export", "releases"), ("format", "csv"), ("region", "5001"));
        Assert.StartsWith("/analysis/exports/", asked.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("waits for its turn", (await host.GetAsync(asked.Location.ToString())).Text, StringComparison.Ordinal);
        await app.MakeAsync();
        var page = (await host.GetAsync(asked.Location.ToString())).Text;
        Assert.Contains("is done", page, StringComparison.Ordinal);
        Assert.Contains("5,001", page, StringComparison.Ordinal);
        var file = await host.GetAsync(asked.Location + "/file");
        Assert.Equal((HttpStatusCode.OK, 5_002), (file.Status, file.Text.Count(c => c == '\n')));
        Assert.Equal(HttpStatusCode.OK, (await host.PostAsync("/analysis/exports", "/analysis/exports", ("export", "releases"), ("format", "csv"), ("region", "5000"))).Status);
    }
}
