using Microsoft.Playwright;
using RecallAlerts.Pages.Tests.Browsing;

namespace RecallAlerts.Pages.Tests.MyCases;

[Collection(PagesCollection.Name)]
public sealed class AcknowledgeWithANoteTests(Demo demo, Chromium chromium)
{
    private const string Practitioner = "practitioner:";
    private const string Script = "<script>document.title = 'run'</script>";

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Note_ByKeyboard_IsShownOnTheReleaseAsText(bool withScript)
    {
        await using var visit = await OpenAsync(withScript);
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("acknowledge");
        await visit.Page.GetByLabel("Note (optional)").FillAsync(Script + withScript);
        var crn = await visit.Page.Locator("h1 .govuk-caption-l").InnerTextAsync();
        await SendByKeyboardAsync(visit);
        await visit.Page.Locator(".app-case__head a", new() { HasText = crn }).ClickAsync();
        await visit.Page.GetByText($": {Script}{withScript}").WaitForAsync();
    }

    [BrowserFact]
    public async Task Note_ThatIsEmpty_IsTaken()
    {
        await using var visit = await OpenAsync(withScript: true);
        await SendByKeyboardAsync(visit);
    }

    [BrowserFact]
    public async Task Note_ThatIsTooLong_IsAskedForAgainAndKept()
    {
        await using var visit = await OpenAsync(withScript: true);
        await visit.Page.GetByLabel("Note (optional)").FillAsync(new string('a', 2_001));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link, new() { Name = "Use 2000 characters or fewer" }).WaitForAsync();
        Assert.Equal(2_001, (await visit.Page.GetByLabel("Note (optional)").InputValueAsync()).Length);
        await visit.AssertAccessibleAsync();
        await visit.Page.GetByLabel("Note (optional)").FillAsync(new string('a', 2_000));
        await SendByKeyboardAsync(visit);
    }

    private async Task<Visit> OpenAsync(bool withScript)
    {
        var visit = await chromium.OpenAsync(demo, withScript);
        await visit.SignInAsync(Practitioner, "/my-cases");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Acknowledge with a note for" }).Last.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Acknowledge:" }).WaitForAsync();
        return visit;
    }

    private static async Task SendByKeyboardAsync(Visit visit)
    {
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByText("It stays here until the fact that it waits for is recorded.").WaitForAsync();
    }
}
