using Microsoft.Playwright;
using RecallAlerts.Pages.Tests.Browsing;

namespace RecallAlerts.Pages.Tests.Triaging;

[Collection(PagesCollection.Name)]
public sealed class EscalatedTests(Demo demo, Chromium chromium)
{
    private const string Manager = "duty-manager:";

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Escalated_OfMany_ShowsTheFirstThreeAndTheOthersWhenAsked(bool withScript)
    {
        await using var visit = await chromium.OpenAsync(demo, withScript, width: 320);
        await visit.SignInAsync(Manager);
        var rows = visit.Page.Locator(".app-escalated .app-triage-alert");
        var all = await rows.CountAsync();
        Assert.InRange(all, 4, 10);
        Assert.Equal(3, await rows.Filter(new() { Visible = true }).CountAsync());
        await visit.Page.Locator(".app-escalated summary").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.Equal(all, await rows.Filter(new() { Visible = true }).CountAsync());
        await visit.Page.GetByText($"Show {all - 3} more").WaitForAsync();
        await visit.AssertAccessibleAsync();
    }

    [BrowserTheory]
    [InlineData("", 0)]
    [InlineData("?window=all", 0)]
    [InlineData("?severity=low", 1)]
    public async Task Escalated_OfAFilteredList_SaysThatItIsOfTheWholePdu(string query, int said)
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Manager, $"/triage{query}");
        await visit.Page.Locator(".app-escalated").WaitForAsync();
        Assert.Equal(said, await visit.Page.Locator(".app-escalated").GetByText("Of the whole PDU").CountAsync());
    }
}
