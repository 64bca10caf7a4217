using DurableTask.Core;
using DurableTask.Core.Command;
using DurableTask.Core.Exceptions;
using DurableTask.Core.History;
using Microsoft.DurableTask;

namespace RecallAlerts.Functions.Tests.Watching.Durable;

/// <summary>Runs orchestrators by the real replay of DurableTask.Core, from the start of the history each time.</summary>
internal sealed class Replay
{
    private readonly Dictionary<string, Func<TaskOrchestration>> orchestrators = new(StringComparer.OrdinalIgnoreCase);

    public void Register<TInput>(string name, Func<TaskOrchestrationContext, Task<object?>> body) => orchestrators[name] = () =>
        FunctionsWorker.Shims.CreateOrchestration<TInput, object>(new TaskName(name), (context, _) => OnItsThreadAsync(context, body));

    /// <summary>What the orchestrator decides on the new events of a state. Throws when a replay would decide otherwise.</summary>
    public IReadOnlyList<OrchestratorAction> Decide(OrchestrationRuntimeState state)
    {
        var decided = Decisions.In(state.Events).ToArray();
        var actions = Execute(state);
        Decisions.MustAgree([.. decided, .. actions.Select(Decisions.Of)], Decided(state.Events));
        return actions;
    }

    /// <summary>All that the orchestrator decides, of the first episode and later, on what a history says has happened.</summary>
    public IEnumerable<string> Decided(IEnumerable<HistoryEvent> history) =>
        Execute(new OrchestrationRuntimeState([.. history.Where(e => !Decisions.IsOne(e))])).Select(Decisions.Of);

    private OrchestratorAction[] Execute(OrchestrationRuntimeState state)
    {
        var executor = new TaskOrchestrationExecutor(state, orchestrators[state.Name](), BehaviorOnContinueAsNew.Carryover, null, ErrorPropagationMode.UseFailureDetails);
        OrchestratorAction[] actions = [.. executor.Execute().Actions];
        var failure = actions.OfType<OrchestrationCompleteOrchestratorAction>().SingleOrDefault()?.FailureDetails;
        return failure?.ErrorType == typeof(NonDeterministicOrchestrationException).FullName ? throw new NonDeterministicOrchestrationException(failure!.ErrorMessage) : actions;
    }

    // As the Functions extension does: an await of anything but the context's tasks goes on elsewhere, and is refused.
    private static async Task<object?> OnItsThreadAsync(TaskOrchestrationContext context, Func<TaskOrchestrationContext, Task<object?>> body)
    {
        var output = await body(context);
        return OrchestrationContext.IsOrchestratorThread ? output : throw new InvalidOperationException("The orchestrator awaited what is not durable.");
    }
}
