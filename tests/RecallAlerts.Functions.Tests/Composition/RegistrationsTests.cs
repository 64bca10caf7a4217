using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RecallAlerts.Azure.ServiceBus;
using RecallAlerts.Azure.Tables;
using RecallAlerts.Functions.Composition;
using RecallAlerts.Functions.Exporting;

namespace RecallAlerts.Functions.Tests.Composition;

public sealed class RegistrationsTests
{
    private static Type[] FunctionClasses { get; } =
    [
        .. typeof(Registrations).Assembly.GetTypes().Where(t => t.GetMethods().Any(m => m.GetCustomAttribute<FunctionAttribute>() is not null) && !t.IsAbstract),
    ];

    [Fact]
    public async Task Everything_Resolves()
    {
        var services = new ServiceCollection().AddLogging().AddRecallAlerts(FunctionsOptionsTests.Read(FunctionsOptionsTests.Right));
        Assert.Contains(
            new ServiceCollection().AddRecallAlerts(FunctionsOptionsTests.Read(new(FunctionsOptionsTests.Right) { ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "InstrumentationKey=11111111-2222-3333-4444-555555555555" })),
            s => s.ServiceType == typeof(OpenTelemetry.Metrics.MeterProvider));
        await using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        Assert.True(FunctionClasses.Length >= 12);
        Assert.All(FunctionClasses, c => Assert.NotNull(ActivatorUtilities.CreateInstance(provider, c)));
        Assert.Equal(["AbsenceRefresh", "DataProtectionHostedService", "DirectoryRefresh", "TablesReady"], provider.GetServices<IHostedService>().Select(s => s.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Same(provider.GetRequiredService<UseCases>(), provider.GetRequiredService<UseCases>());
        Assert.IsType<ServiceBusDeadLetters>(provider.GetRequiredService<UseCases>().Stores.DeadLetters);
    }

    [Fact]
    public void HostJson_SaysWhatTheCodeCountsOn()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")));
        var extensions = host.RootElement.GetProperty("extensions");
        Assert.Equal("", extensions.GetProperty("http").GetProperty("routePrefix").GetString());
        var durable = extensions.GetProperty("durableTask");
        Assert.Equal(("CurrentOrOlder", "Reject"), (durable.GetProperty("versionMatchStrategy").GetString(), durable.GetProperty("versionFailureStrategy").GetString()));
        Assert.False(durable.GetProperty("extendedSessionsEnabled").GetBoolean());
        Assert.False(durable.GetProperty("tracing").GetProperty("traceInputsAndOutputs").GetBoolean());
        Assert.False(durable.TryGetProperty("overridableExistingInstanceStates", out _));
        Assert.True(MakeExports.Begins + ExportMaker.Longest < TimeSpan.Parse(host.RootElement.GetProperty("functionTimeout").GetString()!));
        Assert.False(extensions.GetProperty("serviceBus").GetProperty("autoCompleteMessages").GetBoolean());
        Assert.False(host.RootElement.TryGetProperty("telemetryMode", out _));
        string[] telling = ["AnchorAllAudit", "AnchorAudit", "MakeExports", "PurgeEndedWatches", "RebuildIndexes", "ReconcileWatches", "VerifyAuditNightly"];
        Assert.All(telling, name => Assert.Equal("Information", host.RootElement.GetProperty("logging").GetProperty("logLevel").GetProperty($"Function.{name}.User").GetString()));
        Assert.Equal("None", host.RootElement.GetProperty("logging").GetProperty("logLevel").GetProperty("Host.Results").GetString());
    }

    [Fact]
    public void Timers_ServiceBusAndActivities_AreThoseThatInfrastructureKnows()
    {
        var methods = FunctionClasses.SelectMany(c => c.GetMethods()).Where(m => m.GetCustomAttribute<FunctionAttribute>() is not null).ToArray();
        var bus = methods.SelectMany(m => m.GetParameters()).Select(p => p.GetCustomAttribute<ServiceBusTriggerAttribute>()).OfType<ServiceBusTriggerAttribute>().ToArray();
        Assert.Equal(["alerts/immediate", "alerts/lists", "alerts/on-call", "case-events"], bus.Select(b => b.QueueName ?? $"{b.TopicName}/{b.SubscriptionName}").Order(StringComparer.Ordinal));
        Assert.All(bus, b => Assert.Equal(("ServiceBusConnection", false), (b.Connection, b.AutoCompleteMessages)));
        var activities = methods.Where(m => m.GetParameters().Any(p => p.GetCustomAttribute<ActivityTriggerAttribute>() is not null));
        Assert.Equal(["ClassifyRecall", "ReviewRelease"], activities.Select(m => m.GetCustomAttribute<FunctionAttribute>()!.Name).Order(StringComparer.Ordinal));
        var timers = methods.Where(m => m.GetParameters().Any(p => p.GetCustomAttribute<TimerTriggerAttribute>() is not null));
        Assert.Equal(["AnchorAllAudit", "AnchorAudit", "AskForDetails", "MakeExports", "PublishOutbox", "PurgeEndedWatches", "RebuildIndexes", "ReconcileWatches", "SendDigests", "VerifyAuditNightly"], timers.Select(m => m.GetCustomAttribute<FunctionAttribute>()!.Name).Order(StringComparer.Ordinal));
    }
}
