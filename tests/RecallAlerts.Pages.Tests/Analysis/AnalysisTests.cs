using Microsoft.Playwright;
using RecallAlerts.Pages.Tests.Browsing;

namespace RecallAlerts.Pages.Tests.Analysis;

[Collection(PagesCollection.Name)]
public sealed class AnalysisTests(Demo demo, Chromium chromium) : IAsyncLifetime
{
    private const string Analyst = "analyst:";

    public Task InitializeAsync() => PublishedQuarters.PutAsync(demo);

    public Task DisposeAsync() => Task.CompletedTask;

    [BrowserFact]
    public async Task Analysis_OfTheLatestQuarter_IsAccessibleAndFitsAnyWidth()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Analyst, "/analysis");
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "2026-Q2, all regions", Exact = true }).WaitForAsync();
        await visit.Page.GetByText("sample judgement, not directly comparable").First.WaitForAsync();
        await visit.Page.GetByText("No source sends facts about employment.").WaitForAsync();
        await AssertDrawnAsync(visit, charts: 5);
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("analysis");
        await AssertDrawnAsync(visit, charts: 5);
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Choose_ByKeyboard_ShowsThatQuarterAndRegion(bool withScript)
    {
        await using var visit = await chromium.OpenAsync(demo, withScript, width: 320);
        await visit.SignInAsync(Analyst, "/analysis");
        await visit.Page.GetByLabel("Quarter of release", new() { Exact = true }).FocusAsync();
        await visit.Page.GetByLabel("Quarter of release", new() { Exact = true }).SelectOptionAsync("2025-Q1");
        await visit.Page.GetByLabel("Region", new() { Exact = true }).SelectOptionAsync("north-east");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "2025-Q1, North East", Exact = true }).WaitForAsync();
        Assert.Contains("[c]", await visit.Page.GetByRole(AriaRole.Row, new() { Name = "Recalled by the end of day 28" }).InnerTextAsync(), StringComparison.Ordinal);
        await visit.Page.GetByText("Not drawn:").First.WaitForAsync();
        if (withScript) await visit.ShootAsync("analysis-region");
    }

    [BrowserFact]
    public async Task Region_ThatIsWithheld_ShowsMarksAndNoPicture()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync("duty-manager:", "/analysis?quarter=2025-Q1&region=yorkshire-and-the-humber");
        await visit.Page.GetByText("Nothing can be drawn").First.WaitForAsync();
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("analysis-withheld");
    }

    [BrowserFact]
    public async Task Quarter_WithoutReleases_IsNotPublishedByLooking()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Analyst, "/analysis?quarter=2019-Q1&region=<script>");
        await visit.Page.GetByText("Nothing is published of this quarter.").WaitForAsync();
        Assert.DoesNotContain(new Domain.Reports.Quarter(2019, 1), await demo.Services.Reports.QuartersAsync(CancellationToken.None));
    }

    [BrowserTheory]
    [InlineData("/analysis/charts/reasons.svg?quarter=2026-Q2", 200)]
    [InlineData("/analysis/charts/reasons.svg?quarter=2026-Q2&size=narrow&region=wales", 200)]
    [InlineData("/analysis/charts/reasons.svg?quarter=2026-Q2&region=no-such", 404)]
    [InlineData("/analysis/charts/reasons.png?quarter=2026-Q2", 404)]
    [InlineData("/analysis/charts/no-such.svg?quarter=2026-Q2", 404)]
    [InlineData("/analysis/charts/reasons.svg", 404)]
    [InlineData("/analysis/charts/reasons.svg?quarter=x", 404)]
    [InlineData("/analysis?quarter=2026-Q5", 404)]
    public async Task Address_IsAnsweredOrNotThere(string path, int status)
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Analyst, "/analysis");
        var answer = await visit.Page.Context.APIRequest.GetAsync(path);
        Assert.Equal(status, answer.Status);
        if (status == 200) Assert.Equal("image/svg+xml", answer.Headers["content-type"].Split(';')[0]);
    }

    [BrowserTheory]
    [InlineData("practitioner:", "/analysis")]
    [InlineData("practitioner:", "/analysis/charts/reasons.svg?quarter=2026-Q2")]
    [InlineData("duty-manager:", "/analysis/exports")]
    [InlineData("analyst:", "/operations")]
    [InlineData("head-of-pdu:", "/operations/policy")]
    public async Task Page_OfAnotherRole_IsRefused(string persona, string path)
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(persona);
        Assert.Equal(403, (await visit.Page.Context.APIRequest.GetAsync(path)).Status);
    }

    private static async Task AssertDrawnAsync(Visit visit, int charts)
    {
        var pictures = visit.Page.Locator("img.app-chart__picture");
        Assert.Equal(charts, await pictures.CountAsync());
        await Assertions.Expect(pictures.Last).ToHaveJSPropertyAsync("complete", true);
        Assert.True(await visit.Page.EvaluateAsync<bool>("[...document.images].every(i => i.naturalWidth > 0)"));
    }
}
