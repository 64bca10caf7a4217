namespace RecallAlerts.Pages.Tests.Access;

/// <summary>Every route and page with the permission that it is to have, and whether it is of one case.</summary>
internal static class RouteTable
{
    internal sealed record Row(string Route, string Permission, bool IsOfACase = false)
    {
        public string Method => Route.Split(' ')[0];

        public string Pattern => Route.Split(' ')[1];
    }

    public static IReadOnlyList<Row> Api { get; } =
    [
        new("POST /api/releases", "send"), new("POST /api/events", "send"), new("POST /api/imports", "send"),
        new("GET /api/releases/{releaseId}", "see-cases", true), new("GET /api/releases/{releaseId}/explain", "see-cases", true), new("GET /api/alerts", "see-cases"),
        new("POST /api/alerts/{alertId}/acknowledge", "act", true), new("POST /api/alerts/{alertId}/snooze", "act", true), new("POST /api/alerts/{alertId}/dismiss", "act", true),
        new("POST /api/alerts/{alertId}/undo", "act", true), new("POST /api/alerts/{alertId}/reassign", "act", true), new("GET /api/triage", "triage"), new("GET /api/watch", "operate"),
        new("GET /api/audit/verify", "operate"), new("POST /api/people/merge", "operate"), new("POST /api/people/unmerge", "operate"), new("POST /api/people/erase", "operate"),
        new("POST /api/recalls", "send"), new("GET /api/recalls/{recallId}", "see-cases", true), new("POST /api/recalls/{recallId}/reason", "answer-recalls", true),
        new("POST /api/recall-reasons/classify", "classify"), new("GET /health/live", "anyone"), new("GET /health/ready", "anyone"),
        new("GET /api/exports/recall-reasons", "analyse"), new("GET /api/exports/recall-reasons/metadata", "analyse"), new("GET /api/exports/releases", "analyse"),
        new("GET /api/exports/releases/metadata", "analyse"), new("GET /api/reports/headline", "report"),
    ];

    public static IReadOnlyList<Row> Pages { get; } =
    [
        new("GET /", "signed-in"), new("GET /assets/{**file}", "anyone"), new("GET /sign-in", "anyone"), new("POST /sign-in", "anyone"), new("GET /sign-in/callback", "anyone"),
        new("POST /sign-out", "anyone"), new("GET /signed-out", "anyone"), new("GET /my-cases", "see-own-cases"),
        new("POST /alerts/{alertId}/acknowledge", "act", true), new("POST /alerts/{alertId}/undo", "act", true), new("GET /alerts/{alertId}/snooze", "act", true),
        new("POST /alerts/{alertId}/snooze", "act", true), new("GET /alerts/{alertId}/dismiss", "act", true), new("POST /alerts/{alertId}/dismiss", "act", true),
    ];
}
