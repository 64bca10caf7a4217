using System.Text.Json;
using Microsoft.DurableTask;

namespace RecallAlerts.Functions.Watching;

/// <summary>
/// One execution of a watch: what is planned, and what has been asked for. There is no retry policy on its activities: retries of the SDK cannot be interrupted
/// by an event and cannot begin a new history, and an outage of an hour would be a hundred rows. A look that failed is a look that is planned again.
/// </summary>
internal sealed class ReleaseWatch(TaskOrchestrationContext context, WatchInput input) : IDisposable
{
    private static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;

    private readonly HistoryRows rows = new(context);
    private readonly OpenTimers timers = new(context);
    private Task<JsonElement?> asked = context.WaitForExternalEvent<JsonElement?>(WatchRelease.FactsRecorded);
    private DateTimeOffset planned = input.NextLookAt ?? DateTimeOffset.MinValue;
    private DateTimeOffset? failingSince = input.FailingSince;
    private DateTimeOffset firedFor = DateTimeOffset.MinValue;
    private DateTimeOffset? lookBegan;
    private bool isEnded;

    // A timer may fire a moment early by this machine's clock: what it was set for has come all the same.
    private DateTimeOffset Now => Later(Episode, firedFor);

    private DateTimeOffset Episode => new(context.CurrentUtcDateTime, TimeSpan.Zero);

    private bool IsDue => planned <= Now;

    // Beginning anew is an invocation, and so is a timer that wakes in vain: then the short history is for free.
    private bool IsToBeginAnew => IsDue
        ? !rows.HaveRoomForLook
        : !rows.HaveRoomForWait(timers.MustBeSetFor(planned)) || timers.WakeInVain(planned, Now);

    /// <summary>Looks and waits until the release has ended or the history is long enough.</summary>
    public async Task RunAsync()
    {
        while (!isEnded && !IsToBeginAnew) await (IsDue ? LookAsync() : WaitAsync());
        timers.Cancel();

        // Each event was taken as it came, so that none is kept back here. Those that arrive with the one just taken go over: they may ask for an
        // earlier look, and each execution takes some before it ends.
        if (!isEnded) context.ContinueAsNew(new WatchInput(IsDue ? null : planned, failingSince), preserveUnprocessedEvents: true);
    }

    /// <inheritdoc />
    public void Dispose() => timers.Dispose();

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private async Task WaitAsync()
    {
        if (timers.MustBeSetFor(planned))
        {
            timers.Set(planned, Now);
            rows.Add();
        }

        await Task.WhenAny([asked, .. timers.Tasks]);
        await TakeAsync();
    }

    // A look sees all that was recorded before it, so that it answers all that has been asked for, whenever that was to be.
    private async Task LookAsync()
    {
        planned = Never;
        lookBegan = Episode;
        var review = context.CallActivityAsync<WatchAnswer>(WatchRelease.ReviewRelease, context.InstanceId);
        if (!await SucceedsAsync(review)) LookAgainAfter(WatchPauses.AfterReview);
        else if (await review is { HasRecall: true } && !rows.HaveRoomForLook) planned = Now; // Rare: it is looked at once more, with room for both.
        else await FollowAsync(await review);
        lookBegan = null;
    }

    private async Task FollowAsync(WatchAnswer answer)
    {
        if (!answer.HasRecall || await SucceedsAsync(context.CallActivityAsync(WatchRelease.ClassifyRecall, context.InstanceId))) failingSince = null;
        else LookAgainAfter(WatchPauses.AfterClassification);

        // What was recorded during the last look may begin the watch again.
        isEnded = answer.IsEnded && planned == Never;
        if (!answer.IsEnded && answer.NextLookAt is { } next) PlanNext(next.ToUniversalTime() + WatchPauses.Jitter(context.InstanceId));
    }

    private async Task<bool> SucceedsAsync(Task call)
    {
        rows.Add();
        while (!call.IsCompleted)
        {
            await Task.WhenAny([call, asked, .. timers.Tasks]);
            await TakeAsync();
        }

        rows.Add();
        return call.IsCompletedSuccessfully;
    }

    private async Task TakeAsync()
    {
        foreach (var at in timers.TakeFired())
        {
            rows.Add();
            firedFor = Later(firedFor, at);
        }

        while (asked.IsCompleted)
        {
            rows.Add();
            Ask(await asked);
            asked = context.WaitForExternalEvent<JsonElement?>(WatchRelease.FactsRecorded);
        }
    }

    // An event that arrived together with what began the look was sent before it. One that says no instant asks for a look now.
    private void Ask(JsonElement? payload)
    {
        if (lookBegan == Episode) return;
        Plan(payload is { ValueKind: JsonValueKind.String } text && text.TryGetDateTimeOffset(out var at) ? at.ToUniversalTime() : Now);
    }

    private void LookAgainAfter(Func<TimeSpan, TimeSpan> pause)
    {
        failingSince ??= Now;
        Plan(Now + pause(Now - failingSince.Value));
    }

    private void PlanNext(DateTimeOffset at) => Plan(at > Now ? at : Now + WatchPauses.Overdue);

    private void Plan(DateTimeOffset at) => planned = at < planned ? at : planned;
}
