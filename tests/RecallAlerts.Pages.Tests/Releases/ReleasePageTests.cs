using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RecallAlerts.Application.Queries;
using RecallAlerts.Pages.Tests.Browsing;

namespace RecallAlerts.Pages.Tests.Releases;

[Collection(PagesCollection.Name)]
public sealed partial class ReleasePageTests(Demo demo, Chromium chromium)
{
    private const string Practitioner = "practitioner:";

    [BrowserFact]
    public async Task Release_OfAnOwnCase_IsAccessibleAndFitsAnyWidth()
    {
        await using var visit = await OpenFirstAsync();
        Assert.True(await visit.Page.GetByRole(AriaRole.Img, new() { Name = "Timeline of the release" }).IsVisibleAsync());
        Assert.NotEqual(0, await visit.Page.Locator("svg.app-tl text").CountAsync());
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("release");
        await visit.Page.GetByText("The timeline as a table").ClickAsync();
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("release-table");
    }

    [BrowserFact]
    public async Task WhoLooked_AfterALook_SaysWhoAndWhy()
    {
        await using var visit = await OpenFirstAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Who looked at this release" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Who looked" }).WaitForAsync();
        Assert.NotEqual(0, await visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "records played from a file" }).CountAsync());
        Assert.NotEqual(0, await visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "consulted" }).Filter(new() { HasText = "a release" }).CountAsync());
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("looked");
    }

    [BrowserFact]
    public async Task WhoLooked_AsAManager_SaysTheRoleInWords()
    {
        var (_, watchId, _, pdu) = (await demo.RecallsAsync())[0];
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsAsync($"duty-manager:{pdu}", $"/releases/{watchId}");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Who looked at this release" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Cell, new() { Name = "duty manager", Exact = true }).First.WaitForAsync();
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Acknowledge_OnTheRelease_ComesBackToIt(bool withScript)
    {
        await using var visit = await OpenFirstAsync(withScript);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge for" }).Last.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByText("It stays here until the fact that it waits for is recorded.").WaitForAsync();
        Assert.Matches(PathOfRelease(), visit.Page.Url);
    }

    [BrowserTheory]
    [InlineData(2020, "The release is still to come")]
    [InlineData(2031, "The release is no longer watched")]
    public async Task Explain_OfAMomentOutsideOfTheWatch_SaysSoInWords(int year, string words)
    {
        await using var visit = await OpenFirstAsync();
        await visit.Page.GotoAsync($"{visit.Page.Url}/explain?day=1&month=6&year={year}&time=9am");
        await visit.Page.GetByText(words).First.WaitForAsync();
    }

    [BrowserFact]
    public async Task Release_ForAHeadOfPdu_SaysWhoseAlertsAreAndOffersNoAct()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync("head-of-pdu:", "/triage?window=all");
        await visit.Page.Locator(".app-triage h3 a").First.ClickAsync();
        await visit.Page.GetByText("It is for practitioner").First.WaitForAsync();
        Assert.Equal(0, await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).CountAsync());
        Assert.Equal(0, await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Dismiss" }).CountAsync());
        await visit.AssertAccessibleAsync();
    }

    [BrowserFact]
    public async Task Dismiss_OnTheRelease_ShowsWhoSaidWhyAsText()
    {
        const string Words = "2 <script>document.title = 'run'</script> words";
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync("duty-manager:", "/triage?window=all");
        await visit.Page.Locator(".app-triage h3 a").Last.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Dismiss for" }).Last.ClickAsync();
        await visit.Page.GetByLabel("It is known").CheckAsync();
        await visit.Page.GetByLabel("In a few words").FillAsync(Words);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await visit.Page.GetByText($": {Words}").WaitForAsync();
        Assert.Equal(1, await visit.Page.GetByText("By the duty manager of").CountAsync());
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("release-dismissed");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Undo for" }).ClickAsync();
        await visit.Page.GetByText("Taken back.").WaitForAsync();
        Assert.Equal(0, await visit.Page.GetByText(Words).CountAsync());
    }

    [BrowserFact]
    public async Task Release_ByItsReleaseId_LeadsToTheWatchId()
    {
        var (recall, watchId, _, pdu) = (await demo.RecallsAsync())[0];
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsAsync($"duty-manager:{pdu}", $"/releases/{recall.ReleaseId.Value}");
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "From day 0" }).WaitForAsync();
        Assert.EndsWith($"/releases/{watchId}", visit.Page.Url, StringComparison.Ordinal);
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("release-recalled");
    }

    [BrowserFact]
    public async Task Release_AfterTheWindow_IsDrawnOnALongerAxis()
    {
        var oldest = (await demo.Services.Queries.InboxAsync(new InboxFilter { For = RecallAlerts.Domain.Access.Viewer.OfAll, AtMost = 2_000 }, CancellationToken.None)).MinBy(a => a.Release.ReleasedAt)!;
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsAsync($"head-of-pdu:{oldest.Release.Pdu}", $"/releases/{oldest.WatchId}");
        Assert.True(await visit.Page.Locator("svg.app-tl text", new() { HasTextString = "84" }).IsVisibleAsync());
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("release-later");
    }

    [BrowserTheory]
    [InlineData("practitioner:nobody@nowhere")]
    [InlineData("duty-manager:nowhere")]
    public async Task Release_OfAnother_IsNotThere(string persona)
    {
        var (_, watchId, _, _) = (await demo.RecallsAsync())[0];
        foreach (var path in (string[])[$"/releases/{watchId}", $"/releases/{watchId}/explain", "/releases/00000000000000000000000000000000"])
        {
            await using var visit = await chromium.OpenAsync(demo);
            await visit.SignInAsAsync(persona, path);
            Assert.True(await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Page not found" }).IsVisibleAsync());
            visit.Expect("status of 404");
        }
    }

    [BrowserFact]
    public async Task Release_ForAnAnalyst_IsNotForTheRole()
    {
        var (_, watchId, _, _) = (await demo.RecallsAsync())[0];
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsAsync("analyst:analyst", $"/releases/{watchId}");
        Assert.True(await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "This page is not for your role" }).IsVisibleAsync());
        visit.Expect("status of 403");
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Explain_ByKeyboard_SaysEachRuleAtTheMoment(bool withScript)
    {
        await using var visit = await OpenFirstAsync(withScript);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Why each rule says what it says" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Thursday 16 July 2026 at 10am" }).WaitForAsync();
        if (withScript) await visit.AssertAccessibleAsync();
        if (withScript) await visit.ShootAsync("explain");
        await visit.Page.GetByLabel("Day").FillAsync("15");
        await visit.Page.GetByLabel("Time, for example").FillAsync("2:30pm");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Wednesday 15 July 2026 at 2:30pm" }).WaitForAsync();
        Assert.EndsWith("/explain?at=2026-07-15T13:30:00Z", visit.Page.Url, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Explain_OfNoDate_SaysWhatIsWrong()
    {
        await using var visit = await OpenFirstAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Why each rule says what it says" }).ClickAsync();
        await visit.Page.GetByLabel("Day").FillAsync("31");
        await visit.Page.GetByLabel("Month").FillAsync("6");
        await visit.Page.GetByLabel("Time, for example").FillAsync("<script>document.title = 'run'</script>");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Explain this moment" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Alert).WaitForAsync();
        Assert.StartsWith("Error: ", await visit.Page.TitleAsync(), StringComparison.Ordinal);
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("explain-refused");
    }

    private async Task<Visit> OpenFirstAsync(bool withScript = true)
    {
        var visit = await chromium.OpenAsync(demo, withScript);
        await visit.SignInAsync(Practitioner, "/my-cases");
        await visit.Page.Locator(".app-case__head a").First.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "From day 0" }).WaitForAsync();
        return visit;
    }

    [GeneratedRegex("/releases/[0-9a-f]{32}\\?done=acknowledge$", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex PathOfRelease();
}
