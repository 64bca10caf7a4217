using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using RecallAlerts.Adapters.Tests.Contracts;
using RecallAlerts.Azure.Tables;

namespace RecallAlerts.Adapters.Tests.Tables;

/// <summary>Table storage for the contract: two programs, each with a client of its own, on tables of this test alone.</summary>
internal sealed class TablesStores : IStoreUnderTest
{
    // After all that tests play, so that what can have been decided is looked for always.
    private static readonly TimeProvider Later = new StandingTime(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private readonly StoreTables _tables;

    private TablesStores(StoreTables one, StoreTables another, CountingPolicy counting, FaultPolicy faults)
    {
        (_tables, Counting, Faults) = (one, counting, faults);
        (One, Another) = (PortsOf(one, "one"), PortsOf(another, "another"));
    }

    public Ports One { get; }

    public Ports Another { get; }

    /// <summary>Counts what the first program does.</summary>
    public CountingPolicy Counting { get; }

    /// <summary>Makes requests of the first program fail.</summary>
    public FaultPolicy Faults { get; }

    public StoreTables Tables => _tables;

    public static async Task<TablesStores> CreateAsync(TimeProvider? time = null)
    {
        var (counting, faults, prefix) = (new CountingPolicy(), new FaultPolicy(), AzuriteServer.NewPrefix());
        var one = new StoreTables(await AzuriteServer.OpenAsync(OptionsWith(faults, counting)), new TableOptions(prefix), time ?? Later);
        var another = new StoreTables(await AzuriteServer.OpenAsync(OptionsWith()), new TableOptions(prefix), time ?? Later);
        await one.CreateAsync(CancellationToken.None);
        return new TablesStores(one, another, counting, faults);
    }

    public static async Task<IStoreUnderTest> OpenAsync() => await CreateAsync();

    public Task FlushAsync() => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        Faults.Reset();
        foreach (var ports in (Ports[])[One, Another]) (ports.Audit as IDisposable)?.Dispose();
        await _tables.DeleteAsync(CancellationToken.None);
    }

    private static TableClientOptions OptionsWith(params HttpPipelinePolicy[] policies)
    {
        var options = new TableClientOptions { Retry = { Delay = TimeSpan.FromMilliseconds(1), Mode = RetryMode.Fixed, MaxRetries = 3 } };
        foreach (var policy in policies) options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        return options;
    }

    private static Ports PortsOf(StoreTables tables, string writer)
    {
        var (narratives, words) = (new NarrativeCipher(Given.Secret), new NarrativeCipher(Given.Secret, NarrativeCipher.Answers));
        return new Ports(
            new TablesCaseStore(tables, narratives, Given.Key), new TablesMessageStore(tables, Given.Key), new TablesQueries(tables, Given.Key),
            new TablesRecallStore(tables, Given.Key, narratives, words), new TablesExports(tables), new TablesReports(tables))
        {
            People = new TablesPeopleStore(tables, narratives, new NarrativeCipher(Given.Secret, NarrativeCipher.Envelopes), Given.Key),
            Audit = new TablesAuditLog(tables, writer),
            Envelopes = new TablesHeldEnvelopes(tables, new NarrativeCipher(Given.Secret, NarrativeCipher.Envelopes)),
            Absences = new TablesAbsences(tables),
            Operations = new TablesOperations(tables),
            Timelines = new TablesTimelines(tables, Given.Key),
        };
    }

    private sealed class StandingTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
