using Microsoft.Playwright;
using RecallAlerts.Pages.Tests.Browsing;

namespace RecallAlerts.Pages.Tests.MyCases;

[Collection(PagesCollection.Name)]
public sealed class MyCasesTests(Demo demo, Chromium chromium)
{
    private const string Practitioner = "practitioner:";

    [BrowserFact]
    public async Task Start_WithoutASession_LeadsToSignInAndBack()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.Page.GotoAsync("/my-cases");
        Assert.Contains("/sign-in?to=%2Fmy-cases", visit.Page.Url, StringComparison.Ordinal);
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("sign-in");
        await visit.Page.Locator($"button[value^='{Practitioner}']").First.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "My cases" }).WaitForAsync();
    }

    [BrowserFact]
    public async Task MyCases_OfABusyPractitioner_IsAccessibleAndFitsAnyWidth()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Practitioner, "/my-cases");
        Assert.NotEqual(0, await visit.Page.Locator(".app-alert").CountAsync());
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("my-cases");
    }

    [BrowserFact]
    public async Task MyCases_WithUrgentAlerts_OffersNoActThatWouldBeRefused()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Practitioner, "/my-cases");
        var urgent = visit.Page.Locator(".app-alert--urgent").First;
        Assert.Equal(0, await urgent.GetByRole(AriaRole.Link, new() { Name = "Snooze for" }).CountAsync());
        Assert.Equal(0, await urgent.GetByRole(AriaRole.Link, new() { Name = "Dismiss for" }).CountAsync());
        Assert.Equal(1, await urgent.GetByText("Only the duty manager can snooze or dismiss").CountAsync());
        var high = visit.Page.Locator(".app-alert--high").Last;
        Assert.Equal(1, await high.GetByRole(AriaRole.Link, new() { Name = "Snooze for" }).CountAsync());
    }

    [BrowserTheory]
    [InlineData("practitioner:", "/my-cases")]
    [InlineData("duty-manager:", "/triage?window=all")]
    [InlineData("analyst:", "/analysis")]
    public async Task Page_OfData_NamesDatesAndPeopleInWords(string persona, string path)
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(persona, path);
        var text = await visit.Page.InnerTextAsync("body");
        Assert.DoesNotMatch(@"\b20\d\d-\d\d-\d\d\b", text);
        Assert.DoesNotMatch(@"\b(practitioner|duty-spo|duty-manager|head-of-pdu):", text);
        Assert.DoesNotMatch(@"\S\.[A-Z][a-z]", text);
    }

    [BrowserFact]
    public async Task MyCases_WithSeveralAlertsOfARule_GivesEachItsOwnName()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Practitioner, "/my-cases");
        var names = await visit.Page.Locator(".app-alert button, .app-alert a").AllTextContentsAsync();
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [BrowserFact]
    public async Task Snooze_OfAnUrgentAlertByItsOwner_SaysWhoMay()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Practitioner, "/my-cases");
        var id = (await visit.Page.Locator(".app-alert--urgent").First.GetAttributeAsync("id"))!["alert-".Length..];
        await visit.Page.GotoAsync($"/alerts/{id}/snooze?from=/my-cases");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Snooze" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Alert).GetByText("only the duty manager of the PDU").WaitForAsync();
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Acknowledge_ByOneClick_IsDoneAndSaid(bool withScript)
    {
        await using var visit = await chromium.OpenAsync(demo, withScript);
        await visit.SignInAsync(Practitioner, "/my-cases");
        var before = await visit.Page.GetByText("Acknowledged ").CountAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge for" }).Last.ClickAsync();
        await visit.Page.GetByText("It stays here until the fact that it waits for is recorded.").WaitForAsync();
        Assert.True(await visit.Page.GetByText("Acknowledged ").CountAsync() > before);
    }

    [BrowserFact]
    public async Task Snooze_ByKeyboardOnly_IsDoneAndUndone()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Practitioner, "/my-cases");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Snooze for" }).Last.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Snooze:" }).WaitForAsync();
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("snooze");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Snooze" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByText("Nobody is told before the time").WaitForAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Undo for" }).Last.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByText("Taken back.").WaitForAsync();
    }

    [BrowserFact]
    public async Task Snooze_UntilLaterThanItMayBe_AsksAgainInWords()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Practitioner, "/my-cases");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Snooze for" }).Last.ClickAsync();
        await visit.Page.Locator("input[name='until']").First.EvaluateAsync("input => input.value = '2031-01-01T09:00:00Z'");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Snooze" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link, new() { Name = "Choose again until when" }).WaitForAsync();
        await visit.AssertAccessibleAsync();
    }

    [BrowserFact]
    public async Task Dismiss_WithoutAReason_SaysWhatIsMissing()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Practitioner, "/my-cases");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Dismiss for" }).Last.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Alert).WaitForAsync();
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("dismiss-refused");
        await visit.Page.GetByLabel("It is known").CheckAsync();
        await visit.Page.GetByLabel("In a few words").FillAsync("<script>document.title = 'run'</script>");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await visit.Page.GetByText("It comes back only if it becomes urgent.").WaitForAsync();
    }
}
