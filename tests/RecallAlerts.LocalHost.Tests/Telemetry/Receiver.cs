using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RecallAlerts.LocalHost.Tests.Telemetry;

/// <summary>A receiver of OTLP over HTTP that keeps what it gets.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, string? Media, byte[] Body)> _got = new();

    private Receiver(WebApplication app) => _app = app;

    /// <summary>The settings of a program that is to export here.</summary>
    public (string Name, string Value)[] Environment =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", _app.Urls.First()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_METRIC_EXPORT_INTERVAL", "1000"),
        ("OTEL_SERVICE_NAME", "under-test"), ("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", "delta"),
    ];

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.MapPost("/v1/{signal}", (Delegate)((HttpContext http) => receiver.TakeAsync(http)));
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>All bodies of a signal as text: protobuf keeps strings as they are.</summary>
    public string Text(string signal) => string.Concat(_got.Where(g => g.Path == $"/v1/{signal}").Select(g => Encoding.UTF8.GetString(g.Body)));

    public bool AllAreProtobuf => _got.All(g => g.Media == "application/x-protobuf");

    private async Task<IResult> TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        _got.Enqueue((http.Request.Path, http.Request.ContentType, body.ToArray()));
        return Results.Bytes([], "application/x-protobuf");
    }
}
