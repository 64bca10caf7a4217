using Moq;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Functions.Tests.Given;
using RecallAlerts.Functions.Watching;

namespace RecallAlerts.Functions.Tests.Intake;

public sealed class IngestCaseEventsTests : IAsyncDisposable
{
    private readonly App _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Registration_IsStoredSettledAndWatched()
    {
        await _app.IngestAsync(Sent.Registration());
        Assert.Equal(App.Start, (await _app.CaseAsync()).RegisteredAt);
        Assert.Equal(["broker-1"], _app.Actions.Completed);
        Assert.Equal([(nameof(WatchRelease), _app.WatchId, null)], _app.Durable.Started);
    }

    [Fact]
    public async Task Fact_ThatChangesAlerts_IsLookedAtWhenTheWindowEnds()
    {
        await _app.IngestAsync(Sent.Registration());
        await _app.Activities.ReviewAsync(_app.WatchId, CancellationToken.None);
        await _app.IngestAsync(Sent.Homeless());
        Assert.Equal(App.Start, (await _app.CaseAsync()).PendingSince);
        Assert.Equal([(_app.WatchId, WatchRelease.FactsRecorded, (object?)App.Start.PlusSeconds(60).ToDateTimeOffset())], _app.Durable.Raised);
    }

    [Fact]
    public async Task Fact_ThatChangesNothing_IsReviewedAtOnceAndAsksForNoLook()
    {
        await _app.IngestAsync(Sent.Registration());
        await _app.Activities.ReviewAsync(_app.WatchId, CancellationToken.None);
        await _app.IngestAsync(Sent.Event("e9", "treatment.started", data: """{"service":"S1"}"""));
        Assert.Empty(_app.Actions.DeadLettered);
        Assert.Null((await _app.CaseAsync()).PendingSince);
        Assert.Empty(_app.Durable.Raised);
    }

    [Fact]
    public async Task Message_AboutSomebodyWhoWasErased_IsRefusedAndKeptNowhere()
    {
        await _app.IngestAsync(Sent.Registration());
        await _app.UseCases.PeopleFor(new Application.Watching.NoWatches()).Erase.RunAsync(new Domain.Releases.Crn(Sent.Crn), App.Start, CancellationToken.None);
        await _app.IngestAsync(Sent.Registration(), Sent.Homeless(), Sent.Event("e9", "handover.completed", Sent.ReleaseId));
        Assert.Equal((4, 0), (_app.Actions.Completed.Count, _app.Actions.DeadLettered.Count));
        Assert.Null(await _app.UseCases.Stores.Cases.FindReleaseAsync(_app.WatchId, CancellationToken.None));
        Assert.Equal(0, (await _app.UseCases.Stores.Queries.ProveWatchAsync(App.Start, CancellationToken.None)).Held);
    }

    [Fact]
    public async Task Duplicate_IsSettledWithoutEffect()
    {
        await _app.IngestAsync(Sent.Registration(), Sent.Homeless());
        var before = (await _app.CaseAsync()).Version;
        await _app.IngestAsync(Sent.Homeless());
        Assert.Equal(before, (await _app.CaseAsync()).Version);
        Assert.Equal(3, _app.Actions.Completed.Count);
        Assert.Empty(_app.Actions.DeadLettered);
    }

    [Fact]
    public async Task Event_OfNobodyKnown_IsHeldAndSettled()
    {
        await _app.IngestAsync(Sent.Homeless());
        Assert.Equal(1, (await _app.UseCases.Stores.Queries.ProveWatchAsync(App.Start, CancellationToken.None)).Held);
        Assert.Single(_app.Actions.Completed);
    }

