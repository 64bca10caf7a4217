using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using RecallAlerts.Application.Telemetry;

namespace RecallAlerts.Api.Routing;

/// <summary>
/// Span and duration of a request, both under the template of its route: the path and the query name people. It ends when the answer has left, with
/// the status that left, whoever gave it.
/// </summary>
internal static class RequestTelemetry
{
    private const int FirstFailure = 500;

    /// <summary>Begins; ends by itself.</summary>
    public static void Follow(string method, string pattern, HttpContext http, Instruments instruments)
    {
        var began = Stopwatch.GetTimestamp();
        var span = UseCaseSpan.BeginRequest($"{method} {pattern}", ParentOf(http));
        http.Response.OnCompleted(() =>
        {
            var status = http.Response.StatusCode;
            instruments.Requests.Answered(method, pattern, status, Stopwatch.GetElapsedTime(began));
            if (span is not null) End(span, method, pattern, status);
            return Task.CompletedTask;
        });
    }

    // Without its tracestate, which may hold anything.
    private static ActivityContext ParentOf(HttpContext http) =>
        ActivityContext.TryParse(http.Request.Headers.TraceParent, null, isRemote: true, out var parent) ? parent : default;

    private static void End(Activity span, string method, string pattern, int status)
    {
        span.SetTag("http.request.method", method).SetTag("http.route", pattern).SetTag("http.response.status_code", status);
        if (status >= FirstFailure) span.SetStatus(ActivityStatusCode.Error);
        span.Dispose();
    }
}
