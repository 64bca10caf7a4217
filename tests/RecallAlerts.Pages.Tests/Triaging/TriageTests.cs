using Microsoft.Playwright;
using RecallAlerts.Pages.Tests.Browsing;

namespace RecallAlerts.Pages.Tests.Triaging;

[Collection(PagesCollection.Name)]
public sealed class TriageTests(Demo demo, Chromium chromium)
{
    private const string Manager = "duty-manager:";
    private const string All = "/triage?window=all";
    private const string Ticked = "Acknowledge ticked alerts";

    [BrowserFact]
    public async Task Triage_OfABusyPdu_IsAccessibleAndFitsAnyWidth()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Manager);
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Triage" }).WaitForAsync();
        Assert.EndsWith("/triage", visit.Page.Url, StringComparison.Ordinal);
        Assert.NotEqual(0, await visit.Page.Locator(".app-triage__item").CountAsync());
        await visit.Page.GetByText("Why it is here").First.ClickAsync();
        await visit.Page.GetByText("All together").First.WaitForAsync();
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("triage");
    }

    [BrowserFact]
    public async Task Triage_ByEachPartOfTheWatch_HasWhatItsCountSays()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Manager, All);
        var counts = new List<int>();
        foreach (var name in (string[])["Until day 28", "After day 28", "All ("])
        {
            var link = visit.Page.Locator(".moj-sub-navigation__link", new() { HasText = name });
            var said = int.Parse((await link.InnerTextAsync()).Split('(', ')')[1]);
            await link.ClickAsync();
            await visit.Page.Locator(".moj-sub-navigation__link[aria-current]", new() { HasText = name }).WaitForAsync();
            Assert.Equal(Math.Min(said, 50), await visit.Page.Locator(".app-triage__item").CountAsync());
            counts.Add(said);
        }

        Assert.Equal(counts[2], counts[0] + counts[1]);
    }

    [BrowserFact]
    public async Task Filter_ByKeyboardWithoutScript_NarrowsAndIsCleared()
    {
        await using var visit = await chromium.OpenAsync(demo, withScript: false);
        await visit.SignInAsync(Manager, All);
        var all = await visit.Page.Locator(".app-triage__item").CountAsync();
        await visit.Page.Locator(".app-filters summary").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByLabel("Severity").FocusAsync();
        await visit.Page.Keyboard.TypeAsync("urgent");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Apply filters" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Clear filters" }).WaitForAsync();
        var items = visit.Page.Locator(".app-triage__item");
        Assert.InRange(await items.CountAsync(), 1, all - 1);
        Assert.Equal(await items.CountAsync(), await items.Filter(new() { Has = visit.Page.Locator(".govuk-tag--red") }).CountAsync());
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("triage-filtered");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Clear filters" }).ClickAsync();
        Assert.Equal(all, await visit.Page.Locator(".app-triage__item").CountAsync());
    }

    [BrowserFact]
    public async Task Filter_ThatNothingFits_SaysSoAndShowsScriptAsText()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Manager, "/triage?practitioner=" + Uri.EscapeDataString("\"><script>document.title = 'run'</script>"));
        await visit.Page.GetByText("No release here fits these filters.").WaitForAsync();
        Assert.StartsWith("Triage", await visit.Page.TitleAsync(), StringComparison.Ordinal);
        await visit.AssertAccessibleAsync();
    }

    [BrowserFact]
    public async Task Order_AskedForByAPerson_HasMappaAndChildProtectionFirst()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Manager, All);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "MAPPA and child protection first" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "By priority alone" }).WaitForAsync();
        var flagged = await visit.Page.Locator(".app-triage__item").EvaluateAllAsync<bool[]>("items => items.map(i => i.querySelector('.moj-badge') !== null)");
        Assert.Contains(true, flagged);
        Assert.Equal(flagged.OrderDescending(), flagged);
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Acknowledge_TwoByKeyboard_IsDoneAndSaidAndSoAlreadyTheSecondTime(bool withScript)
    {
        await using var visit = await chromium.OpenAsync(demo, withScript);
        await visit.SignInAsync(Manager, All);
        var stale = await visit.Page.Context.NewPageAsync();
        await stale.GotoAsync(All);
        foreach (var page in (IPage[])[visit.Page, stale])
        {
            for (var i = 0; i < 2; i++)
            {
                await page.Locator(".app-triage input[type=checkbox]").Nth(i).FocusAsync();
                await page.Keyboard.PressAsync("Space");
            }

            await page.GetByRole(AriaRole.Button, new() { Name = Ticked }).FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await page.GetByText(page == stale ? "2 alerts were acknowledged already." : "2 alerts are acknowledged.").WaitForAsync();
        }
    }

    [BrowserFact]
    public async Task Acknowledge_NothingTicked_SaysWhatIsMissing()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Manager, All);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = Ticked }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Alert).GetByText("Tick the alerts that you acknowledge").WaitForAsync();
        await visit.AssertAccessibleAsync();
    }

    [BrowserFact]
    public async Task Acknowledge_WhatWasDismissedMeanwhile_SaysWhichWasRefused()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Manager, All);
        var boxes = visit.Page.Locator(".app-triage input[type=checkbox]");
        await boxes.Last.CheckAsync();
        var other = await visit.Page.Context.NewPageAsync();
        await other.GotoAsync($"/alerts/{await boxes.Last.GetAttributeAsync("value")}/dismiss?from=/triage");
        await other.GetByLabel("It is known").CheckAsync();
        await other.GetByLabel("In a few words").FillAsync("<script>document.title = 'run'</script>");
        await other.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await boxes.First.CheckAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = Ticked }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Not all were acknowledged" }).WaitForAsync();
        await visit.Page.GetByText("1 alert is acknowledged.").WaitForAsync();
        await visit.Page.GetByText("The alert is dismissed.").WaitForAsync();
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("triage-refused");
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reassign_ByKeyboard_AsksWhomAndIsDone(bool withScript)
    {
        await using var visit = await chromium.OpenAsync(demo, withScript);
        await visit.SignInAsync(Manager, All);
        await visit.Page.Locator(".app-triage").GetByRole(AriaRole.Link, new() { Name = "Reassign" }).Last.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Reassign:" }).WaitForAsync();
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("reassign");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Reassign" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByRole(AriaRole.Alert).GetByText("Choose who takes it").WaitForAsync();
        await visit.AssertAccessibleAsync();
        await visit.Page.GetByRole(AriaRole.Radio).First.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Space");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Reassign" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByText("Reassigned. The new owner is told.").WaitForAsync();
    }

    [BrowserFact]
    public async Task Triage_OfTheHead_IsTheSameWithoutTheActsOfTheDutyManager()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync("head-of-pdu:", All);
        Assert.NotEqual(0, await visit.Page.Locator(".app-triage__item").CountAsync());
        Assert.Equal(0, await visit.Page.Locator(".app-triage input[type=checkbox]").CountAsync());
        await visit.AssertAccessibleAsync();
    }

    [BrowserTheory]
    [InlineData("/triage")]
    [InlineData("/triage/absences")]
    [InlineData("/alerts/00000000000000000000000000000000/reassign")]
    public async Task Triage_OfAPractitioner_IsNotForThem(string path)
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync("practitioner:", "/my-cases");
        var answer = await visit.Page.APIRequest.GetAsync(path);
        Assert.Equal(403, answer.Status);
        Assert.Contains("This page is not for your role", await answer.TextAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Reassign_OfAnotherPdu_IsNotThere()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Manager, All);
        var alert = await visit.Page.Locator(".app-triage input[type=checkbox]").First.GetAttributeAsync("value");
        await using var other = await chromium.OpenAsync(demo);
        await other.Page.GotoAsync("/sign-in");
        await other.Page.Locator($"button[value^='{Manager}']").Nth(1).ClickAsync();
        var (theirs, none) = (await other.Page.APIRequest.GetAsync($"/alerts/{alert}/reassign"), await other.Page.APIRequest.GetAsync("/alerts/00000000000000000000000000000000/reassign"));
        Assert.Equal((404, 404), (theirs.Status, none.Status));
    }
}
