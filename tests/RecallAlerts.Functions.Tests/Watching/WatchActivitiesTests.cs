using Moq;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Functions.Tests.Given;
using RecallAlerts.Functions.Watching;

namespace RecallAlerts.Functions.Tests.Watching;

public sealed class WatchActivitiesTests : IAsyncDisposable
{
    private readonly App _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Review_AnswersTheNextLookAndHandsOverWhatIsToBeTold()
    {
        await _app.IngestAsync(Sent.Registration(), Sent.Homeless());
        var answer = await _app.Activities.ReviewAsync(_app.WatchId, CancellationToken.None);
        var record = await _app.CaseAsync();
        Assert.Equal(new WatchAnswer(record.NextWake!.Value.ToDateTimeOffset(), false, false), answer);
        Assert.Null(record.PendingSince);
        var handed = Assert.Single(_app.Handed);
        Assert.Equal(("immediate", "practitioner", "immediate"), (handed.Subject, handed.ApplicationProperties["role"], handed.ApplicationProperties["kind"]));
    }

    [Fact]
    public async Task Review_Again_ChangesNothing()
    {
        await _app.TellAsync();
        var before = (await _app.CaseAsync()).Version;
        await _app.Activities.ReviewAsync(_app.WatchId, CancellationToken.None);
        Assert.Equal(before, (await _app.CaseAsync()).Version);
        Assert.Single(_app.Handed);
    }

    [Fact]
    public async Task Review_OfNothing_HasEnded() =>
        Assert.Equal(new WatchAnswer(null, true, false), await _app.Activities.ReviewAsync(new string('0', 32), CancellationToken.None));

    [Fact]
    public async Task Recall_EndsTheWatchAndIsClassified()
    {
        await _app.IngestAsync(Sent.Registration(), Sent.Recall());
        var answer = await _app.Activities.ReviewAsync(_app.WatchId, CancellationToken.None);
        Assert.True(answer is { IsEnded: true, HasRecall: true });
        await _app.Activities.ClassifyAsync(_app.WatchId, CancellationToken.None);
        Assert.Single(await _app.UseCases.Stores.Recalls.FindAsync("R1", CancellationToken.None));
    }

    [Fact]
    public async Task Classification_OfNothing_DoesNothing() => await _app.Activities.ClassifyAsync(new string('0', 32), CancellationToken.None);

    [Fact]
    public async Task Fault_LeavesItsKindInTheHistoryAndNotItsText()
    {
        var broken = new Mock<ICaseStore>();
        broken.Setup(s => s.UpdateAsync(It.IsAny<string>(), It.IsAny<Func<CaseRecord, CaseUpdate?>>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new StoreException(StoreProblem.Unavailable, $"No row {Sent.ReleaseId}."));
        await using var app = new App(s => s with { Cases = broken.Object });
        var failure = await Assert.ThrowsAsync<LookFailedException>(() => app.Activities.ReviewAsync(app.WatchId, CancellationToken.None));
        Assert.Contains(nameof(StoreException), failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Sent.ReleaseId, failure.ToString() + string.Join('\n', app.Logs.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_IsThrownAsSuch()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _app.Activities.ReviewAsync(_app.WatchId, stop.Token));
    }
}
