using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Azure;

namespace RecallAlerts.Functions.Composition;

/// <summary>Figures for the alarms of infra/. Traces and logs are the host's: those of the frameworks here hold paths, which name people.</summary>
public static class TelemetryRegistration
{
    /// <summary>Sends our figures, and no other, as the identity of the app.</summary>
    public static IServiceCollection AddApplicationInsightsMetrics(this IServiceCollection services, FunctionsOptions options)
    {
        if (options.ApplicationInsights is not { } target) return services;
        TokenCredential credential = Credentials.Of(options.ClientId);
        services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter(Instruments.Name).AddAzureMonitorMetricExporter(exporter =>
        {
            exporter.ConnectionString = target;
            exporter.Credential = credential;
        }));
        return services;
    }
}
