using Microsoft.Playwright;
using RecallAlerts.Pages.Tests.Browsing;

namespace RecallAlerts.Pages.Tests.Operating;

/// <summary>Events that the queue put aside, on the page Operations.</summary>
[Collection(PagesCollection.Name)]
public sealed class DeadLetterTests(Demo demo, Chromium chromium) : IDisposable
{
    private const string Operator = "operations:";

    public void Dispose() => demo.PutAside.Set();

    [BrowserFact]
    public async Task PutAside_ByReason_IsAccessibleAndFits()
    {
        demo.PutAside.Set(("unknown-code", 312), ("failed-at-every-delivery", 41), ("instant-without-offset", 1));
        demo.PutAside.IsMore = true;
        await using var visit = await OpenAsync();
        await visit.Page.GetByText("354 events were put aside, or more").WaitForAsync();
        await visit.Page.GetByRole(AriaRole.Row, new() { Name = "Unknown code 312" }).WaitForAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Try these again for: We failed at every delivery" }).WaitForAsync();
        await visit.Page.GetByText("they stand below").Or(visit.Page.GetByText("Nothing was refused.")).First.WaitForAsync();
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("operations-put-aside");
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TryAgain_ByKeyboard_SendsBackThatReason(bool withScript)
    {
        demo.PutAside.Set(("unknown-code", 12), ("invalid-crn", 3));
        await using var visit = await OpenAsync(withScript);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Try these again for: Unknown code" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByText("12 events were sent back to be tried again.").WaitForAsync();
        await visit.Page.GetByText("3 events were put aside.").WaitForAsync();
        Assert.Equal(["unknown-code"], demo.PutAside.Asked.Select(r => r?.Name));
        Assert.Equal(0, await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Try all of them again" }).CountAsync());
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("operations-sent-back");
    }

    [BrowserFact]
    public async Task TryAll_SendsBackWhateverTheReason()
    {
        demo.PutAside.Set(("unknown-code", 150), ("invalid-crn", 1));
        await using var visit = await OpenAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Try all of them again" }).PressAsync("Enter");
        await visit.Page.GetByText("100 events were sent back to be tried again.").WaitForAsync();
        await visit.Page.GetByText("51 events were put aside.").WaitForAsync();
        Assert.Equal([null], demo.PutAside.Asked);
    }

    [BrowserFact]
    public async Task Nothing_SaysThatEverythingWasTaken()
    {
        demo.PutAside.Set();
        await using var visit = await OpenAsync();
        await visit.Page.GetByText("Nothing is put aside: every event that came by the queue was taken.").WaitForAsync();
        Assert.Equal(0, await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Try" }).Filter(new() { HasText = "these" }).CountAsync());
        await visit.AssertAccessibleAsync();
    }

    [BrowserFact]
    public async Task ServiceBus_ThatFails_LeavesThePageAndSaysSo()
    {
        demo.PutAside.Set(("unknown-code", 12));
        await using var visit = await OpenAsync();
        demo.PutAside.Failure = "Service Bus took too long.";
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Try these again" }).PressAsync("Enter");
        await visit.Page.GetByRole(AriaRole.Status, new() { Name = "Not done" }).GetByText("Nothing was sent back").WaitForAsync();
        await visit.Page.GetByText("cannot be counted now. Service Bus took too long.").WaitForAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Proof of watch" }).WaitForAsync();
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("operations-not-sent-back");
    }

    [BrowserTheory]
    [InlineData("no-such-reason")]
    [InlineData("")]
    public async Task Reason_ThatIsNone_SendsNothing(string reason)
    {
        demo.PutAside.Set(("unknown-code", 12));
        await using var visit = await OpenAsync();
        await visit.Page.EvaluateAsync("reason => document.querySelector('form[action$=\"/try-again\"] input[name=reason]').value = reason", reason);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Try these again" }).ClickAsync();
        await visit.Page.GetByText("nothing has changed").WaitForAsync();
        Assert.Empty(demo.PutAside.Asked);
    }

    private async Task<Visit> OpenAsync(bool withScript = true)
    {
        var visit = await chromium.OpenAsync(demo, withScript);
        await visit.SignInAsync(Operator, "/operations");
        return visit;
    }
}
