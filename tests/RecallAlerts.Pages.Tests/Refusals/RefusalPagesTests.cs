using Microsoft.Playwright;
using RecallAlerts.Pages.Tests.Browsing;

namespace RecallAlerts.Pages.Tests.Refusals;

/// <summary>Pages that say that there is no page, or none for you: as accessible as the others.</summary>
[Collection(PagesCollection.Name)]
public sealed class RefusalPagesTests(Demo demo, Chromium chromium)
{
    [BrowserTheory]
    [InlineData("/nowhere", "Page not found", "404")]
    [InlineData("/releases/00000000000000000000000000000000", "Page not found", "404")]
    [InlineData("/triage", "This page is not for your role", "403")]
    [InlineData("/signed-out", "You have signed out", "none")]
    public async Task Page_ThatRefuses_IsAccessibleAndFitsAnyWidth(string path, string title, string status)
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync("practitioner:");
        await visit.Page.GotoAsync(path);
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = title }).WaitForAsync();
        Assert.Equal(1, await visit.Page.GetByRole(AriaRole.Link, new() { Name = "My cases" }).CountAsync());
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync($"refusal-{status}");
        visit.Expect(status);
    }

    [BrowserFact]
    public async Task Page_ThatIsNotThere_ForNobody_HasNoNavigation()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.Page.GotoAsync("/nowhere");
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Page not found" }).WaitForAsync();
        Assert.Equal(0, await visit.Page.GetByRole(AriaRole.Navigation).CountAsync());
        visit.Expect("404");
    }
}
