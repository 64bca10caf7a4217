using RecallAlerts.Api.Access;

namespace RecallAlerts.Api.Pages.Parts;

/// <summary>A page in the navigation.</summary>
/// <param name="Text">What it is called.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Permission">Who sees it.</param>
internal sealed record NavigationItem(string Text, string Path, Permission Permission);

/// <summary>The pages that somebody may open, the one that they need most first.</summary>
internal static class Navigation
{
    private static readonly NavigationItem[] All =
    [
        new("My cases", "/my-cases", Permission.SeeOwnCases),
        new("Triage", "/triage", Permission.Triage),
        new("Recalls", "/recalls", Permission.AnswerRecalls),
        new("Analysis", "/analysis", Permission.Report),
        new("Exports", "/analysis/exports", Permission.Analyse),
        new("Operations", "/operations", Permission.Operate),
        new("Policy", "/operations/policy", Permission.Operate),
    ];

    public static IReadOnlyList<NavigationItem> For(Caller caller) => [.. All.Where(item => item.Permission.IsGranted(caller))];
}
