using Microsoft.Playwright;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Pages.Tests.Browsing;

namespace RecallAlerts.Pages.Tests.Operating;

[Collection(PagesCollection.Name)]
public sealed class OperationsTests(Demo demo, Chromium chromium)
{
    private const string Operator = "operations:";
    private static readonly CancellationToken None = CancellationToken.None;
    private static int _messages;
    private static readonly Person Somebody = new(Role.DutySpo, "nowhere-at-all");

    [BrowserFact]
    public async Task Operations_WithMuchThatWaits_IsAccessibleAndNamesNobody()
    {
        await GivenWaitingAsync();
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Operator, "/operations");
        await visit.Page.GetByText("Proven", new() { Exact = true }).WaitForAsync();
        await visit.Page.GetByText("No address is known.").First.WaitForAsync();
        await visit.Page.GetByText("<script>alert(1)</script>").WaitForAsync();
        var text = await visit.Page.Locator("main").InnerTextAsync();
        Assert.DoesNotContain(Somebody.Id, text, StringComparison.Ordinal);
        Assert.DoesNotMatch("[A-Z][0-9]{6}", text);
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("operations");
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TryNow_ByKeyboard_MakesTheMessageDue(bool withScript)
    {
        var id = await GivenWaitingAsync();
        await using var visit = await chromium.OpenAsync(demo, withScript);
        await visit.SignInAsync(Operator, "/operations");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = $"Try again now message {id}" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByText("It is tried again at once.").WaitForAsync();
    }

    [BrowserFact]
    public async Task AskNow_MakesWhatWaitsForDetailsDue()
    {
        await GivenWaitingAsync();
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Operator, "/operations");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Ask for details again now" }).PressAsync("Enter");
        await visit.Page.GetByRole(AriaRole.Status).WaitForAsync();
    }

    [BrowserFact]
    public async Task TryNow_OfNoSuchMessage_ChangesNothing()
    {
        await GivenWaitingAsync();
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Operator, "/operations");
        await visit.Page.EvaluateAsync("document.querySelector('form[action$=\"/try-now\"]').action = '/operations/messages/no-such/try-now'");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Try again now" }).First.ClickAsync();
        await visit.Page.GetByText("nothing has changed").WaitForAsync();
    }

    // The clock of the demo stands, so what is due later stays so; and the sender does not take it before it has failed.
    private async Task<string> GivenWaitingAsync()
    {
        var message = new Message(Demo.Now.PlusHours(1).PlusSeconds(Interlocked.Increment(ref _messages)), Somebody, MessageKind.Weekend, [], [new ReleaseId("X999999-20260601")], null, ["nowhere-at-all"]);
        await demo.Services.Messages.AddWeekendListAsync([message], Demo.Now, None);
        var id = demo.Services.Key.MessageIdOf(message);
        await demo.Services.Messages.RecordAsync([new Tried(new OutboxMessage(id, message, 0), new SendOutcome.Failed("No address is known.", Demo.Now.PlusHours(1)))], Demo.Now, None);
        await demo.Services.Held.KeepAsync(new HeldEnvelope("page", "e", "{}", Demo.Now.PlusHours(-48), Demo.Now.PlusHours(1)), None);
        await demo.Services.Held.KeepAsync(new HeldEnvelope("page-2", "e", "{}", Demo.Now.PlusHours(-24 * 90), null), None);
        await demo.Services.Queries.NoteRefusedAsync([("event", "invalid-crn"), ("event", "<script>alert(1)</script>")], Demo.Now, None);
        return id;
    }
}
