using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Calendar;
using static RecallAlerts.Application.Tests.Cases.Lines;

namespace RecallAlerts.Application.Tests.Cases;

/// <summary>What comes before its release is registered.</summary>
public sealed class HeldEventsTests
{
    private const string Crn = "X000001";
    private const string Id = "X000001-20260602";
    private static readonly ServiceKey Key = new(new byte[32]);
    private readonly StoredCases _store = new();
    private readonly RecordEvents _record;

    public HeldEventsTests() => _record = new RecordEvents(_store.Mock.Object, Key, PolicyDocument.Default, BankHolidays.Default, new NoWatches());

    [Theory]
    [InlineData(Crn)]
    [InlineData(Id)]
    public async Task Held_ThenRegistered_IsInTheCase(string subject)
    {
        Assert.Equal([EventStatus.Held], await ApplyAsync(T0.PlusHours(-48), Fact("e1", subject, "2026-05-30T00:00:00Z")));
        Assert.Equal(Key.SubjectKeyOf(subject), Assert.Single(_store.Held).SubjectKey);
        await ApplyAsync(T0.PlusHours(-24), Registration(Crn, "2026-06-02"));
        Assert.Equal(["e1"], _store.FactsOf(Id));
        Assert.Empty(_store.Held);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public async Task Held_For400Days_IsClaimedBeforeThatOnly(int seconds, bool isClaimed)
    {
        var received = T0.PlusSeconds(-400 * Instant.Day);
        await ApplyAsync(received, Fact("e1", Crn, "2025-04-01T00:00:00Z"), Fact("e2", Id, "2025-04-01T00:00:00Z"));
        await ApplyAsync(T0.PlusSeconds(seconds), Registration(Crn, "2026-06-03"));
        await ApplyAsync(T0.PlusSeconds(seconds), Registration(Crn, "2026-06-02"));
        Assert.Equal(isClaimed ? ["e1"] : [], _store.FactsOf("X000001-20260603"));
        Assert.Equal(isClaimed ? ["e2"] : [], _store.FactsOf(Id));
    }

    [Fact]
    public async Task Held_ByCrn_IsClaimedOnlyByTheReleaseThatItMeans()
    {
        await ApplyAsync(T0, Fact("summer", Crn, "2026-07-10T00:00:00Z"), Fact("now", Crn, "2026-06-02T08:30:00Z"));
        await ApplyAsync(T0, Registration(Crn, "2026-07-01"), Registration(Crn, "2026-06-02"));
        Assert.Equal(["summer"], _store.FactsOf("X000001-20260701"));
        Assert.Equal(["now"], _store.FactsOf(Id));
    }

    [Fact]
    public async Task Held_ByCrn_IsNotClaimedByALaterReleaseThanIsKnown()
    {
        await ApplyAsync(T0, Registration(Crn, "2026-06-02"));
        await ApplyAsync(T0, Event("r", "recall.recorded", Crn, T0, new { recallId = "R1" }));
        // The recall has ended that release, so what comes after it by CRN waits for the next one, if it happened after the next release.
        await ApplyAsync(T0.PlusHours(1), Fact("e1", Crn, "2026-06-02T09:30:00Z"));
        await ApplyAsync(T0.PlusHours(2), Registration(Crn, "2026-07-01"));
        Assert.Equal(["e1"], _store.FactsOf("X000001-20260701"));
    }

    [Fact]
    public async Task Held_ByCrn_IsNotClaimedByARegistrationOfAReleaseThatHasEnded()
    {
        await ApplyAsync(T0, Fact("e1", Crn, "2026-02-10T00:00:00Z"));
        await ApplyAsync(T0, Registration(Crn, "2026-01-05", licenceEndsOn: "2026-03-01"));
        Assert.Empty(_store.FactsOf("X000001-20260105"));
        Assert.Single(_store.Held);
    }

    [Fact]
    public async Task Held_ByCrn_IsNotKeptFromItsReleaseByAnEndedOneInTheSameBatch()
    {
        await ApplyAsync(T0, Fact("e1", Crn, "2026-06-02T08:30:00Z"));
        // Released before, and licence over before receipt: it cannot be meant, though registered together.
        await ApplyAsync(T0, Registration(Crn, "2026-05-04"), Registration(Crn, "2026-06-01", licenceEndsOn: "2026-06-01"));
        Assert.Equal(["e1"], _store.FactsOf("X000001-20260504"));
    }

    [Fact]
    public async Task Held_WithRecorders_CountWithThoseOfTheRegistration()
    {
        await ApplyAsync(T0, Fact("e1", Id, "2026-06-01T00:00:00Z", "practitioner:P2"));
        await ApplyAsync(T0, Registration(Crn, "2026-06-02", "practitioner:P1"));
        Assert.Null(_store.RecordersOf(Id).Sole);
    }

    [Fact]
    public async Task Held_WhileAnotherCallerRegisters_IsApplied()
    {
        _store.BeforeHold = () => ApplyAsync(T0, Registration(Crn, "2026-06-02"));
        await ApplyAsync(T0, Fact("e1", Crn, "2026-06-02T08:30:00Z"), Fact("e2", Id, "2026-06-02T08:30:00Z"));
        Assert.Equal(["e1", "e2"], _store.FactsOf(Id));
    }

    private async Task<IReadOnlyList<EventStatus>> ApplyAsync(Instant now, params string[] lines) =>
        [.. (await _record.ApplyAsync([.. lines.Select(l => Read(l, now))], now, CancellationToken.None)).Select(a => a.Status)];
}
