using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Functions.Sending;
using RecallAlerts.Functions.Tests.Given;
using RecallAlerts.Functions.Watching;

namespace RecallAlerts.Functions.Tests.Sending;

public sealed class PublishOutboxTests : IAsyncDisposable
{
    private readonly App _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(119, 0)]
    [InlineData(120, 1)]
    public async Task Facts_ThatWaitTooLong_WakeTheirWatch(int seconds, int woken)
    {
        await _app.IngestAsync(Sent.Registration());
        _app.Durable.Started.Clear();
        _app.Clock.Now = App.Start.PlusSeconds(seconds);
        await _app.SweepAsync();
        Assert.Equal(woken, _app.Durable.Started.Count);
        Assert.Equal(woken, _app.Durable.Raised.Count);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    public async Task Wake_ThatIsOverdue_WakesTheWatchThatDidNotLook(int seconds, int woken)
    {
        await _app.IngestAsync(Sent.Registration());
        await _app.Activities.ReviewAsync(_app.WatchId, CancellationToken.None);
        _app.Durable.Started.Clear();
        _app.Clock.Now = (await _app.CaseAsync()).NextWake!.Value.PlusSeconds(WakeLateWatches.LongestOverdue + seconds);
        await _app.SweepAsync();
        Assert.Equal(Enumerable.Repeat((nameof(WatchRelease), _app.WatchId, (object?)null), woken), _app.Durable.Started);
    }

    [Fact]
    public async Task Message_ThatWasNotHandedOver_IsHandedOverOnce()
    {
        await _app.TellAsync();
        Assert.Single(_app.Handed);
        _app.Clock.Now = App.Start.PlusSeconds(599);
        await _app.SweepAsync();
        Assert.Single(_app.Handed);
        _app.Clock.Now = App.Start.PlusSeconds(600);
        await _app.SweepAsync();
        Assert.Equal([_app.Handed[0].MessageId, _app.Handed[0].MessageId + ".1"], _app.Handed.Select(m => m.MessageId));
    }

    [Fact]
    public async Task Recall_ThatWaits_IsClassified()
    {
        await _app.IngestAsync(Sent.Registration(), Sent.Recall());
        await _app.Activities.ReviewAsync(_app.WatchId, CancellationToken.None);
        Assert.Empty(await _app.UseCases.Stores.Recalls.FindAsync("R1", CancellationToken.None));
        await _app.SweepAsync();
        Assert.Single(await _app.UseCases.Stores.Recalls.FindAsync("R1", CancellationToken.None));
    }

    [Theory]
    [InlineData("2026-06-03T07:30:00Z", 1)]
    [InlineData("2026-06-03T07:29:59Z", 0)]
    public async Task Digests_AreSentAtHalfPastEightInLondon(string at, int lists)
    {
        await _app.IngestAsync(Sent.Registration(), Sent.Event("e1", "accommodation.recorded", data: """{"code":"A01A","expectedEndOn":"2026-06-20"}"""));
        await _app.Activities.ReviewAsync(_app.WatchId, CancellationToken.None);
        _app.Handed.Clear();
        _app.Clock.Now = Instant.Parse(at);
        await new SendDigests(_app.UseCases, _app.Clock).RunAsync(new(), CancellationToken.None);
        Assert.Equal(lists, _app.Handed.Count(m => m.Subject == "digest"));
    }
}
