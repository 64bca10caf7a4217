using RecallAlerts.Application.Absences;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using static RecallAlerts.Application.Tests.Absences.GivenAbsences;

namespace RecallAlerts.Application.Tests.Absences;

public sealed class EnterAbsenceTests
{
    private readonly GivenAbsences _given = new();

    private static CancellationToken None => CancellationToken.None;

    public static TheoryData<int, int, string> Days => new()
    {
        { 8, 9, "" }, { 9, 10, "" }, { 1, 9, "" }, { 1, 8, "Until" }, { 9, 9, "Until" }, { 10, 9, "Until" },
    };

    [Theory]
    [MemberData(nameof(Days))]
    public async Task Enter_ByItsDays_IsEnteredUnlessItHasEndedOrEndsBeforeItBegins(int from, int until, string refused) =>
        Assert.Equal(refused, await RefusedAsync(Away(from, until)));

    public static TheoryData<int, int, string> Overlaps => new()
    {
        { 8, 10, "" }, { 8, 11, "From" }, { 12, 13, "From" }, { 14, 16, "From" }, { 15, 16, "" }, { 8, 20, "From" },
    };

    [Theory]
    [MemberData(nameof(Overlaps))]
    public async Task Enter_BesideAnAbsenceFromTheTenthToTheFourteenth_MayTouchItOnly(int from, int until, string refused)
    {
        Assert.Equal("", await RefusedAsync(Away(10, 15)));
        Assert.Equal(refused, await RefusedAsync(Away(from, until, cover: P3)));
    }

    [Theory]
    [MemberData(nameof(Overlaps))]
    public async Task Enter_BesideAnAbsenceOfTheDirectory_MayTouchItOnly(int from, int until, string refused)
    {
        _given.Absences = [Away(10, 15)];
        Assert.Equal(refused, await RefusedAsync(Away(from, until, cover: P3)));
    }

    [Theory]
    [InlineData(8, 10, "")]
    [InlineData(8, 11, "Cover")]
    [InlineData(14, 16, "Cover")]
    [InlineData(15, 16, "")]
    public async Task Enter_CoverWhoIsOffFromTheTenthToTheFourteenth_IsRefusedInThatTime(int from, int until, string refused)
    {
        Assert.Equal("", await RefusedAsync(Away(10, 15, P2, P3)));
        Assert.Equal(refused, await RefusedAsync(Away(from, until)));
    }

    public static TheoryData<string, string, string> People => new()
    {
        { "practitioner:P1", "practitioner:P2", "" }, { "practitioner:P1", "duty-spo:gwent", "" }, { "practitioner:P1", "head-of-pdu:gwent", "" },
        { "duty-spo:gwent", "practitioner:P1", "" }, { "duty-spo:gwent", "head-of-pdu:gwent", "" }, { "practitioner:P1", "practitioner:P1", "Cover" },
        { "head-of-pdu:gwent", "practitioner:P1", "Person" }, { "practitioner:P9", "practitioner:P1", "Person" }, { "duty-spo:north", "practitioner:P1", "Person" },
        { "practitioner:P1", "practitioner:P9", "Cover" }, { "practitioner:P1", "duty-spo:north", "Cover" }, { "practitioner:P9", "practitioner:P9", "Person Cover" },
    };

    [Theory]
    [MemberData(nameof(People))]
    public async Task Enter_ByItsPeople_IsOfThePdu(string person, string cover, string refused) => Assert.Equal(refused, await RefusedAsync(Away(8, 9, PersonOf(person), PersonOf(cover))));

    [Fact]
    public async Task Enter_CoverWithoutAnAddress_IsRefused() => Assert.Equal("Cover", await RefusedAsync(Away(8, 9), new GivenAbsences { Unknown = P2 }));

    [Fact]
    public async Task Enter_AgainAfterAnEarlyEndOnTheSameDay_IsEntered()
    {
        var (directory, enter) = Open(_given);
        await enter.RunAsync(Away(8, 15), Staff, DutySpo, Now, None);
        Assert.True(await enter.EndAsync(Assert.Single(directory.Entered).Id, "gwent", Now.PlusHours(1), None));
        Assert.Equal(P1, directory.CoverOf(P1, Now.PlusHours(1)));
        Assert.Empty(await enter.RunAsync(Away(8, 15), Staff, DutySpo, Now.PlusHours(1), None));
        Assert.Equal((P2, 2), (directory.CoverOf(P1, Now.PlusHours(1)), directory.Entered.Count));
    }

    [Theory]
    [InlineData(8, 15, 1)]
    [InlineData(9, 15, 0)]
    public async Task End_BeforeItBegan_TakesItBackAndElseEndsItNow(int from, int until, int left)
    {
        var (directory, enter) = Open(_given);
        await enter.RunAsync(Away(from, until), Staff, DutySpo, Now, None);
        Assert.True(await enter.EndAsync(directory.Entered[0].Id, "gwent", Now, None));
        Assert.Equal(left, directory.Entered.Count);
        Assert.All(directory.Entered, e => Assert.Equal(Now, e.Absence.Until));
    }

    [Fact]
    public async Task End_OfAnotherPduOrUnknown_IsNotThere()
    {
        var (directory, enter) = Open(_given);
        await enter.RunAsync(Away(8, 15), Staff, DutySpo, Now, None);
        Assert.False(await enter.EndAsync(directory.Entered[0].Id, "north", Now, None));
        Assert.False(await enter.EndAsync("unknown", "gwent", Now, None));
        Assert.Equal(P2, directory.CoverOf(P1, Now));
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    public async Task Enter_ThirtyDaysAfterAnotherEnded_ForgetsIt(long seconds, int left)
    {
        var (directory, enter) = Open(_given);
        await enter.RunAsync(Away(8, 9), Staff, DutySpo, Now, None);
        var later = Day(9).PlusSeconds((30 * Instant.Day) + seconds);
        await enter.RunAsync(new Absence(P3, later, later.PlusHours(1), P2), Staff, DutySpo, later, None);
        Assert.Equal(left, directory.Entered.Count);
    }

    private static (AbsenceDirectory Directory, EnterAbsence Enter) Open(GivenAbsences given)
    {
        var directory = new AbsenceDirectory(given, given);
        return (directory, new EnterAbsence(directory));
    }

    private async Task<string> RefusedAsync(Absence absence, GivenAbsences? given = null)
    {
        var refusals = await Open(given ?? _given).Enter.RunAsync(absence, Staff, DutySpo, Now, None);
        return string.Join(' ', refusals.Select(r => r.Part));
    }

    private static Person PersonOf(string text) => Person.TryParse(text, out var person) ? person : throw new FormatException(text);
}
