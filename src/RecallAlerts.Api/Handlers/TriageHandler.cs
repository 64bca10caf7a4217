using System.Globalization;
using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Policies;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Handlers;

/// <summary>Releases of a PDU in the order in which they need somebody.</summary>
internal static class TriageHandler
{
    private const int Page = 50;

    public static async Task<IResult> GetAsync(ApiRequest request)
    {
        var pdu = request.Query("pdu") ?? request.Caller.Pdu;
        if (pdu is null) return Problems.Of(new Problem(ProblemType.MissingField, "pdu", "is required"));
        if (!request.Caller.Manages(pdu)) return Problems.NotFound();
        var skip = 0;
        if (!Shown.TryRead(request.Query("continuation"), out var from) || (from is not null && !int.TryParse(from, NumberStyles.None, null, out skip)))
            return Problems.Of(Shown.WrongContinuation);
        var cases = await request.Services.Queries.TriageAsync(pdu, request.Cancellation);
        var ordered = Order(cases, LondonTime.Date(request.Services.Now), request.Services.Policies.General);
        var page = ordered.Skip(skip).Take(Page).Select((x, i) => Show(x.Case, x.Triaged, skip + i + 1)).ToArray();
        return Results.Ok(new
        {
            pdu, at = request.Services.Now.ToString(), releases = page, count = ordered.Count,
            continuation = Shown.Continuation(skip + page.Length < ordered.Count, (skip + page.Length).ToString()),
        });
    }

    private static List<(TriageCase Case, TriagedRelease Triaged)> Order(IReadOnlyList<TriageCase> cases, DateOnly today, Policy policy)
    {
        var weighed = new List<(TriageCase Case, TriagedRelease Triaged)>(cases.Count);
        foreach (var c in cases)
            weighed.Add((c, Triage.Weigh(c.Release.ReleaseId, LondonTime.Date(c.Release.ReleasedAt), c.Release.Rosh, c.Alerts, today, policy)));
        weighed.Sort(static (a, b) => Triage.Order(a.Triaged, b.Triaged));
        return weighed;
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
            alertId = term.Alert.Id.Value,
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
