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

    private readonly HistoryRows _rows = new(context);
    private readonly OpenTimers _timers = new(context);
    private Task<JsonElement?> _asked = context.WaitForExternalEvent<JsonElement?>(WatchRelease.FactsRecorded);
    private DateTimeOffset _planned = input.NextLookAt ?? DateTimeOffset.MinValue;
    private DateTimeOffset? _failingSince = input.FailingSince;
    private DateTimeOffset _firedFor = DateTimeOffset.MinValue;
    private DateTimeOffset? _lookBegan;
    private bool _isEnded;

    // A timer may fire a moment early by this machine's clock: what it was set for has come all the same.
    private DateTimeOffset Now => Later(Episode, _firedFor);

    private DateTimeOffset Episode => new(context.CurrentUtcDateTime, TimeSpan.Zero);

    private bool IsDue => _planned <= Now;

    // Beginning anew is an invocation, and so is a timer that wakes in vain: then the short history is for free.
    private bool IsToBeginAnew => IsDue
        ? !_rows.HaveRoomForLook
        : !_rows.HaveRoomForWait(_timers.MustBeSetFor(_planned)) || _timers.WakeInVain(_planned, Now);

    /// <summary>Looks and waits until the release has ended or the history is long enough.</summary>
    public async Task RunAsync()
    {
        while (!_isEnded && !IsToBeginAnew) await (IsDue ? LookAsync() : WaitAsync());
        _timers.Cancel();

        // Each event was taken as it came, so that none is kept back here. Those that arrive with the one just taken go over: they may ask for an
        // earlier look, and each execution takes some before it ends.
        if (!_isEnded) context.ContinueAsNew(new WatchInput(IsDue ? null : _planned, _failingSince), preserveUnprocessedEvents: true);
    }

    /// <inheritdoc />
    public void Dispose() => _timers.Dispose();

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private async Task WaitAsync()
    {
        if (_timers.MustBeSetFor(_planned))
        {
            _timers.Set(_planned, Now);
            _rows.Add();
        }

        await Task.WhenAny([_asked, .. _timers.Tasks]);
        await TakeAsync();
    }

    // A look sees all that was recorded before it, so that it answers all that has been asked for, whenever that was to be.
    private async Task LookAsync()
    {
        _planned = Never;
        _lookBegan = Episode;
        var review = context.CallActivityAsync<WatchAnswer>(WatchRelease.ReviewRelease, context.InstanceId);
        if (!await SucceedsAsync(review)) LookAgainAfter(WatchPauses.AfterReview);
        else if (await review is { HasRecall: true } && !_rows.HaveRoomForLook) _planned = Now; // Rare: it is looked at once more, with room for both.
        else await FollowAsync(await review);
        _lookBegan = null;
    }

    private async Task FollowAsync(WatchAnswer answer)
    {
        if (!answer.HasRecall || await SucceedsAsync(context.CallActivityAsync(WatchRelease.ClassifyRecall, context.InstanceId))) _failingSince = null;
        else LookAgainAfter(WatchPauses.AfterClassification);

        // What was recorded during the last look may begin the watch again.
        _isEnded = answer.IsEnded && _planned == Never;
        if (!answer.IsEnded && answer.NextLookAt is { } next) PlanNext(next.ToUniversalTime() + WatchPauses.Jitter(context.InstanceId));
    }

    private async Task<bool> SucceedsAsync(Task call)
    {
        _rows.Add();
        while (!call.IsCompleted)
        {
            await Task.WhenAny([call, _asked, .. _timers.Tasks]);
            await TakeAsync();
        }

        _rows.Add();
        return call.IsCompletedSuccessfully;
    }

    private async Task TakeAsync()
    {
        foreach (var at in _timers.TakeFired())
        {
            _rows.Add();
            _firedFor = Later(_firedFor, at);
        }

        while (_asked.IsCompleted)
        {
            _rows.Add();
            Ask(await _asked);
            _asked = context.WaitForExternalEvent<JsonElement?>(WatchRelease.FactsRecorded);
        }
    }

    // An event that arrived together with what began the look was sent before it. One that says no instant asks for a look now.
    private void Ask(JsonElement? payload)
    {
        if (_lookBegan == Episode) return;
        Plan(payload is { ValueKind: JsonValueKind.String } text && text.TryGetDateTimeOffset(out var at) ? at.ToUniversalTime() : Now);
    }

    private void LookAgainAfter(Func<TimeSpan, TimeSpan> pause)
    {
        _failingSince ??= Now;
        Plan(Now + pause(Now - _failingSince.Value));
    }

    private void PlanNext(DateTimeOffset at) => Plan(at > Now ? at : Now + WatchPauses.Overdue);

    private void Plan(DateTimeOffset at) => _planned = at < _planned ? at : _planned;
}
