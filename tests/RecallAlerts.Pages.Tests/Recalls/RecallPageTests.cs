using Microsoft.Playwright;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Pages.Tests.Browsing;
using RecallAlerts.Pages.Tests.Releases;

namespace RecallAlerts.Pages.Tests.Recalls;

[Collection(PagesCollection.Name)]
public sealed class RecallPageTests(Demo demo, Chromium chromium)
{
    private const string Script = "<script>document.title = 'run'</script>";

    [BrowserFact]
    public async Task List_OfAPdu_IsAccessibleAndLeadsToARecall()
    {
        var pdu = (await demo.RecallsAsync()).CountBy(r => r.Pdu).MaxBy(x => x.Value).Key;
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsAsync($"duty-manager:{pdu}", "/recalls");
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Recalls" }).WaitForAsync();
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("recalls");
        await visit.Page.Locator("td a").First.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Why, by the evidence" }).WaitForAsync();
    }

    [BrowserFact]
    public async Task List_OfNobody_SaysThatNoneWaits()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsAsync("practitioner:nobody@nowhere", "/recalls");
        await visit.Page.GetByText("No recall of a case that you hold waits for an answer.").WaitForAsync();
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("recalls-none");
    }

    [BrowserFact]
    public async Task Recall_ShowsEvidenceInTheNarrative_AndIsAccessible()
    {
        var (recall, pdu) = await WithNarrativeAsync();
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsAsync($"duty-manager:{pdu}", PathOf(recall));
        Assert.NotEqual(0, await visit.Page.Locator("mark.app-evidence").CountAsync());
        var all = (await demo.Services.Recalls.FindAsync(recall.RecallId, CancellationToken.None)).Single(r => r.ReleaseId == recall.ReleaseId);
        var text = await visit.Page.Locator("blockquote").EvaluateAsync<string>("b => { const c = b.cloneNode(true); c.querySelectorAll('span').forEach(s => s.remove()); return c.textContent; }");
        Assert.Equal(Letters(all.Narrative!), Letters(text));
        await visit.Page.GetByText("Choose the reason and say why, even if you agree").WaitForAsync();
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("recall");
    }

    [BrowserFact]
    public async Task LookBack_WithAlerts_SaysWhatItsWordsMean()
    {
        foreach (var (recall, _, _, pdu) in await demo.RecallsAsync())
        {
            if ((await demo.Services.Recalls.FindAsync(recall.RecallId, CancellationToken.None))[0].Record.LookBack.Alerts.Count == 0) continue;
            await using var visit = await chromium.OpenAsync(demo);
            await visit.SignInAsAsync($"duty-manager:{pdu}", PathOf(recall));
            await visit.Page.GetByText("Nobody acted: at the recall it was open").WaitForAsync();
            return;
        }

        Assert.Fail("The demo has no recall with alerts before it.");
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answer_ByKeyboard_IsKeptBesideTheClassifiers_AndTheNarrativeIsDeleted(bool withScript)
    {
        var (recall, pdu) = await WithNarrativeAsync();
        await using var visit = await chromium.OpenAsync(demo, withScript);
        await visit.SignInAsAsync($"duty-manager:{pdu}", PathOf(recall));
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Keep this answer" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByRole(AriaRole.Alert).WaitForAsync();
        if (withScript) await visit.AssertAccessibleAsync();
        if (withScript) await visit.ShootAsync("recall-refused");
        await visit.Page.Locator("input[name='primary'][value='continuity_failure']").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Space");
        await visit.Page.GetByLabel("In a few words: why").FillAsync(Script);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Keep this answer" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByText("The narrative has served and is deleted.").WaitForAsync();
        Assert.True(await visit.Page.GetByText(Script).IsVisibleAsync());
        Assert.True(await visit.Page.GetByText("It was deleted when a person answered").IsVisibleAsync());
        if (withScript) await visit.AssertAccessibleAsync();
        if (withScript) await visit.ShootAsync("recall-answered");
        var kept = (await demo.Services.Recalls.FindAsync(recall.RecallId, CancellationToken.None)).Single(r => r.ReleaseId == recall.ReleaseId);
        Assert.Null(kept.Narrative);
        Assert.Equal(2, kept.Record.Answers.Count);
        Assert.DoesNotContain(await demo.RecallsAsync(), r => r.Recall.RecallId == recall.RecallId);
    }

    [BrowserFact]
    public async Task Recall_OfAnother_IsNotThere()
    {
        var recall = (await demo.RecallsAsync())[0].Recall;
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsAsync("duty-manager:nowhere", PathOf(recall));
        Assert.True(await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Page not found" }).IsVisibleAsync());
        visit.Expect("status of 404");
    }

    private async Task<(UnansweredRecall Recall, string Pdu)> WithNarrativeAsync()
    {
        foreach (var (recall, _, _, pdu) in await demo.RecallsAsync())
        {
            if ((await demo.Services.Recalls.FindAsync(recall.RecallId, CancellationToken.None)).Any(r => r.Narrative is not null && r.Record.Machine.Evidence.Count > 1)) return (recall, pdu);
        }

        throw new InvalidOperationException("The demo has no recall with a narrative left.");
    }

    private static string PathOf(UnansweredRecall recall) => $"/recalls/{Uri.EscapeDataString(recall.RecallId)}";

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
