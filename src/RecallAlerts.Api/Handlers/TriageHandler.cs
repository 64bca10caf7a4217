using System.Globalization;
using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Audit;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Handlers;

/// <summary>Releases of a PDU in the order in which they need somebody.</summary>
internal static class TriageHandler
{
    public static async Task<IResult> GetAsync(ApiRequest request)
    {
        var pdu = request.Query("pdu") ?? request.Caller.Pdu;
        if (pdu is null) return Problems.Of(new Problem(ProblemType.MissingField, "pdu", "is required"));
        if (!request.Caller.Manages(pdu)) return Problems.NotFound();
        var skip = 0;
        if (!Shown.TryRead(request.Query("continuation"), out var from) || (from is not null && !int.TryParse(from, NumberStyles.None, null, out skip)))
            return Problems.Of(Shown.WrongContinuation);
        var (services, triage) = (request.Services, new TriageOrder(request.Services, request.Caller));
        var order = await triage.ReadAsync(pdu, request.Cancellation);
        var page = await services.Queries.TriageAsync([.. order.Skip(skip).Take(TriageOrder.Page).Select(r => r.Candidate.ReleaseId)], triage.Viewer, request.Cancellation);
        return new Noted.Releases(Results.Ok(new
        {
            pdu, at = services.Now.ToString(),
            releases = page.Select((c, i) => Show(c, triage.Weigh(c), skip + i + 1)),
            count = order.Count, limitedCases = await services.Queries.CountLimitedAsync(pdu, triage.Viewer, request.Cancellation),
            continuation = Shown.Continuation(skip + TriageOrder.Page < order.Count, (skip + TriageOrder.Page).ToString()),
        }), [.. page.Select(c => c.WatchId)]);
    }

    private static object Show(TriageCase c, TriagedRelease t, int rank) => new
    {
        rank,
        releaseId = c.Release.ReleaseId.Value,
        watchId = c.WatchId,
        day = t.Day,
        rosh = NameOf<Rosh>.Text(c.Release.Rosh),
        mappaLevel = c.Release.MappaLevel,
        childProtection = c.Release.ChildProtection,
        worst = t.Worst,
        total = t.Total,
        windowFactor = t.WindowFactor,
        terms = t.Terms.Select(term => new
        {
            alertId = term.Alert.Id?.Value,
            rule = NameOf<RuleId>.Text(term.Alert.Rule),
            severity = NameOf<Severity>.Text(term.Alert.Severity),
            status = NameOf<AlertStatus>.Text(term.Alert.Status),
            severityPoints = term.SeverityPoints,
            roshFactor = term.RoshFactor,
            snoozedFactor = term.SnoozedFactor,
            points = term.Points,
            countsForWorst = term.CountsForWorst,
        }),
    };
}
