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
        new("GET /api/exports/releases/metadata", "analyse"), new("GET /api/exports/jobs/{jobId}", "analyse"), new("GET /api/exports/jobs/{jobId}/file", "analyse"),
        new("POST /api/exports/jobs/{jobId}/cancel", "analyse"), new("GET /api/reports/headline", "report"),
    ];

    public static IReadOnlyList<Row> Pages { get; } =
    [
        new("GET /", "signed-in"), new("GET /assets/{**file}", "anyone"), new("GET /sign-in", "anyone"), new("POST /sign-in", "anyone"), new("GET /sign-in/callback", "anyone"),
        new("POST /sign-out", "anyone"), new("GET /signed-out", "anyone"), new("GET /my-cases", "see-own-cases"),
        new("GET /alerts/{alertId}/acknowledge", "act", true), new("POST /alerts/{alertId}/acknowledge", "act", true), new("POST /alerts/{alertId}/undo", "act", true), new("GET /alerts/{alertId}/snooze", "act", true),
        new("POST /alerts/{alertId}/snooze", "act", true), new("GET /alerts/{alertId}/dismiss", "act", true), new("POST /alerts/{alertId}/dismiss", "act", true),
        new("GET /triage", "triage"), new("POST /triage/acknowledge", "triage"), new("GET /alerts/{alertId}/reassign", "triage", true), new("POST /alerts/{alertId}/reassign", "triage", true),
        new("GET /triage/absences", "triage"), new("POST /triage/absences", "triage"), new("POST /triage/absences/{absenceId}/end", "triage"),
        new("GET /releases/{watchId}", "see-cases", true), new("GET /releases/{watchId}/explain", "see-cases", true), new("GET /releases/{watchId}/looked", "see-cases", true),
        new("GET /recalls", "answer-recalls"), new("GET /recalls/{recallId}", "see-cases", true), new("POST /recalls/{recallId}/reason", "answer-recalls", true),
        new("GET /analysis", "report"), new("GET /analysis/charts/{file}", "report"), new("GET /analysis/exports", "analyse"), new("POST /analysis/exports", "analyse"),
        new("GET /analysis/exports/columns/{table}", "analyse"), new("GET /analysis/exports/{jobId}", "analyse"), new("GET /analysis/exports/{jobId}/file", "analyse"),
        new("POST /analysis/exports/{jobId}/cancel", "analyse"), new("GET /operations", "operate"), new("POST /operations/messages/{messageId}/try-now", "operate"),
        new("POST /operations/held/ask-now", "operate"), new("POST /operations/dead-letters/try-again", "operate"), new("GET /operations/policy", "operate"), new("POST /operations/policy", "operate"),
    ];
}
