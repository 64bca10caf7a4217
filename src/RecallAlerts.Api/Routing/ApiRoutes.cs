using RecallAlerts.Api.Access;
using RecallAlerts.Api.Handlers;
using RecallAlerts.Application.Intake;

namespace RecallAlerts.Api.Routing;

/// <summary>All routes (api.md).</summary>
public static class ApiRoutes
{
    private const string Json = "application/json";

    /// <summary>Every route, for both hosts.</summary>
    public static IReadOnlyList<ApiRoute> All { get; } =
    [
        new("POST", "/api/releases", Permission.Send, "Registers a release.", SendHandlers.RegisterAsync) { Body = Json },
        new(
            "POST", "/api/events", Permission.Send, "Records one event or an array of up to 1,000: CloudEvents, or HMPPS domain events, bare or as SNS wraps them.",
            SendHandlers.RecordAsync) { Body = Json },
        new("POST", "/api/imports", Permission.Send, "Records a stream of releases and events, a line each.", SendHandlers.ImportAsync) { Body = "application/x-ndjson" },
        new("GET", "/api/releases/{releaseId}", Permission.SeeCases, "A release, its timeline, open alerts, phase and next wake.", CaseHandlers.GetAsync),
        new("GET", "/api/releases/{releaseId}/explain", Permission.SeeCases, "Every rule at an instant: held or not, why, by which facts and policy.", ExplainHandler.GetAsync)
        {
            Parameters = [new("at", "The instant, such as 2026-06-02T09:00:00Z; now without it.")],
        },
        new("GET", "/api/alerts", Permission.SeeCases, "The inbox: own alerts, or those of the own PDU.", AlertHandlers.InboxAsync)
        {
            Parameters =
            [
                new("status", "open, acknowledged, snoozed, dismissed or closed; all but closed without it."), new("severity", "low, medium, high or urgent."),
                new("rule", "The name of a rule."), new("practitionerId", "Alerts of one practitioner."), new("pdu", "Alerts of one PDU."),
                new("continuation", "From the page before."),
            ],
        },
        .. ActReader.Names.Select(act =>
            new ApiRoute("POST", $"/api/alerts/{{alertId}}/{act}", Permission.Act, $"Acts on an alert: {act}.", r => AlertHandlers.ActAsync(r, act)) { Body = Json }),
        new("GET", "/api/triage", Permission.Triage, "Releases of a PDU in the order in which they need somebody, with the terms.", TriageHandler.GetAsync)
        {
            Parameters = [new("pdu", "The PDU; the own without it."), new("continuation", "From the page before.")],
        },
        .. RecallRoutes.All,
        .. ReportRoutes.All,
        .. PeopleRoutes.All,
        new("GET", "/api/watch", Permission.Operate, "The proof of watch.", OperationsHandlers.WatchAsync),
        new("GET", "/api/audit/verify", Permission.Operate, "Verifies the chains of the audit log and their anchors; names what is wrong.", OperationsHandlers.VerifyAuditAsync),
        new("GET", "/health/live", Permission.Anyone, "The process runs.", OperationsHandlers.LiveAsync),
        new("GET", "/health/ready", Permission.Anyone, "The service can do its work.", OperationsHandlers.ReadyAsync),
    ];
}
