using Microsoft.Playwright;
using RecallAlerts.Pages.Tests.Browsing;

namespace RecallAlerts.Pages.Tests.Operating;

[Collection(PagesCollection.Name)]
public sealed class PolicyTests(Demo demo, Chromium chromium)
{
    private const string Operator = "operations:";

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhatIf_OfAStricterPolicy_IsShownSideBySide(bool withScript)
    {
        await using var visit = await chromium.OpenAsync(demo, withScript);
        await visit.SignInAsync(Operator, "/operations/policy");
        await visit.Page.GetByText("Nothing, in no region.").WaitForAsync();
        if (withScript) await visit.AssertAccessibleAsync();
        if (withScript) await visit.ShootAsync("policy");
        await FillAsync(visit, """{ "version": "stricter-contact", "rules": { "noContact": { "earlyIntervalDays": 5 } } }""", "2026-06-01", "2026-06-30");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).PressAsync("Enter");
        await visit.Page.GetByRole(AriaRole.Table, new() { Name = "Two policies side by side" }).WaitForAsync(new() { Timeout = 90_000 });
        await visit.Page.GetByText("Median lead time in hours").WaitForAsync();
        if (withScript) await visit.AssertAccessibleAsync();
        if (withScript) await visit.ShootAsync("policy-tried");
    }

    [BrowserFact]
    public async Task WhatIf_OfAWrongPolicy_SaysWhichFieldAndWhy()
    {
        await using var visit = await chromium.OpenAsync(demo);
        await visit.SignInAsync(Operator, "/operations/policy");
        await FillAsync(visit, """{ "rules": { "noContact": { "graceDays": -1, "<script>": 1 } } }""", "2026-06-30", "2026-06-01");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        var alert = visit.Page.GetByRole(AriaRole.Alert);
        await alert.GetByText("rules.noContact.graceDays: must be a whole number from 0 to 1000").WaitForAsync();
        await alert.GetByText("rules.noContact.<script>: is not a name of the policy").WaitForAsync();
        await alert.GetByText("The last date must not be before the first").WaitForAsync();
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("policy-refused");
    }

    private static async Task FillAsync(Visit visit, string policy, string from, string to)
    {
        await visit.Page.GetByLabel("Policy to try").FillAsync(policy);
        await visit.Page.GetByLabel("First date of release").FillAsync(from);
        await visit.Page.GetByLabel("Last date of release").FillAsync(to);
    }
}
