using DurableTask.Core;
using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace RecallAlerts.Functions.Tests.Watching.Durable;

/// <summary>The host in virtual time itself: it replays for real, refuses what is not deterministic, and refuses clients as the Functions host does.</summary>
public sealed class VirtualDurableTests
{
    private const string Id = "5f2b8c1d9e0a4736b1c8d7e6f5a49382";

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    // No activity of the app: not a constant, or the analyzer looks for it.
    private static readonly string Activity = "Count";

    private readonly VirtualDurable durable = new(Start);
    private int calls;

    private DurableTaskClient Client => new VirtualDurableClient(durable);

    [Fact]
    public async Task Orchestrator_ThatAwaitsThrice_RunsFromItsStartAtEachEpisode()
    {
        var starts = 0;
        await RunAsync(async context =>
        {
            starts++;
            await context.CreateTimer(context.CurrentUtcDateTime.AddHours(1), CancellationToken.None);
            await context.CallActivityAsync(Activity, "x");
            await context.WaitForExternalEvent<string>("Go");
        });
        await Client.RaiseEventAsync(Id, "Go", "on");
        await durable.RunUntilAsync(Start.AddHours(3));
        Assert.Equal((OrchestrationStatus.Completed, 4, 1), (durable.Instances[Id].Status, durable.Count.Episodes, durable.Count.Activities));

        // Each episode ran, and was checked by another replay.
        Assert.Equal(2 * 4, starts);
    }

    [Fact]
    public Task Orchestrator_WhoseTimerDependsOnAnotherClock_Fails() => MustFailAsync(async context =>
        await context.CreateTimer(Start.UtcDateTime.AddMinutes(++calls), CancellationToken.None));

    [Fact]
    public Task Orchestrator_WhoseInputIsAnotherEachTime_Fails() => MustFailAsync(async context => await context.CallActivityAsync(Activity, $"{++calls}"));

    [Fact]
    public Task Orchestrator_ThatDoesAnotherThingInReplay_Fails() => MustFailAsync(async context =>
    {
        if (context.IsReplaying) await context.CallActivityAsync(Activity, "x");
        await context.CreateTimer(context.CurrentUtcDateTime.AddMinutes(1), CancellationToken.None);
    });

    [Fact]
    public Task Orchestrator_ThatContinuesWithAnotherInputEachTime_Fails() => MustFailAsync(context =>
    {
        context.ContinueAsNew($"{++calls}");
        return Task.CompletedTask;
    });

    [Fact]
    public async Task Orchestrator_ThatAwaitsWhatIsNotDurable_NeverCompletes()
    {
        await RunAsync(async _ => await new TaskCompletionSource().Task);
        Assert.NotEqual(OrchestrationStatus.Completed, durable.Instances[Id].Status);
    }

    [Fact]
    public async Task Orchestrator_ThatThrows_IsAFailedInstance()
    {
        await RunAsync(_ => throw new InvalidOperationException("No."));
        Assert.Equal((OrchestrationStatus.Failed, "No."), (durable.Instances[Id].Status, durable.Instances[Id].Failure!.ErrorMessage));
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 1)]
    public async Task ContinueAsNew_WithEventsNobodyTook_SendsThemOnIfTheyAreToBePreserved(bool preserve, int taken)
    {
        var seen = 0;
        await RunAsync(async context =>
        {
            await context.WaitForExternalEvent<string>("Go");
            if (!context.IsReplaying) seen++;
            await context.CreateTimer(context.CurrentUtcDateTime.AddMinutes(1), CancellationToken.None);
            context.ContinueAsNew(null, preserve);
        });
        for (var n = 0; n < 3; n++) await durable.RaiseEventAsync(Id, "Go", "on");
        await durable.RunUntilAsync(Start.AddHours(4));
        Assert.Equal(taken, seen);
    }

    [Theory]
    [InlineData(StatusCode.Unknown)]
    [InlineData(StatusCode.NotFound)]
    [InlineData(StatusCode.FailedPrecondition)]
    public async Task Client_RaisingToAMissingOrFinishedInstance_IsRefused(StatusCode status)
    {
        durable.RefusedWith = status;
        Assert.Equal(status, (await Assert.ThrowsAsync<RpcException>(() => Client.RaiseEventAsync(Id, "Go"))).StatusCode);
        await RunAsync(_ => Task.CompletedTask);
        Assert.Equal(status, (await Assert.ThrowsAsync<RpcException>(() => Client.RaiseEventAsync(Id, "Go"))).StatusCode);
        Assert.Equal(status, (await Assert.ThrowsAsync<RpcException>(() => Client.TerminateInstanceAsync(Id))).StatusCode);
    }

    [Fact]
    public async Task Client_StartingALiveId_IsRefusedAndAFinishedOneIsNot()
    {
        await RunAsync(context => context.WaitForExternalEvent<string>("Go"));
        var options = new StartOrchestrationOptions(Id);
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => Client.ScheduleNewOrchestrationInstanceAsync("Tried", null, options));
        await Client.TerminateInstanceAsync(Id);
        await durable.RunUntilAsync(Start.AddHours(2));
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await Client.GetInstanceAsync(Id))!.RuntimeStatus);
        await Client.ScheduleNewOrchestrationInstanceAsync("Tried", null, options);
        await durable.RunUntilAsync(Start.AddHours(3));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await Client.GetInstanceAsync(Id))!.RuntimeStatus);
    }

    [Fact]
    public async Task Client_Asking_GetsDataOnlyIfItAsksForIt()
    {
        await RunAsync(_ => Task.CompletedTask, "x");
        Assert.Null((await Client.GetInstanceAsync(Id))!.SerializedInput);
        Assert.Equal("\"x\"", (await Client.GetInstanceAsync(Id, getInputsAndOutputs: true))!.SerializedInput);
        Assert.Null(await Client.GetInstanceAsync("other"));
    }

    [Fact]
    public async Task Client_ListingAndPurging_FindsFinishedInstancesPageByPage()
    {
        durable.RegisterOrchestrator<string>("Tried", _ => Task.CompletedTask);
        for (var n = 0; n < 25; n++) await durable.ScheduleAsync("Tried", null, $"{n:x32}");
        await durable.RunUntilAsync(Start.AddHours(1));
        var found = 0;
        await foreach (var page in Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 10, Statuses: [OrchestrationRuntimeStatus.Completed])).AsPages()) found += page.Values.Count;
        Assert.Equal(25, found);
        Assert.Equal(1, (await Client.PurgeInstanceAsync($"{7:x32}")).PurgedInstanceCount);
        Assert.Equal(0, (await Client.PurgeInstanceAsync($"{7:x32}")).PurgedInstanceCount);
        Assert.Equal(24, (await Client.PurgeAllInstancesAsync(new PurgeInstancesFilter())).PurgedInstanceCount);
    }

    private async Task RunAsync(Func<TaskOrchestrationContext, Task> body, object? input = null)
    {
        durable.RegisterOrchestrator<string>("Tried", body);
        durable.RegisterActivity(Activity, _ => Task.FromResult<object?>(1));
        await durable.ScheduleAsync("Tried", input, Id);
        await durable.RunUntilAsync(Start.AddHours(1));
    }

    private Task MustFailAsync(Func<TaskOrchestrationContext, Task> body) => Assert.ThrowsAsync<NonDeterministicOrchestrationException>(() => RunAsync(body));
}
