using Microsoft.Playwright;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Pages.Tests.Browsing;

namespace RecallAlerts.Pages.Tests.Absences;

[Collection(PagesCollection.Name)]
public sealed class AbsencesTests(Demo demo, Chromium chromium)
{
    private const string Path = "/triage/absences";

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Absence_EnteredByKeyboard_IsInForceAtOnceUntilItIsEnded(bool withScript)
    {
        await using var visit = await chromium.OpenAsync(demo, withScript);
        await visit.SignInAsync("duty-manager:", Path);
        var person = await EnterAsync(visit.Page, await visit.Page.Locator("#person option").Nth(1).GetAttributeAsync("value"), "16", "20");
        await visit.Page.GetByText("Entered. From its first day on").WaitForAsync();
        var cover = demo.Services.Directory.CoverOf(person, Demo.Now);
        Assert.Equal((Role.DutySpo, true), (cover.Role, demo.Services.Directory.CoveredBy(cover, Demo.Now).Contains(person)));
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("absences");
        await visit.Page.GotoAsync("/triage#off");
        await visit.Page.GetByText($"{person.Id} until 20 July 2026, duty manager covers").WaitForAsync();
        await visit.Page.GotoAsync(Path);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = $"End now the absence of {person.Id}" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByText("Ended. They get what is meant for them again.").WaitForAsync();
        Assert.Equal(person, demo.Services.Directory.CoverOf(person, Demo.Now));
    }

    [BrowserFact]
    public async Task Absence_WithMistakes_SaysEachAndKeepsWhatWasEnteredAsText()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync("duty-manager:", Path);
        await visit.Page.Locator("#from").FillAsync("\"<i>");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Enter the absence" }).ClickAsync();
        foreach (var text in (string[])["Choose who is off", "The first day off must be a real date", "Enter the last day off", "Choose who covers"])
            await visit.Page.GetByRole(AriaRole.Alert).GetByText(text).WaitForAsync();
        Assert.Equal("\"<i>", await visit.Page.Locator("#from").InputValueAsync());
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("absences-refused");
    }

    [BrowserFact]
    public async Task Absence_OfSomebodyWhoIsOffThenAlready_IsRefused()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync("duty-manager:", Path);
        var second = await visit.Page.Locator("#person option").Nth(2).GetAttributeAsync("value");
        await EnterAsync(visit.Page, second, "18", "20");
        await visit.Page.GetByText("Entered. From its first day on").WaitForAsync();
        await EnterAsync(visit.Page, second, "20", "22");
        await visit.Page.GetByRole(AriaRole.Alert).GetByText("They are entered as off in that time already").WaitForAsync();
        await visit.Page.GotoAsync(Path);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel the absence of" }).ClickAsync();
        await visit.Page.GetByText("Ended. They get what is meant for them again.").WaitForAsync();
    }

    // July 2026, covered by the duty manager, who is the last who can be chosen as off.
    private static async Task<Person> EnterAsync(IPage page, string? value, string from, string until)
    {
        await page.Locator("#person").SelectOptionAsync(value!);
        foreach (var (name, day) in new[] { ("from", from), ("until", until) })
        {
            await page.Locator($"#{name}").FocusAsync();
            foreach (var part in (string[])[day, "7", "2026"])
            {
                await page.Keyboard.PressAsync("Control+A");
                await page.Keyboard.TypeAsync(part);
                await page.Keyboard.PressAsync("Tab");
            }
        }

        await page.Locator("#cover").SelectOptionAsync((await page.Locator("#cover option[value^='duty-spo:']").First.GetAttributeAsync("value"))!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Enter the absence" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        return Person.TryParse(value, out var person) ? person : throw new FormatException(value);
    }
}
