using Microsoft.Playwright;
using RecallAlerts.Api.Words;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Rules;
using RecallAlerts.Pages.Tests.Browsing;

namespace RecallAlerts.Pages.Tests.MyCases;

[Collection(PagesCollection.Name)]
public sealed class SetAsideTests(Demo demo, Chromium chromium)
{
    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dismissed_StandsApartUntilItIsTakenBack(bool withScript)
    {
        await using var visit = await chromium.OpenAsync(demo, withScript);
        await visit.SignInAsync("practitioner:", "/my-cases");
        var id = await visit.Page.Locator(".app-case > .app-alert", new() { Has = visit.Page.GetByRole(AriaRole.Link, new() { Name = "Dismiss for" }) }).Last.GetAttributeAsync("id");
        await visit.Page.Locator($"#{id}").GetByRole(AriaRole.Link, new() { Name = "Dismiss for" }).ClickAsync();
        await visit.Page.GetByLabel("It is known").CheckAsync();
        await visit.Page.GetByLabel("In a few words").FillAsync("It is known.");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await visit.Page.GetByText("It comes back only if it becomes urgent.").WaitForAsync();
        Assert.False(await visit.Page.Locator($"#{id}").IsVisibleAsync());
        await visit.Page.Locator("details", new() { Has = visit.Page.Locator($"#{id}") }).Locator("summary").PressAsync("Enter");
        Assert.True(await visit.Page.Locator($"#{id}").IsVisibleAsync());
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("my-cases-dismissed");
        await visit.Page.Locator($"#{id}").GetByRole(AriaRole.Button, new() { Name = "Undo for" }).ClickAsync();
        await visit.Page.GetByText("Taken back.").WaitForAsync();
        Assert.True(await visit.Page.Locator($".app-case > #{id}").IsVisibleAsync());
    }

    [Theory]
    [InlineData(null, Severity.High)]
    [InlineData(ClosedHow.Expired, Severity.High)]
    [InlineData(ClosedHow.Cleared, null)]
    [InlineData(ClosedHow.Moved, null)]
    [InlineData(ClosedHow.Paused, null)]
    [InlineData(ClosedHow.WatchEnded, null)]
    public void Change_OfWhatHasClosed_CarriesNoSeverity(ClosedHow? how, Severity? severity) => Assert.Equal(
        severity, ChangeWords.SeverityOf(new ListedChange(new AlertId("a"), Demo.Now, how is null ? nameof(Opened) : nameof(Closed), Severity.High, null, how, null, null, "p1")));
}
