using Microsoft.Playwright;
using RecallAlerts.Pages.Tests.Browsing;

namespace RecallAlerts.Pages.Tests.Exporting;

[Collection(PagesCollection.Name)]
public sealed class ExportTests(Demo demo, Chromium chromium)
{
    private const string Analyst = "analyst:";
    private const string Home = "/analysis/exports";

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Small_ByKeyboard_IsDownloadedAtOnce(bool withScript)
    {
        await using var visit = await chromium.OpenAsync(demo, withScript);
        await visit.SignInAsync(Analyst, Home);
        await visit.Page.GetByLabel("Releases").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Space");
        await visit.Page.GetByLabel("First date").FillAsync("2026-04-01");
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByRole(AriaRole.Button, new() { Name = "Export" }).PressAsync("Enter"));
        Assert.Equal("releases.csv", download.SuggestedFilename);
        Assert.Equal(4, (await File.ReadAllLinesAsync(await download.PathAsync())).Length);
    }

    [BrowserFact]
    public async Task Form_WithWrongDates_SaysWhichAndKeepsWhatWasEntered()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Analyst, Home);
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("exports");
        await visit.Page.GetByLabel("First date").FillAsync("<script>1</script>");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Alert).GetByText("The first date must be a date such as 2026-04-01").WaitForAsync();
        Assert.Equal("<script>1</script>", await visit.Page.GetByLabel("First date").InputValueAsync());
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("exports-refused");
    }

    [BrowserTheory]
    [InlineData("", "No rows are of these months")]
    [InlineData("walse", "No rows are of this region in these months. Check how the region is written")]
    public async Task Export_WithoutRows_SaysSoInPlaceOfAnEmptyFile(string region, string error)
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Analyst, Home);
        await visit.Page.GetByLabel("Recall reasons").CheckAsync();
        await visit.Page.GetByLabel("Region").FillAsync(region);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Alert).GetByText(error, new() { Exact = true }).WaitForAsync();
        await visit.AssertAccessibleAsync();
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Large_IsMadeInTheBackgroundAndThePageReloadsItself(bool withScript)
    {
        demo.Exports.Hold();
        await using var visit = await chromium.OpenAsync(demo, withScript);
        await BeginAsync(visit);
        await visit.Page.GetByText("6,000 rows written").WaitForAsync();
        if (withScript) await visit.AssertAccessibleAsync();
        if (withScript) await visit.ShootAsync("export-running");
        demo.Exports.LetThrough();
        await visit.Page.GetByText("It is done. 7,000 rows written.").WaitForAsync();
        if (withScript) await visit.AssertAccessibleAsync();
        if (withScript) await visit.ShootAsync("export-done");
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync());
        Assert.Equal(LargeExports.Rows + 1, (await File.ReadAllLinesAsync(await download.PathAsync())).Length);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Delete it" }).ClickAsync();
        await visit.Page.GetByText("Nothing of the export is kept.").WaitForAsync();
        Assert.Empty(System.IO.Directory.GetFiles(demo.Folder.Exports));
    }

    [BrowserFact]
    public async Task Large_Cancelled_LeavesNothing()
    {
        demo.Exports.Hold();
        await using var visit = await chromium.OpenAsync(demo);
        await BeginAsync(visit);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Stop that" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "See how far it is now" }).WaitForAsync();
        await visit.AssertAccessibleAsync();
        var address = visit.Page.Url;
        Assert.Equal(404, await StatusOfAsync(visit, address.Split('?')[0] + "/file"));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByText("Nothing of the export is kept.").WaitForAsync();
        Assert.Equal(404, await StatusOfAsync(visit, address));
        Assert.Empty(System.IO.Directory.GetFiles(demo.Folder.Exports));
    }

    [BrowserTheory]
    [InlineData("recall-reasons", 200)]
    [InlineData("releases", 200)]
    [InlineData("no-such", 404)]
    public async Task Columns_AreThoseOfTheExport(string table, int status)
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Analyst, Home);
        Assert.Equal(status, await StatusOfAsync(visit, $"{Home}/columns/{table}"));
        if (table != "releases") return;
        await visit.Page.GotoAsync($"{Home}/columns/{table}");
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("export-columns");
    }

    private static async Task BeginAsync(Visit visit)
    {
        await visit.SignInAsync(Analyst, Home);
        await visit.Page.GetByLabel("Releases").CheckAsync();
        await visit.Page.GetByLabel("Region").FillAsync(LargeExports.Large);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Export: Releases" }).WaitForAsync();
    }

    private static async Task<int> StatusOfAsync(Visit visit, string address) => (await visit.Page.Context.APIRequest.GetAsync(address)).Status;
}
