using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace RecallAlerts.Functions.Watching;

/// <summary>
/// Watches one release: looks at it when its next wake falls due or when facts were recorded, until it has ended. The id of the instance is the
/// watchId, so that a release is watched once; inputs, outputs and history hold watchIds and instants only.
/// </summary>
/// <remarks>Instances in flight replay on the code of the next deployment: a change of what is awaited, in which order, needs a new version in host.json.</remarks>
public static class WatchRelease
{
    /// <summary>The event that asks for a look. Its payload is an instant: when to look, at the latest; one in the past means now.</summary>
    public const string FactsRecorded = "FactsRecorded";

    /// <summary>The activity that looks: reviews the release whose watchId it is given and answers a <see cref="WatchAnswer"/>.</summary>
    public const string ReviewRelease = "ReviewRelease";

    /// <summary>The activity that says why the person of a watchId was recalled.</summary>
    public const string ClassifyRecall = "ClassifyRecall";

    /// <summary>Runs until the release has ended, or until the history is to begin anew.</summary>
    [Function(nameof(WatchRelease))]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var watch = new ReleaseWatch(context, context.GetInput<WatchInput>() ?? new WatchInput());
        await watch.RunAsync();
    }
}
