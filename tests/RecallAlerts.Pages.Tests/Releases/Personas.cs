using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Rules;
using RecallAlerts.Pages.Tests.Browsing;

namespace RecallAlerts.Pages.Tests.Releases;

/// <summary>Visits of whom the demo's cohort names.</summary>
internal static class Personas
{
    /// <summary>Signs in as a persona that the list need not offer.</summary>
    public static async Task SignInAsAsync(this Visit visit, string persona, string to)
    {
        await visit.Page.GotoAsync($"/sign-in?to={Uri.EscapeDataString(to)}");
        var button = visit.Page.Locator("button[name='persona']").First;
        await button.EvaluateAsync("(b, value) => b.value = value", persona);
        await button.ClickAsync();
    }

    /// <summary>Recalls that wait for an answer, with whose case they are and in which PDU.</summary>
    public static async Task<IReadOnlyList<(UnansweredRecall Recall, string WatchId, string? Practitioner, string Pdu)>> RecallsAsync(this Demo demo)
    {
        var found = new List<(UnansweredRecall, string, string?, string)>();
        foreach (var recall in await demo.Services.Recalls.UnansweredAsync(null, null, RecallAlerts.Domain.Access.Viewer.OfAll, CancellationToken.None))
        {
            var record = (await demo.Services.Cases.FindAsync(recall.ReleaseId, CancellationToken.None))!;
            var c = record.History.At(Demo.Now, demo.Services.Setting.Policies.Of, demo.Services.Setting.Calendar);
            found.Add((recall, record.WatchId, c.PractitionerInForce(Demo.Now), c.Release.Pdu));
        }

        return found;
    }
}
