using RecallAlerts.Adapters.Tests.Contracts;
using RecallAlerts.Application.Absences;

namespace RecallAlerts.Adapters.Tests.Tables;

/// <summary>A program dies at each request of a change of the absences, or an answer is lost.</summary>
public sealed class AbsenceFaultsTests : IAsyncLifetime
{
    private const int MostRequests = 6;
    private TablesStores? _opened;

    private static CancellationToken None => CancellationToken.None;

    private TablesStores Store => _opened!;

    public async Task InitializeAsync() => _opened = await TablesStores.CreateAsync();

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Theory]
    [InlineData(Fault.LostAnswer)]
    [InlineData(Fault.Busy)]
    public async Task Update_AnswerLostOrRefusedAtAnyRequest_IsMadeOnce(Fault fault)
    {
        for (var n = 1; n <= MostRequests; n++)
        {
            var id = $"a{n}";
            Store.Faults.Reset(i => i == n ? fault : Fault.None);
            var list = await Store.One.Absences.UpdateAsync(before => before.Any(e => e.Id == id) ? null : new AbsenceUpdate([AbsencesContract.Away(id)], []), None);
            Assert.Equal((n, n), ((int)list.Version, list.Entered.Count));
        }
    }

    [Theory]
    [InlineData(Fault.Crash)]
    [InlineData(Fault.CrashAfter)]
    public async Task Update_DyingAtAnyRequest_IsWholeOrNotThere(Fault fault)
    {
        for (var n = 1; n <= MostRequests; n++)
        {
            Store.Faults.Reset(i => i == n ? fault : Fault.None);
            var death = await Record.ExceptionAsync(() => Store.One.Absences.UpdateAsync(_ => new AbsenceUpdate([AbsencesContract.Away("a"), AbsencesContract.Away("b")], []), None));
            Assert.True(death is null or CrashException);
            Store.Faults.Reset();
            Assert.Contains((await Store.Another.Absences.ReadAsync(-1, None))!.Entered.Count, (int[])[0, 2]);
            await Store.Another.Absences.UpdateAsync(_ => new AbsenceUpdate([], ["a", "b"]), None);
        }
    }
}
