using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RecallAlerts.Api.Telemetry;
using RecallAlerts.Functions.Composition;

namespace RecallAlerts.Functions;

/// <summary>The app. It does not start where a setting is wrong: each is named, and none is repeated.</summary>
public static class Program
{
    /// <summary>Runs until the host stops it.</summary>
    public static void Main(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();

        // Below warnings the frameworks log paths, which name people.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning).AddFilter("Azure", LogLevel.Warning);
        builder.Services.AddRecallAlertsTelemetry(builder.Configuration);
        builder.Services.AddRecallAlerts(FunctionsOptionsReader.Read(builder.Configuration));
        builder.Build().Run();
    }
}
