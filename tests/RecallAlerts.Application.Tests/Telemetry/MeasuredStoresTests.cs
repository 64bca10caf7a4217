using System.Diagnostics.Metrics;
using Moq;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Tests.Telemetry;

/// <summary>Decisions are counted once, after their commit, whatever the store does to get there.</summary>
public sealed class MeasuredStoresTests : IDisposable
{
    private static readonly Instant T0 = Tests.Cases.Lines.T0;
    private static readonly ReviewReleases Reviews = new(null!, PolicyDocument.Default, BankHolidays.Default);
    private static readonly Person Owner = new(Role.Practitioner, "P1");

    private static readonly Release Release = new()
    {
        Crn = new Crn("X000001"), ReleasedAt = T0, LicenceEndsOn = new DateOnly(2027, 6, 30), Region = "wales", Pdu = "gwent", PractitionerId = "P1", Rosh = Rosh.High, HandoverCompleted = true,
    };

    private static readonly CaseRecord Record = new()
    {
        Id = Release.Id, WatchId = new string('a', 32), RegisteredAt = T0, Version = 1, Pdu = "gwent", PendingSince = T0.PlusSeconds(-90),
        History = new CaseHistory(Release, [new AccommodationRecorded("h", T0, T0, "A08A", null)]),
    };

    private readonly Instruments _instruments = new();
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _sums = new(StringComparer.Ordinal);
    private readonly Mock<ICaseStore> _cases = new(MockBehavior.Strict);
    private readonly Mock<IMessageStore> _messages = new(MockBehavior.Strict);

    public MeasuredStoresTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == _instruments.Meter) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => _sums[instrument.Name] = Sum(instrument.Name) + value);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _instruments.Dispose();
    }

    [Fact]
    public async Task Update_DecidedThreeTimes_CountsOnce()
    {
        _listener.Start();
        Deciding(3);
        await UpdateAsync();
        Assert.Equal((1, 90), (Sum("recallalerts.reviews"), Sum("recallalerts.review.wait")));
        Assert.Equal(Reviews.Review(Record, T0).Changes.Count, Sum("recallalerts.alerts.changes"));
    }

    [Fact]
    public async Task Update_WhoseCommitFails_CountsNothing()
    {
        _listener.Start();
        Deciding(1, new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(UpdateAsync);
        Assert.Empty(_sums);
    }

    [Fact]
    public async Task Update_WhoseLastDecisionIsNothing_CountsNothing()
    {
        _listener.Start();
        Deciding(2);
        var decided = 0;
        await new MeasuredCaseStore(_cases.Object, _instruments).UpdateAsync([Release.Id], r => decided++ == 0 ? Reviews.Review(r, T0) : null, CancellationToken.None);
        Assert.Equal(2, decided);
        Assert.Empty(_sums);
    }

    [Fact]
    public async Task Update_ThatNobodyListensTo_HandsTheDecisionOnAsItIs()
    {
        Func<CaseRecord, CaseUpdate?> decide = static _ => null;
        _cases.Setup(s => s.UpdateAsync(new[] { Release.Id }, decide, CancellationToken.None)).Returns(Task.CompletedTask).Verifiable();
        await new MeasuredCaseStore(_cases.Object, _instruments).UpdateAsync([Release.Id], decide, CancellationToken.None);
        _cases.Verify();
    }

    [Fact]
    public async Task Deliver_DecidedTwice_CountsOnce()
    {
        _listener.Start();
        _messages.Setup(s => s.DeliverAsync(It.IsAny<IReadOnlyList<AudienceGroup>>(), It.IsAny<DeliveryInstants>(), It.IsAny<Func<AudienceState, AudienceDelivery>>(), It.IsAny<CancellationToken>()))
            .Returns((IReadOnlyList<AudienceGroup> _, DeliveryInstants _, Func<AudienceState, AudienceDelivery> decide, CancellationToken _) =>
            {
                for (var i = 0; i < 2; i++) decide(new AudienceState(Owner, [], 0, 0, () => []));
                return Task.CompletedTask;
            });
        var message = new Message(T0, Owner, MessageKind.Digest, [], [], null, []);
        var measured = new MeasuredMessageStore(_messages.Object, _instruments);
        await measured.DeliverAsync([new AudienceGroup(Owner, [Owner])], DeliveryInstants.Of(T0), _ => new AudienceDelivery([message], []), CancellationToken.None);
        Assert.Equal(1, Sum("recallalerts.messages.decided"));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(601, 601)]
    [InlineData(-5, 0)]
    public void Outbox_OldestOf_IsItsAgeAndNeverLess(int seconds, long age)
    {
        _listener.Start();
        _instruments.Watch.LookedAtOutbox(2, 1, T0, T0.PlusSeconds(seconds));
        Assert.Equal((2, 1, age), (Sum("recallalerts.outbox.unsent"), Sum("recallalerts.outbox.failing"), Sum("recallalerts.outbox.oldest_seconds")));
    }

    private void Deciding(int times, Exception? failure = null) => _cases
        .Setup(s => s.UpdateAsync(It.IsAny<IReadOnlyList<ReleaseId>>(), It.IsAny<Func<CaseRecord, CaseUpdate?>>(), It.IsAny<CancellationToken>()))
        .Returns((IReadOnlyList<ReleaseId> _, Func<CaseRecord, CaseUpdate?> decide, CancellationToken _) =>
        {
            for (var i = 0; i < times; i++) decide(Record);
            return failure is null ? Task.CompletedTask : Task.FromException(failure);
        });

    private Task UpdateAsync() => new MeasuredCaseStore(_cases.Object, _instruments).UpdateAsync([Release.Id], r => Reviews.Review(r, T0), CancellationToken.None);

    private long Sum(string name) => _sums.GetValueOrDefault(name);
}
