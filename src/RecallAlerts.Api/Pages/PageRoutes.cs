using RecallAlerts.Api.Access;
using RecallAlerts.Api.Pages.Assets;
using RecallAlerts.Api.Pages.MyCases;
using RecallAlerts.Api.Pages.SignIn;

namespace RecallAlerts.Api.Pages;

/// <summary>All pages and forms.</summary>
public static class PageRoutes
{
    /// <summary>Every page and form, for both hosts.</summary>
    public static IReadOnlyList<PageRoute> All { get; } =
    [
        new("GET", "/", Permission.SignedIn, "the first page", StartPage.GetAsync) { ShowsNobody = true },
        new("GET", "/assets/{**file}", Permission.Anyone, "styles and pictures", AssetFiles.GetAsync) { ShowsNobody = true, IsFile = true },
        .. SignInPages.Routes,
        .. MyCasesPages.Routes,
        .. Acts.ActPages.Routes,
        .. Triaging.TriagePages.Routes,
        .. Acts.ReassignPages.Routes,
        .. Absences.AbsencePages.Routes,
        .. Releases.ReleasePages.Routes,
        .. Recalls.RecallPages.Routes,
        .. Analysis.AnalysisPages.Routes,
        .. Exporting.ExportPages.Routes,
        .. Operating.OperationsPages.Routes,
        .. Operating.PolicyPages.Routes,
    ];
}