    [Theory]
    [InlineData("{", "malformed-json")]
    [InlineData("[]", "malformed-json")]
    [InlineData("""{"specversion":"1.0"}""", "missing-field")]
    [InlineData("""{"specversion":"1.0","id":"e","source":"/s","type":"uk.gov.justice.probation.x","time":"2026-06-02T08:00:00"}""", "instant-without-offset")]
    public async Task Invalid_IsPutAsideAtOnceWithTheReason(string body, string reason)
    {
        await _app.IngestAsync(body);
        var (id, why, description) = Assert.Single(_app.Actions.DeadLettered);
        Assert.Equal(("broker-1", reason), (id, why));
        Assert.False(string.IsNullOrWhiteSpace(description));
        Assert.Empty(_app.Actions.Completed);
    }

    [Fact]
    public async Task Invalid_DescriptionNamesTheFieldAndNotItsContent()
    {
        await _app.IngestAsync(Sent.Homeless().Replace("A08A", Sent.Crn, StringComparison.Ordinal));
        var (_, why, description) = Assert.Single(_app.Actions.DeadLettered);
        Assert.Equal("unknown-code", why);
        Assert.StartsWith("data.code ", description, StringComparison.Ordinal);
        Assert.DoesNotContain(Sent.Crn, description, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Outage_OfTheStore_LeavesTheMessageToItsLock()
    {
        var broken = new Mock<ICaseStore>(MockBehavior.Strict);
        broken.Setup(s => s.FindAllAsync(It.IsAny<Crn>(), It.IsAny<CancellationToken>())).ThrowsAsync(new StoreException(StoreProblem.Unavailable, "The store is away."));
        await using var app = new App(s => s with { Cases = broken.Object });
        await app.IngestAsync(Sent.Homeless());
        Assert.Empty(app.Actions.Completed);
        Assert.Empty(app.Actions.DeadLettered);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    public async Task Fault_OfOurs_IsThrownSoThatTheBrokerTriesAgain_AndPutAsideWithItsKindAtTheLastDelivery(int delivery, int deadLettered)
    {
        var broken = new Mock<ICaseStore>(MockBehavior.Strict);
        broken.Setup(s => s.FindAllAsync(It.IsAny<Crn>(), It.IsAny<CancellationToken>())).ThrowsAsync(new InvalidOperationException(Sent.ReleaseId));
        await using var app = new App(s => s with { Cases = broken.Object });
        var ingest = app.Ingest.RunAsync(App.Received(Sent.Homeless(), delivery), app.Actions, app.Durable.Client, CancellationToken.None);
        if (deadLettered == 0) await Assert.ThrowsAsync<InvalidOperationException>(() => ingest);
        else await ingest;
        Assert.Equal(deadLettered, app.Actions.DeadLettered.Count);
        Assert.All(app.Actions.DeadLettered, d => Assert.Equal((nameof(InvalidOperationException), "failed at every delivery"), (d.Reason, d.Description)));
        Assert.Empty(app.Actions.Completed);
    }

    [Fact]
    public async Task Settling_ThatFails_LeavesADuplicate()
    {
        _app.Actions.Failure = new InvalidOperationException("The lock is lost.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => _app.IngestAsync(Sent.Registration()));
        _app.Actions.Failure = null;
        await _app.IngestAsync(Sent.Registration());
        Assert.Single(_app.Actions.Completed);
        Assert.Equal(2, _app.Durable.Started.Count);
    }

    [Fact]
    public async Task Signal_ThatFails_DoesNotFailWhatIsStored()
    {
        _app.Durable.StartFailure = new Grpc.Core.RpcException(new Grpc.Core.Status(Grpc.Core.StatusCode.Unavailable, "away"));
        await _app.IngestAsync(Sent.Registration());
        Assert.Single(_app.Actions.Completed);
        Assert.Contains(_app.Logs.Lines, l => l.Contains("the sweep will find it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancelled_IsNotSettled()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _app.IngestAsync(stop.Token, Sent.Registration()));
        Assert.Empty(_app.Actions.Completed);
        Assert.Empty(_app.Actions.DeadLettered);
    }
}
