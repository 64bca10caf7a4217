using Microsoft.Azure.Functions.Worker.Extensions.DurableTask;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace RecallAlerts.Functions.Tests.Watching.Durable;

/// <summary>The worker's services as the extension itself sets them up: its context, its activities, its JSON.</summary>
internal static class FunctionsWorker
{
    private static readonly ServiceProvider Services = Configured();

    /// <summary>Makes the real orchestration context and activity shims.</summary>
    public static DurableTaskShimFactory Shims { get; } = Services.GetRequiredService<DurableTaskShimFactory>();

    /// <summary>The conversion of inputs, outputs and events.</summary>
    public static DataConverter Converter { get; } = Services.GetRequiredService<IOptions<DurableTaskWorkerOptions>>().Value.DataConverter;

    private static ServiceProvider Configured()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        new DurableTaskExtensionStartup().Configure(services.AddFunctionsWorkerCore());
        return services.BuildServiceProvider();
    }
}
