using Microsoft.Playwright;
using RecallAlerts.Application.Cases;
using RecallAlerts.Pages.Tests.Analysis;
using RecallAlerts.Pages.Tests.Browsing;

namespace RecallAlerts.Pages.Tests.Widths;

/// <summary>What a window of 320 pixels must not hide, however far a table is scrolled.</summary>
[Collection(PagesCollection.Name)]
public sealed class NarrowWindowTests(Demo demo, Chromium chromium)
{
    private const int Width = 320;

    [BrowserFact]
    public async Task Caption_OfATableThatIsScrolled_StaysInTheWindow()
    {
        await PublishedQuarters.PutAsync(demo);
        await using var visit = await chromium.OpenAsync(demo, width: Width);
        await visit.SignInAsync("analyst:", "/analysis");
        var caption = visit.Page.GetByText("Headline measures beside the inspection's");
        await caption.WaitForAsync();
        await visit.Page.Locator(".app-scroll").First.EvaluateAsync("box => box.scrollLeft = box.scrollWidth");
        Assert.True(await visit.Page.Locator(".app-scroll").First.EvaluateAsync<double>("box => box.scrollLeft") > 100);
        var box = (await caption.BoundingBoxAsync())!;
        Assert.InRange(box.X, 0, Width);
        Assert.InRange(box.X + box.Width, 0, Width);
    }

    [BrowserFact]
    public async Task Held_IsShownWithAllItsNumbers()
    {
        await demo.Services.Held.KeepAsync(new HeldEnvelope("narrow", "e", "{}", Demo.Now.PlusHours(-48), Demo.Now.PlusHours(1)), CancellationToken.None);
        await using var visit = await chromium.OpenAsync(demo, width: Width);
        await visit.SignInAsync("operations:", "/operations");
        foreach (var cell in await visit.Page.GetByRole(AriaRole.Table, new() { Name = "What is held, by age" }).GetByRole(AriaRole.Cell).AllAsync())
        {
            var box = (await cell.BoundingBoxAsync())!;
            Assert.InRange(box.X + box.Width, 0, Width);
        }
    }

    [BrowserFact]
    public async Task SnoozeAndDismiss_StandOnOneLine()
    {
        await using var visit = await chromium.OpenAsync(demo, width: Width);
        await visit.SignInAsync("practitioner:", "/my-cases");
        var (snooze, dismiss) = (await YOfAsync(visit, "Snooze for"), await YOfAsync(visit, "Dismiss for"));
        Assert.Equal(snooze, dismiss);
    }

    [BrowserFact]
    public async Task Coming_SaysWhatWithoutBeingScrolled()
    {
        await using var visit = await chromium.OpenAsync(demo, width: Width);
        await visit.SignInAsync("practitioner:", "/my-cases");
        Assert.True(await visit.Page.Locator(".app-scroll[aria-labelledby=coming]").EvaluateAsync<bool>("box => box.scrollWidth <= box.clientWidth"));
    }

    private static async Task<float> YOfAsync(Visit visit, string name) => (await visit.Page.GetByRole(AriaRole.Link, new() { Name = name }).Last.BoundingBoxAsync())!.Y;
}
