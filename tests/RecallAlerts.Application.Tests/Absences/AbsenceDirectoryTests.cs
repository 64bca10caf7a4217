using RecallAlerts.Application.Absences;
using RecallAlerts.Domain.Calendar;
using static RecallAlerts.Application.Tests.Absences.GivenAbsences;

namespace RecallAlerts.Application.Tests.Absences;

public sealed class AbsenceDirectoryTests
{
    private readonly GivenAbsences _given = new();

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Cover_OfAnEnteredAbsence_StandsInAtOnceAndUntilItEnds()
    {
        var directory = await EnteredAsync(Away(8, 15));
        Assert.Equal(
            [P1, P2, P2, P1], ((Instant[])[Day(8).PlusSeconds(-1), Day(8), Day(15).PlusSeconds(-1), Day(15)]).Select(t => directory.CoverOf(P1, t)));
        Assert.Equal([P1, P2], directory.CoveredBy(P2, Now));
        Assert.Empty(directory.CoveredBy(P1, Now));
    }

    [Fact]
    public async Task Cover_WhoIsAwayByTheDirectory_IsCoveredInTurn()
    {
        _given.Absences = [Away(8, 15, P2, P3)];
        Assert.Equal(P3, (await EnteredAsync(Away(8, 15))).CoverOf(P1, Now));
    }

    [Fact]
    public async Task Cover_InACircle_IsTheDutySpoOfThePduThatEnteredIt() =>
        Assert.Equal(DutySpo, (await EnteredAsync(Away(8, 15), Away(8, 15, P2, P1))).CoverOf(P1, Now));

    [Fact]
    public async Task Cover_AfterTheDirectoryChanged_IsByItsNewAbsences()
    {
        var directory = await EnteredAsync(Away(8, 15));
        Assert.Equal(P3, directory.CoverOf(P3, Now));
        _given.Absences = [Away(8, 15, P3, P2)];
        Assert.Equal(P2, directory.CoverOf(P3, Now));
    }

    [Fact]
    public async Task Refresh_AfterAnotherProgramEntered_IsInForce()
    {
        var directory = new AbsenceDirectory(_given, _given);
        await EnteredAsync(Away(8, 15));
        Assert.Equal(P1, directory.CoverOf(P1, Now));
        await directory.RefreshAsync(None);
        Assert.Equal(P2, directory.CoverOf(P1, Now));
    }

    private async Task<AbsenceDirectory> EnteredAsync(params Absence[] absences)
    {
        var directory = new AbsenceDirectory(_given, _given);
        await directory.UpdateAsync(_ => new AbsenceUpdate([.. absences.Select((a, i) => new EnteredAbsence($"a{i}", a, "gwent", DutySpo, Now))], []), None);
        return directory;
    }
}
