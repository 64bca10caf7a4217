using System.Text;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RecallAlerts.Adapters.Tests.Tables;
using RecallAlerts.Application.Audit;
using RecallAlerts.Application.Exports;
using RecallAlerts.Azure.Tables;
using RecallAlerts.Functions.Exporting;
using RecallAlerts.Functions.Http;
using RecallAlerts.Functions.Tests.Access;
using RecallAlerts.Functions.Tests.Given;

namespace RecallAlerts.Functions.Tests.Exporting;

/// <summary>The app with as many releases as are asked for, and exports in tables of its own.</summary>
internal sealed class ExportingApp : IAsyncDisposable
{
    private readonly Tenant _tenant = new();
    private readonly StoreTables _tables;

    private ExportingApp(StoreTables tables)
    {
        _tables = tables;
        App = new App(s => s with { Exports = new ManyReleases(), ExportJobs = new TablesExportJobs(tables) });
    }

    public App App { get; }

    public ExportRows Rows { get; } = new(new ManyReleases(), App.Secret);

    public static async Task<ExportingApp> OpenAsync()
    {
        var tables = new StoreTables(await AzuriteServer.OpenAsync(new TableClientOptions()), new TableOptions(AzuriteServer.NewPrefix()), new Clock(App.Start));
        await tables.CreateAsync(CancellationToken.None);
        return new ExportingApp(tables);
    }

    /// <summary>Asks for an export, of an analyst whose tokens are these.</summary>
    public Task<ExportJob?> StartAsync(string owner = "oid-1") =>
        App.UseCases.Stores.ExportJobs.StartAsync(owner, "releases", new ExportRequest(ExportScope.Of(null, null, "1"), ExportFormat.Csv, null), App.Start, CancellationToken.None);

    /// <summary>What the timer does.</summary>
    public Task MakeAsync() => new MakeExports(new ExportMaker(_tables, Rows, App.Clock), App.Clock, App.Logs.Of<MakeExports>()).RunAsync(new(), CancellationToken.None);

    public Task<(int Status, string Text, string? Location)> JobAsync(string verb, string suffix, string id) => CallAsync(verb, "api/exports/jobs/{jobId}" + suffix, "", id);

    public async Task<(int Status, string Text, string? Location)> CallAsync(string verb, string route, string query, string? job = null)
    {
        await using var services = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider();
        using var written = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = services, TraceIdentifier = "trace" };
        (http.Request.Method, http.Request.Path, http.Request.QueryString, http.Response.Body) = (verb, "/" + route, new QueryString(query), written);
        http.Request.RouteValues["jobId"] = job;
        http.Request.Headers.Authorization = "Bearer " + _tenant.Sign(App.Clock, null, "analyst");
        await new HttpApi(App.UseCases, _tenant.Tokens(App.Clock), App.Clock, App.Logs.Of<HttpApi>()).AnswerAsync(verb, route, http.Request);
        return (http.Response.StatusCode, Encoding.UTF8.GetString(written.ToArray()), http.Response.Headers.Location);
    }

    /// <summary>What was noted of exports that left.</summary>
    public async Task<IReadOnlyList<string>> NotedAsync()
    {
        var noted = new List<string>();
        await foreach (var chain in App.UseCases.Stores.Audit.ReadAsync(ChainRange.All, CancellationToken.None))
            noted.AddRange(chain.Entries.Select(e => string.Join(' ', e.Note.Details.Where(d => d.Name is "export" or "format" or "rows").Select(d => d.Value))));
        return noted;
    }

    public async ValueTask DisposeAsync()
    {
        await _tables.DeleteAsync(CancellationToken.None);
        await App.DisposeAsync();
        _tenant.Dispose();
    }
}
