using Moq;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Application.Tests.Cases.Lines;

namespace RecallAlerts.Application.Tests.Cases;

public sealed class RecordEventsTests
{
    private const string Crn = "X000001";
    private readonly StoredCases _store = new();
    private readonly RecordEvents _record;

    public RecordEventsTests() => _record = new RecordEvents(_store.Mock.Object, new ServiceKey(new byte[32]), PolicyDocument.Default, BankHolidays.Default, new NoWatches());

    [Fact]
    public async Task Apply_Nothing_AnswersNothing() => Assert.Empty(await _record.ApplyAsync([], T0, CancellationToken.None));

    [Fact]
    public async Task Apply_Registrations_AnswersAcceptedDuplicateAndConflict()
    {
        Assert.Equal([EventStatus.Accepted], await ApplyAsync(T0, Registration(Crn, "2026-06-02")));
        var answers = await AnswersAsync(T0, Registration(Crn, "2026-06-02"), Registration(Crn, "2026-06-02", pdu: "other"));
        Assert.Equal([EventStatus.Duplicate, EventStatus.Rejected], answers.Select(a => a.Status));
        Assert.Equal((ProblemType.ReleaseConflict, "data"), (answers[1].Problem!.Type, answers[1].Problem!.Field));
        Assert.Equal(new ReleaseId("X000001-20260602"), answers[0].ReleaseId);
    }

    [Fact]
    public async Task Apply_Mixed_AnswersInTheOrderOfTheBatch()
    {
        var answers = await AnswersAsync(
            T0, "no json", Fact("e1", "X000001-20260602", "2026-06-02T08:00:00Z"), Registration(Crn, "2026-06-02"), Fact("e1", "X000001-20260602", "2026-06-02T08:00:00Z"),
            Fact("e2", "X000009-20260602", "2026-06-02T08:00:00Z"), Fact("e3", "nobody", "2026-06-02T08:00:00Z"));
        Assert.Equal(
            [EventStatus.Rejected, EventStatus.Accepted, EventStatus.Accepted, EventStatus.Duplicate, EventStatus.Held, EventStatus.Rejected], answers.Select(a => a.Status));
        Assert.All(answers, a => Assert.Equal(a.Status == EventStatus.Rejected, a.Problem is not null));
    }

    [Fact]
    public async Task Apply_RefusedOnly_TouchesNoStore()
    {
        var store = new Mock<ICaseStore>(MockBehavior.Strict);
        var record = new RecordEvents(store.Object, new ServiceKey(new byte[32]), PolicyDocument.Default, BankHolidays.Default, new NoWatches());
        Assert.Equal(EventStatus.Rejected, (await record.ApplyAsync([Read("[]", T0)], T0, CancellationToken.None))[0].Status);
    }

    // Releases on 2 March and 1 June are watched or pending; the first of January is ended by its licence.
    [Theory]
    [InlineData("2026-04-01T00:00:00Z", "2026-03-02T08:00:00Z", "X000001-20260302")]
    [InlineData("2026-04-01T00:00:00Z", "2026-03-31T00:00:00Z", "X000001-20260302")]
    [InlineData("2026-06-10T00:00:00Z", "2026-06-01T08:00:00Z", "X000001-20260601")]
    [InlineData("2026-06-10T00:00:00Z", "2026-06-01T07:59:59Z", "X000001-20260302")]
    [InlineData("2026-06-10T00:00:00Z", "2026-06-09T00:00:00Z", "X000001-20260601")]
    // Before any release that is watched: the earliest that is still pending, if there is one.
    [InlineData("2026-04-01T00:00:00Z", "2026-03-02T07:59:59Z", "X000001-20260601")]
    [InlineData("2026-02-15T00:00:00Z", "2026-02-10T00:00:00Z", "X000001-20260302")]
    [InlineData("2026-06-10T00:00:00Z", "2026-03-02T07:59:59Z", null)]
    // An event of the future goes to the release that is out by then.
    [InlineData("2026-04-01T00:00:00Z", "2026-06-05T00:00:00Z", "X000001-20260601")]
    // At the moment of release it is no longer pending.
    [InlineData("2026-06-01T08:00:00Z", "2026-03-01T00:00:00Z", null)]
    [InlineData("2026-06-01T07:59:59Z", "2026-03-01T00:00:00Z", "X000001-20260601")]
    public async Task Apply_ByCrn_GoesToTheReleaseThatItMeans(string now, string time, string? release)
    {
        var early = Instant.Parse("2026-01-10T00:00:00Z");
        await ApplyAsync(early, Registration(Crn, "2026-01-05", licenceEndsOn: "2026-02-01"), Registration(Crn, "2026-03-02"), Registration(Crn, "2026-06-01"), Registration("X000002", "2026-01-01"));
        var answer = (await AnswersAsync(Instant.Parse(now), Fact("e1", Crn, time)))[0];
        Assert.Equal(release is null ? EventStatus.Held : EventStatus.Accepted, answer.Status);
        Assert.Equal(release, answer.ReleaseId?.Value);
    }

