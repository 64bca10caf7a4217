using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace RecallAlerts.Functions.Tests.Watching.Durable;

/// <summary>The client that production code is given, over a virtual host.</summary>
public sealed class VirtualDurableClient(VirtualDurable durable) : DurableTaskClient("virtual")
{
    /// <inheritdoc />
    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default) =>
        durable.ScheduleAsync(orchestratorName.Name, input, options?.InstanceId ?? $"{durable.Instances.Count + 1:x32}");

    /// <inheritdoc />
    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        durable.RaiseEventAsync(instanceId, eventName, eventPayload);

    /// <inheritdoc />
    public override Task TerminateInstanceAsync(string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        durable.TerminateAsync(instanceId, options?.Output);

    /// <inheritdoc />
    public override Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Task.FromResult(durable.Instances.TryGetValue(instanceId, out var instance) ? Metadata(instance, getInputsAndOutputs) : null);

    /// <inheritdoc />
    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        Pageable.Create<OrchestrationMetadata>((from, size, _) => Task.FromResult(PageOf(filter ?? new OrchestrationQuery(), from, size)));

    /// <inheritdoc />
    public override Task<PurgeResult> PurgeInstanceAsync(string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default) =>
        Task.FromResult(new PurgeResult(durable.Purge(instanceId) ? 1 : 0, isComplete: true));

    /// <inheritdoc />
    public override Task<PurgeResult> PurgeAllInstancesAsync(PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        var found = Found(new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, filter.Statuses)).ToArray();
        return Task.FromResult(new PurgeResult(found.Count(i => durable.Purge(i.Id)), isComplete: true));
    }

    /// <inheritdoc />
    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw new NotSupportedException("Virtual time does not run while somebody waits.");

    /// <inheritdoc />
    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw new NotSupportedException("Virtual time does not run while somebody waits.");

    /// <inheritdoc />
    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <inheritdoc />
    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Without being asked for, inputs and outputs are null, as from the real client.
    private static OrchestrationMetadata Metadata(VirtualInstance i, bool withData) => new(i.Name, i.Id)
    {
        CreatedAt = i.CreatedAt,
        LastUpdatedAt = i.UpdatedAt,
        RuntimeStatus = Enum.Parse<OrchestrationRuntimeStatus>(i.Status.ToString()),
        DataConverter = withData ? FunctionsWorker.Converter : null,
        SerializedInput = withData ? i.Input : null,
        SerializedOutput = withData ? i.Output : null,
    };

    private Page<OrchestrationMetadata> PageOf(OrchestrationQuery filter, string? from, int? size)
    {
        var (skip, take) = (int.Parse(from ?? filter.ContinuationToken ?? "0"), size ?? filter.PageSize);
        var found = Found(filter).Select(i => Metadata(i, filter.FetchInputsAndOutputs)).ToArray();
        return new Page<OrchestrationMetadata>([.. found.Skip(skip).Take(take)], skip + take < found.Length ? $"{skip + take}" : null);
    }

    private IEnumerable<VirtualInstance> Found(OrchestrationQuery filter) => durable.Instances.Values
        .Where(i => (filter.CreatedFrom ?? i.CreatedAt) <= i.CreatedAt && i.CreatedAt <= (filter.CreatedTo ?? i.CreatedAt))
        .Where(i => i.Id.StartsWith(filter.InstanceIdPrefix ?? "", StringComparison.Ordinal))
        .Where(i => filter.Statuses is null || filter.Statuses.Contains(Enum.Parse<OrchestrationRuntimeStatus>(i.Status.ToString())))
        .OrderBy(i => i.Id, StringComparer.Ordinal);
}
