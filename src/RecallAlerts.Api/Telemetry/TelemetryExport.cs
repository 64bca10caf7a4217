using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using RecallAlerts.Application.Telemetry;

namespace RecallAlerts.Api.Telemetry;

/// <summary>
/// Exports traces and metrics while the host runs. Built by hand: the package that would do it is not served. Only what this program measures is exported: the framework's
/// own spans hold paths.
/// </summary>
/// <param name="configuration">OpenTelemetry's own settings.</param>
internal sealed class TelemetryExport(IConfiguration configuration) : IHostedService, IDisposable
{
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _traces = Sdk.CreateTracerProviderBuilder().ConfigureServices(Configure).ConfigureResource(TelemetryServices.Describe).AddSource(Instruments.Name).AddOtlpExporter().Build();
        _metrics = Sdk.CreateMeterProviderBuilder().ConfigureServices(Configure).ConfigureResource(TelemetryServices.Describe).AddMeter(Instruments.Name).AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Exports what waits, and ends.</summary>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private void Configure(IServiceCollection services) => services.AddSingleton(configuration);
}