    [Theory]
    [InlineData("2026-02-01T23:59:59Z", "X000001-20260105")]
    [InlineData("2026-02-02T00:00:00Z", null)]
    public async Task Apply_ByCrn_PassesOverWhatIsEndedAtReceipt(string now, string? release)
    {
        await ApplyAsync(T0.PlusHours(-24 * 150), Registration(Crn, "2026-01-05", licenceEndsOn: "2026-02-01"));
        Assert.Equal(release, (await AnswersAsync(Instant.Parse(now), Fact("e1", Crn, "2026-01-20T00:00:00Z")))[0].ReleaseId?.Value);
    }

    [Fact]
    public async Task Apply_ByCrnAfterARecall_IsHeldAndTheReleaseIdStillTakesIt()
    {
        await ApplyAsync(T0, Registration(Crn, "2026-06-01"));
        await ApplyAsync(T0, Event("r", "recall.recorded", Crn, T0, new { recallId = "R1" }));
        Assert.Equal([EventStatus.Held, EventStatus.Accepted], await ApplyAsync(T0.PlusHours(1), Fact("e1", Crn, "2026-06-02T09:30:00Z"), Fact("e2", "X000001-20260601", "2026-06-02T09:30:00Z")));
        Assert.Equal(["r", "e2"], _store.FactsOf("X000001-20260601"));
    }

    [Fact]
    public async Task Apply_ByCrnWithTheRecallInOneBatch_GoesToTheSameReleaseInAnyOrder()
    {
        var recall = Event("r", "recall.recorded", Crn, T0, new { recallId = "R1" });
        foreach (var batch in (string[][])[[recall, Fact("e1", Crn, "2026-06-02T08:30:00Z")], [Fact("e2", Crn, "2026-06-02T08:30:00Z"), recall]])
        {
            var store = new StoredCases();
            var record = new RecordEvents(store.Mock.Object, new ServiceKey(new byte[32]), PolicyDocument.Default, BankHolidays.Default, new NoWatches());
            await record.ApplyAsync([Read(Registration(Crn, "2026-06-01"), T0)], T0, CancellationToken.None);
            await record.ApplyAsync([.. batch.Select(l => Read(l, T0))], T0, CancellationToken.None);
            Assert.Equal(2, store.FactsOf("X000001-20260601").Count());
        }
    }

    [Fact]
    public async Task Apply_SameEventAtOtherTimesByOtherCallers_IsDuplicate()
    {
        await ApplyAsync(T0, Registration(Crn, "2026-06-02"));
        var line = Fact("e1", Crn, "2026-06-02T08:00:00Z");
        Assert.Equal(EventStatus.Accepted, (await _record.ApplyAsync([Read(line, T0, "practitioner:P1")], T0, CancellationToken.None))[0].Status);
        var later = T0.PlusHours(5);
        Assert.Equal(EventStatus.Duplicate, (await _record.ApplyAsync([Read(line, later, "practitioner:P2")], later, CancellationToken.None))[0].Status);
    }

    [Fact]
    public async Task Apply_SameFactBySubjectCrnAndRelease_IsOne()
    {
        await ApplyAsync(T0, Registration(Crn, "2026-06-02"));
        Assert.Equal([EventStatus.Accepted, EventStatus.Duplicate], await ApplyAsync(T0, Fact("e1", Crn, "2026-06-02T08:00:00Z"), Fact("e1", "X000001-20260602", "2026-06-02T08:00:00Z")));
    }

    [Fact]
    public async Task Apply_InABatchOfManyPeople_KeepsThemApart()
    {
        var lines = Enumerable.Range(10, 50).SelectMany(n => (string[])[Fact("e1", $"X0000{n}", "2026-06-02T08:30:00Z"), Registration($"X0000{n}", "2026-06-02")]);
        Assert.All(await ApplyAsync(T0, [.. lines]), s => Assert.Equal(EventStatus.Accepted, s));
        Assert.All(Enumerable.Range(10, 50), n => Assert.Equal(["e1"], _store.FactsOf($"X0000{n}-20260602")));
        Assert.Empty(_store.Held);
    }

    [Fact]
    public async Task Apply_WithAStoreThatFails_AnswersWithItsFailure()
    {
        _store.Mock.Setup(s => s.AppendAsync(It.IsAny<IReadOnlyList<FactFor>>(), It.IsAny<Instant>(), It.IsAny<Func<CaseRecord, CaseUpdate?>?>(), It.IsAny<CancellationToken>())).ThrowsAsync(new IOException("full"));
        await ApplyAsync(T0, Registration(Crn, "2026-06-02"));
        await Assert.ThrowsAsync<IOException>(() => ApplyAsync(T0, Fact("e1", Crn, "2026-06-02T08:00:00Z")));
        Assert.Empty(_store.Held);
    }

    private Task<IReadOnlyList<EventAnswer>> AnswersAsync(Instant now, params string[] lines) => _record.ApplyAsync([.. lines.Select(l => Read(l, now))], now, CancellationToken.None);

    private async Task<IReadOnlyList<EventStatus>> ApplyAsync(Instant now, params string[] lines) => [.. (await AnswersAsync(now, lines)).Select(a => a.Status)];
}
