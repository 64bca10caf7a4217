using RecallAlerts.Application.Absences;
using RecallAlerts.Application.Audit;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Exports;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Operations;
using RecallAlerts.Application.People;
using RecallAlerts.Application.Queries;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Application.Reports;
using RecallAlerts.Application.WhatIf;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>The ports of one program over a store.</summary>
public sealed record Ports(
    ICaseStore Cases, IMessageStore Messages, ICaseQueries Queries, IRecallStore Recalls, IExportSource Exports, IReportStore Reports)
{
    /// <summary>The audit log; each program has an id of its own.</summary>
    public required IAuditLog Audit { get; init; }

    /// <summary>Where HMPPS envelopes are kept; null on an adapter that keeps none.</summary>
    public IHeldEnvelopes? Envelopes { get; init; }

    /// <summary>What merging, unmerging and erasing people need.</summary>
    public required IPeopleStore People { get; init; }

    /// <summary>Where absences are kept that managers enter.</summary>
    public required IAbsences Absences { get; init; }

    /// <summary>What waits and what was refused.</summary>
    public required IOperationsStore Operations { get; init; }

    /// <summary>What is stored, to be played again.</summary>
    public required IStoredTimelines Timelines { get; init; }
}

/// <summary>A store under test, used by two programs that know nothing of each other but what is stored.</summary>
public interface IStoreUnderTest : IAsyncDisposable
{
    Ports One { get; }

    Ports Another { get; }

    /// <summary>Makes all writes so far last.</summary>
    Task FlushAsync();
}

/// <summary>What every adapter of the store must hold to. Names no adapter.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    private IStoreUnderTest? _store;

    protected static CancellationToken None => CancellationToken.None;

    protected ICaseStore Cases => Store.One.Cases;

    protected IMessageStore Messages => Store.One.Messages;

    protected ICaseQueries Queries => Store.One.Queries;

    protected IRecallStore Recalls => Store.One.Recalls;

    protected IExportSource Exports => Store.One.Exports;

    protected IReportStore Reports => Store.One.Reports;

    protected IAuditLog Audit => Store.One.Audit;

    protected Ports Another => Store.Another;

    protected IStoreUnderTest Store => _store!;

    public async Task InitializeAsync() => _store = await OpenAsync();

    public async Task DisposeAsync() => await Store.DisposeAsync();

    protected abstract Task<IStoreUnderTest> OpenAsync();

    /// <summary>For what happens within a decision, which is no task.</summary>
    protected static void Now(Task task) => task.GetAwaiter().GetResult();
}
