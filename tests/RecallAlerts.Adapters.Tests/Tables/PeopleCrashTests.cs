using RecallAlerts.Adapters.Tests.Contracts;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.People;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Tables;

/// <summary>A program dies, or an answer is lost, at each request of an operation on people: running it again finishes it, and a third time changes nothing.</summary>
public sealed class PeopleCrashTests
{
    private static readonly ReleaseId Goes = new("X000002-20260602");
    private static readonly Instant Later = T0.PlusHours(2);

    /// <summary>An operation by its name, and what is there before it.</summary>
    private static readonly Dictionary<string, (Func<Ports, Task> Given, Func<Ports, Task<PeopleAnswer>> Do)> Operations = new(StringComparer.Ordinal)
    {
        ["merge"] = (TwoAsync, MergeAsync),
        ["unmerge"] = (MergedAsync, p => new PeopleAt(p, Later).UnmergeAsync("X000002", "X000001")),
        ["erase"] = (ErasingContract.FillAsync, EraseAsync),
        ["erase merged"] = (MergedAsync, EraseAsync),
    };

    public static TheoryData<string> Names => [.. Operations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Crash_AtAnyRequest_IsFinishedByRunningItAgain(string name)
    {
        var (expected, requests) = await UndisturbedAsync(name);
        for (var n = 1; n <= requests; n++)
        {
            foreach (var fault in (Fault[])[Fault.Crash, Fault.CrashAfter]) await CrashAsync(name, n, fault, expected);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Answer_LostAtAnyRequest_IsAsIfNothingHadHappened(string name)
    {
        var (expected, requests) = await UndisturbedAsync(name);
        for (var n = 1; n <= requests; n++)
        {
            await using var stores = await TablesStores.CreateAsync();
            await Operations[name].Given(stores.One);
            stores.Faults.Reset(i => i == n ? Fault.LostAnswer : Fault.None);
            await Operations[name].Do(stores.One);
            stores.Faults.Reset();
            Assert.Equal((n, expected), (n, await SeenAsync(stores)));
        }
    }

    private static async Task<(string Expected, int Requests)> UndisturbedAsync(string name)
    {
        await using var stores = await TablesStores.CreateAsync();
        await Operations[name].Given(stores.One);
        stores.Faults.Reset();
        await Operations[name].Do(stores.One);
        var requests = stores.Faults.Requests;
        await stores.AssertIndexIsOfCasesAsync();
        return (await SeenAsync(stores), requests);
    }

    private static async Task CrashAsync(string name, int n, Fault fault, string expected)
    {
        await using var stores = await TablesStores.CreateAsync();
        await Operations[name].Given(stores.One);
        stores.Faults.Reset(i => i == n ? fault : Fault.None);
        await Assert.ThrowsAsync<CrashException>(() => Operations[name].Do(stores.One));
        stores.Faults.Reset();
        await Operations[name].Do(stores.Another);
        Assert.Equal($"{n} {fault}\n{expected}", $"{n} {fault}\n{await SeenAsync(stores)}");
        Assert.Equal(PeopleOutcome.Unchanged, (await Operations[name].Do(stores.Another)).Outcome);
        Assert.Equal($"{n} {fault}\n{expected}", $"{n} {fault}\n{await SeenAsync(stores)}");

        // What the index did not follow it follows at the next commit, and nothing that is due is hidden until then.
        await stores.AssertNothingIsHiddenAsync(Later.PlusHours(90), X1, Goes);
        foreach (var id in (ReleaseId[])[X1, Goes]) await stores.Another.Cases.ReviewAsync(id, wake: T0.PlusHours(99), at: Later.PlusHours(1));
        await stores.AssertIndexIsOfCasesAsync();
    }

    private static async Task<string> SeenAsync(TablesStores stores)
    {
        var found = (await stores.Another.Cases.FindAllAsync(new Crn("X000001"), None)).Select(c => c.Id.Value).Order(StringComparer.Ordinal);
        var seen = (await stores.SeenAsync(X1, Goes)).Split('\n').Select(Asked).ToArray();
        string[] once = [.. seen.Where(line => !IsAsked(line)), .. seen.Where(IsAsked).Distinct().Order(StringComparer.Ordinal)];
        return $"{string.Join('\n', once)}\nfound {string.Join(' ', found)}";
    }

    // Who asks again is noted again; that it was asked stands there before anything is done.
    private static string Asked(string line) => IsAsked(line) ? $"entry {line[(line.LastIndexOf(' ', line.LastIndexOf(' ') - 1) + 1)..]}" : line;

    private static bool IsAsked(string line) => line.StartsWith("entry ", StringComparison.Ordinal) &&
        (line.Contains(nameof(AuditAction.Combined), StringComparison.Ordinal) || line.Contains(nameof(AuditAction.Separated), StringComparison.Ordinal));

    private static CancellationToken None => CancellationToken.None;

    private static Task<PeopleAnswer> MergeAsync(Ports p) => new PeopleAt(p, Later).MergeAsync("X000001", "X000002");

    private static Task<PeopleAnswer> EraseAsync(Ports p) => new PeopleAt(p, Later).EraseAsync("X000001");

    private static async Task TwoAsync(Ports p)
    {
        var at = new PeopleAt(p, T0);
        await at.RegisterAsync(Release());
        await at.RegisterAsync(Release("X000002"));
        await at.SendAsync("X000001", Fact("e1", "accommodation.recorded", new { code = "A08" }));
        await at.SendAsync("X000002", Fact("e2"));
        await at.ReviewAsync(X1, Goes);
        await p.Cases.HoldAsync([(Key.SubjectKeyOf("X000001"), Fact("e3", at: T0.PlusHours(1)))], T0, None);
    }

    private static async Task MergedAsync(Ports p)
    {
        await TwoAsync(p);
        await MergeAsync(p);
    }
}
