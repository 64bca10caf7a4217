using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;

namespace RecallAlerts.Api.Telemetry;

/// <summary>Exports traces, metrics and logs over OTLP, the same for both hosts.</summary>
public static class TelemetryServices
{
    private const string Ours = "RecallAlerts";

    private static readonly string[] Endpoints =
        ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"];

    /// <summary>
    /// Adds the export where the configuration names an endpoint for it (OTEL_EXPORTER_OTLP_ENDPOINT); without one, adds nothing. Of logs it takes what this program
    /// writes from Information on, and of others from Warning on their templates. What waits is exported when the host stops.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configuration">Where OpenTelemetry's own settings are read from (OTEL_...).</param>
    public static IServiceCollection AddRecallAlertsTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (!Endpoints.Any(name => !string.IsNullOrEmpty(configuration[name]))) return services;
        services.AddHostedService(_ => new TelemetryExport(configuration));
        services.AddLogging(logging => logging.AddOpenTelemetry());
        services.ConfigureOpenTelemetryLoggerProvider(logs => logs.ConfigureResource(Describe).AddProcessor(new LogsWithoutContent(Ours)).AddOtlpExporter());
        return services.PostConfigure<LoggerFilterOptions>(Filter);
    }

    /// <summary>Says of which program all of it is.</summary>
    internal static void Describe(ResourceBuilder resource) =>
        resource.AddService("recall-alerts", serviceVersion: typeof(TelemetryServices).Assembly.GetName().Version?.ToString(3)).AddEnvironmentVariableDetector();

    private static void Filter(LoggerFilterOptions options)
    {
        var provider = typeof(OpenTelemetryLoggerProvider).FullName;
        options.Rules.Add(new LoggerFilterRule(provider, null, LogLevel.Warning, null));
        options.Rules.Add(new LoggerFilterRule(provider, Ours, LogLevel.Information, null));
    }
}
