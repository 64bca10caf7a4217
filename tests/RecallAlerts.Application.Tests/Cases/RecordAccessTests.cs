using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Application.Tests.Cases.Lines;

namespace RecallAlerts.Application.Tests.Cases;

/// <summary>Who may see the cases of a person goes to all their releases.</summary>
public sealed class RecordAccessTests
{
    private const string Crn = "X000001";
    private const string First = "X000001-20260105";
    private const string Second = "X000001-20260601";
    private readonly StoredCases _store = new();
    private readonly RecordEvents _record;

    public RecordAccessTests() => _record = new RecordEvents(_store.Mock.Object, new ServiceKey(new byte[32]), PolicyDocument.Default, BankHolidays.Default, new NoWatches());

    [Theory]
    [InlineData(Crn)]
    [InlineData(First)]
    [InlineData(Second)]
    [InlineData("X000001-20260901")]
    public async Task Limit_OfAPerson_GoesToEachReleaseEndedOrNot(string subject)
    {
        await GivenTwoAsync();
        Assert.Equal([EventStatus.Accepted], await ApplyAsync(Limited("l1", subject)));
        Assert.Equal(["l1"], _store.FactsOf(First));
        Assert.Equal(["l1"], _store.FactsOf(Second));
        Assert.Empty(_store.FactsOf("X000002-20260601"));
        Assert.Equal([EventStatus.Duplicate], await ApplyAsync(Limited("l1", subject)));
    }

    [Theory]
    [InlineData(Crn)]
    [InlineData(First)]
    public async Task Withdrawal_OfALimit_GoesToEachReleaseThatHasIt(string subject)
    {
        await GivenTwoAsync();
        await ApplyAsync(Limited("l1", Crn));
        Assert.Equal([EventStatus.Accepted], await ApplyAsync(Event("w1", "fact.withdrawn", subject, T0, new { eventId = "l1", reason = "wrong" })));
        Assert.Equal(["l1", "w1"], _store.FactsOf(First));
        Assert.Equal(["l1", "w1"], _store.FactsOf(Second));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Withdrawal_InTheBatchOfTheLimit_GoesToEachReleaseInAnyOrder(bool isFirst)
    {
        await GivenTwoAsync();
        var (limit, withdrawal) = (Limited("l1", Crn), Event("w1", "fact.withdrawn", Crn, T0, new { eventId = "l1", reason = "wrong" }));
        await ApplyAsync(isFirst ? [withdrawal, limit] : [limit, withdrawal]);
        Assert.Equal(["l1", "w1"], _store.FactsOf(First));
        Assert.Equal(["l1", "w1"], _store.FactsOf(Second));
    }

    [Fact]
    public async Task Withdrawal_OfAnotherFact_GoesWhereItWent()
    {
        await GivenTwoAsync();
        await ApplyAsync(Fact("e1", Second, "2026-06-02T08:00:00Z"), Event("w1", "fact.withdrawn", Second, T0, new { eventId = "e1", reason = "wrong" }));
        Assert.Empty(_store.FactsOf(First));
        Assert.Equal(["e1", "w1"], _store.FactsOf(Second));
    }

    [Theory]
    [InlineData(Crn)]
    [InlineData(Second)]
    public async Task Limit_OfAnUnknownPerson_IsHeldForWhicheverReleaseComes(string subject)
    {
        Assert.Equal([EventStatus.Held], await ApplyAsync(Limited("l1", subject)));
        Assert.Equal([EventStatus.Accepted], await ApplyAsync(Registration(Crn, "2026-01-05", licenceEndsOn: "2026-02-01")));
        Assert.Equal(["l1"], _store.FactsOf(First));
        Assert.Empty(_store.Held);
    }

    [Fact]
    public async Task Limit_AndRegistrationInOneBatch_ApplyInAnyOrder()
    {
        Assert.Equal([EventStatus.Accepted, EventStatus.Accepted], await ApplyAsync(Limited("l1", Crn), Registration(Crn, "2026-06-01")));
        Assert.Equal(["l1"], _store.FactsOf(Second));
    }

    [Fact]
    public async Task Limit_OfAReleaseThatIsRegisteredMeanwhile_GoesThereToo()
    {
        await ApplyAsync(Registration(Crn, "2026-06-01"));
        var isFirst = true;
        _store.BeforeAppend = async () =>
        {
            if (!isFirst) return;
            isFirst = false;
            await ApplyAsync(Registration(Crn, "2026-01-05"));
        };
        Assert.Equal([EventStatus.Accepted], await ApplyAsync(Limited("l1", Crn)));
        Assert.Equal(["l1"], _store.FactsOf(First));
    }

    [Fact]
    public async Task Registration_NamesTheOtherReleasesOfThePerson()
    {
        await ApplyAsync(Registration(Crn, "2026-01-05", licenceEndsOn: "2026-02-01"));
        await ApplyAsync(Registration(Crn, "2026-06-01"), Registration(Crn, "2026-09-01"), Registration("X000002", "2026-06-01"));
        Assert.Equal([new ReleaseId(First), new ReleaseId("X000001-20260901")], _store.OthersOf(Second).Order());
        Assert.Empty(_store.OthersOf("X000002-20260601"));
    }

    private Task GivenTwoAsync() =>
        ApplyAsync(Registration(Crn, "2026-01-05", licenceEndsOn: "2026-02-01"), Registration(Crn, "2026-06-01"), Registration("X000002", "2026-06-01"));

    private static string Limited(string id, string subject) => Event(id, "access.limited", subject, T0, new { kind = "excluded", staff = new[] { "N01" } });

    private async Task<IEnumerable<EventStatus>> ApplyAsync(params string[] lines) =>
        (await _record.ApplyAsync([.. lines.Select(l => Read(l, T0))], T0, CancellationToken.None)).Select(a => a.Status);
}
