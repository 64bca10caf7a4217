using System.Collections.Concurrent;
using System.Diagnostics;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Tests.Playing;

namespace RecallAlerts.LocalHost.Tests.Telemetry;

/// <summary>One span for each run of a use case, with the watchId and counts and nothing else.</summary>
public sealed class SpanTests : IDisposable
{
    private static readonly Instant At = Instant.Parse("2026-06-03T12:00:00Z");

    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;
    private readonly Activity _root = new Activity("test").Start();

    public SpanTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Instruments.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _root.Dispose();
        _listener.Dispose();
    }

    [Fact]
    public async Task UseCases_ThatAreDone_SayWhichWatchAndHowMany()
    {
        await using var services = Host.InMemory();
        await Host.RecordAsync(services, At, Host.Registration("X000001", "2026-06-01"), Host.Line("a", "accommodation.recorded", "X000001", "2026-06-02T09:00:00Z", new { code = "A08A" }));
        await services.Step.RunAsync(At, CancellationToken.None);
        var alert = (await Host.AlertsAsync(services))[0].Alert;
        await services.Acts.RunAsync(alert.Id, new Acknowledge(alert.Owner, "X000001"), At, CancellationToken.None);
        Assert.Equal(["record", "review", "deliver", "act"], _ended.Select(a => a.OperationName));
        Assert.All(_ended, a => Assert.Equal(ActivityStatusCode.Ok, a.Status));
        var watchId = (await services.Cases.FindAsync(alert.ReleaseId, CancellationToken.None))!.WatchId;
        Assert.Equal(watchId, _ended.Last().GetTagItem("recallalerts.watch_id"));
        Assert.Equal((2, 1), (_ended.First().GetTagItem("recallalerts.events"), _ended.ElementAt(1).GetTagItem("recallalerts.releases")));
        Assert.DoesNotContain("X000001", string.Join(' ', _ended.SelectMany(a => a.TagObjects.Select(t => $"{t.Value}").Append(a.DisplayName))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UseCase_ThatBreaksOff_HasFailed()
    {
        await using var services = Host.InMemory();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var reviews = new ReviewReleases(new MeasuredCaseStore(services.Cases, services.Instruments), services.Setting.Policies, services.Setting.Calendar);
        await Host.RecordAsync(services, At, Host.Registration("X000001", "2026-06-01"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reviews.RunAsync([new("X000001-20260601")], At, cancelled.Token));
        Assert.Equal(ActivityStatusCode.Error, _ended.Single(a => a.OperationName == "review").Status);
    }

    private void Keep(Activity activity)
    {
        if (activity.TraceId == _root.TraceId) _ended.Enqueue(activity);
    }
}
