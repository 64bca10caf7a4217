using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Routing;
using RecallAlerts.Api.Words;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Reports;

namespace RecallAlerts.Api.Handlers;

/// <summary>The headline report: the same published figures for everybody who may see it.</summary>
internal static class ReportHandler
{
    public static async Task<IResult> GetAsync(ApiRequest request)
    {
        if (request.Query("quarter") is not { } text) return Problems.Of(new Problem(ProblemType.MissingField, "quarter", "is required"));
        if (!Quarter.TryParse(text, out var quarter)) return Problems.Of(new Problem(ProblemType.InvalidField, "quarter", "must be a whole quarter such as 2026-Q2"));
        var report = await request.Services.Reports.GetAsync(quarter, request.Query("region"), request.Services.Now, request.Cancellation);
        return report.IsKnown ? Results.Ok(ReportWords.Of(report)) : Problems.NotFound();
    }
}
