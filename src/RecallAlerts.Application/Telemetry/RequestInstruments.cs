using System.Diagnostics.Metrics;

namespace RecallAlerts.Application.Telemetry;

/// <summary>Requests, under the names of OpenTelemetry's conventions for HTTP servers.</summary>
public sealed class RequestInstruments
{
    private static readonly InstrumentAdvice<double> Answering = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60] };

    private readonly Histogram<double> _duration;

    internal RequestInstruments(Meter meter) => _duration = meter.CreateHistogram(
        "http.server.request.duration", "s", "Requests to a route, until the answer has left, by template, method and status. Alarm: server-errors.", null, Answering);

    /// <summary>A request was answered.</summary>
    /// <param name="method">The method of the route.</param>
    /// <param name="route">The template of the path, never the path: that names people.</param>
    /// <param name="status">The status.</param>
    /// <param name="took">How long it took.</param>
    public void Answered(string method, string route, int status, TimeSpan took) => _duration.Record(
        took.TotalSeconds, new("http.request.method", method), new("http.route", route), new KeyValuePair<string, object?>("http.response.status_code", status));
}
