using RecallAlerts.Application.Absences;
using RecallAlerts.Domain.Alerts;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>Absences that managers enter.</summary>
public abstract class AbsencesContract : StoreContract
{
    private IAbsences Absences => Store.One.Absences;

    internal static EnteredAbsence Away(string id, Person? person = null, long days = 7, string pdu = "gwent") =>
        new(id, new Absence(person ?? P1, T0, T0.PlusHours(24 * days), P2), pdu, DutySpo, T0.PlusHours(-1));

    [Fact]
    public async Task Read_NothingEntered_IsNothingNew()
    {
        Assert.Null(await Absences.ReadAsync(AbsenceList.None.Version, None));
        Assert.Empty((await Absences.ReadAsync(-1, None))!.Entered);
    }

    [Fact]
    public async Task Update_PutAndRemoved_IsAsWrittenForEverybodyAtOnce()
    {
        var odd = Away("b", new Person(Role.Practitioner, "P/1#? %'\u0001\U0001F600"), pdu: "caf\u00e9");
        Assert.Equal([Away("a"), odd], (await Absences.UpdateAsync(_ => new AbsenceUpdate([odd, Away("a")], []), None)).Entered);
        Assert.Equal([Away("a"), odd], (await Another.Absences.ReadAsync(0, None))!.Entered);
        var after = await Another.Absences.UpdateAsync(before => new AbsenceUpdate([before[0] with { EnteredBy = P2 }], ["b", "unknown"]), None);
        Assert.Equal([Away("a") with { EnteredBy = P2 }], after.Entered);
        Assert.Equal(after.Entered, (await Absences.ReadAsync(0, None))!.Entered);
    }

    [Fact]
    public async Task Read_OfTheKnownVersion_IsNothingUntilSomethingChanges()
    {
        var first = await Absences.UpdateAsync(_ => new AbsenceUpdate([Away("a")], []), None);
        Assert.Null(await Another.Absences.ReadAsync(first.Version, None));
        var second = await Another.Absences.UpdateAsync(_ => new AbsenceUpdate([], ["a"]), None);
        Assert.True(second.Version > first.Version);
        Assert.Equal(second.Version, (await Absences.ReadAsync(first.Version, None))!.Version);
    }

    [Fact]
    public async Task Update_DecidedAsNull_ChangesNothing()
    {
        var before = await Absences.UpdateAsync(_ => new AbsenceUpdate([Away("a")], []), None);
        var after = await Absences.UpdateAsync(_ => null, None);
        Assert.Equal((before.Version, 1), (after.Version, after.Entered.Count));
        Assert.Null(await Absences.ReadAsync(before.Version, None));
    }

    [Fact]
    public async Task Update_BySeveralAtOnce_DecidesOnWhatTheOthersDid()
    {
        var entered = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => EnterIfNobodyIsAwayAsync(n % 2 == 0 ? Absences : Another.Absences, $"a{n}"))));
        Assert.Equal(1, entered.Count(done => done));
        Assert.Single((await Absences.ReadAsync(0, None))!.Entered);
    }

    private static async Task<bool> EnterIfNobodyIsAwayAsync(IAbsences absences, string id)
    {
        var decided = false;
        await absences.UpdateAsync(before => (decided = before.Count == 0) ? new AbsenceUpdate([Away(id)], []) : null, CancellationToken.None);
        return decided;
    }
}
