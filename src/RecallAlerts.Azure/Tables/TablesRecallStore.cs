using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Azure.Tables.Projections;
using RecallAlerts.Azure.Tables.Recalls;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Azure.Tables;

/// <summary>Recalls on tables: in the partition of their release, and in the index by month, id and classifier.</summary>
public sealed class TablesRecallStore : IRecallStore
{
    private readonly StoreTables _tables;
    private readonly ServiceKey _key;
    private readonly CasePartition _cases;
    private readonly RecallPartition _partitions;
    private readonly RecallCommit _commit;
    private readonly NarrativeSweep _narratives;
    private readonly HeldNarrativeSweep _held;
    private readonly RecallLists _lists;
    private readonly UnansweredRecalls _unanswered;

    /// <param name="tables">The tables.</param>
    /// <param name="key">Makes the keys of releases.</param>
    /// <param name="narratives">Encrypts narratives.</param>
    /// <param name="words">Encrypts the words of people's answers.</param>
    public TablesRecallStore(StoreTables tables, ServiceKey key, NarrativeCipher narratives, NarrativeCipher words)
    {
        (_tables, _key, _cases) = (tables, key, new CasePartition(tables));
        _partitions = new RecallPartition(tables, narratives, words);
        _commit = new RecallCommit(tables, _cases, words);
        _narratives = new NarrativeSweep(tables, _partitions, _commit);
        _held = new HeldNarrativeSweep(tables);
        _lists = new RecallLists(tables, _partitions);
        _unanswered = new UnansweredRecalls(tables);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<ReleaseId>> PendingAsync(int atMost, CancellationToken cancellation)
    {
        var pending = new List<ReleaseId>();
        if (atMost < 1) return pending;
        await foreach (var row in _tables.Overall.QueryAsync<TableEntity>(Requests.Under(StoreTables.OverallPartition, "r|"), cancellationToken: cancellation))
        {
            if (await IsPendingAsync(row.RowKey, cancellation)) pending.Add(new ReleaseId(row.GetString(IndexKeys.ReleaseId)));
            if (pending.Count >= atMost) break;
        }

        return pending;
    }

    /// <inheritdoc />
    public async Task UpdateAsync(IReadOnlyList<ReleaseId> ids, Func<RecallMaterial, RecallUpdate?> decide, CancellationToken cancellation)
    {
        foreach (var id in ids) await UpdateAsync(_key.WatchIdOf(id), decide, cancellation);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<ReleaseId>> AnsweredByOtherAsync(string classifier, int atMost, CancellationToken cancellation) =>
        _lists.AnsweredByOtherAsync(classifier, atMost, cancellation);

    /// <inheritdoc />
    public async Task<int> DeleteNarrativesAsync(NarrativeDays days, Instant now, int atMost, CancellationToken cancellation)
    {
        var held = await _held.RunAsync(days, now, atMost, cancellation);
        return held + (held < atMost ? await _narratives.RunAsync(days, now, atMost - held, cancellation) : 0);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredRecall>> FindAsync(string recallId, CancellationToken cancellation) => _lists.FindAsync(recallId, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<UnansweredRecall>> UnansweredAsync(IReadOnlyList<string>? practitioners, string? pdu, Viewer viewer, CancellationToken cancellation) =>
        _unanswered.ReadAsync(practitioners, pdu, viewer, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<ComparedRelease>> ComparedAsync(ComparedWith with, CancellationToken cancellation) => _lists.ComparedAsync(with, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<RecallFigure>> FiguresAsync(CancellationToken cancellation) => _lists.FiguresAsync(cancellation);

    private async Task UpdateAsync(string watchId, Func<RecallMaterial, RecallUpdate?> decide, CancellationToken cancellation)
    {
        for (var i = 0; i < Requests.MostTries; i++)
        {
            if (await _partitions.LoadAsync(watchId, cancellation) is not { } stored || decide(stored.Material) is not { } update) return;
            if (await _commit.TryAsync(stored, update, cancellation)) return;
        }

        throw Requests.Contended();
    }

    // The row is the mark's own, or of a commit that is still to come, or of one that came and that the index did not follow.
    private async Task<bool> IsPendingAsync(string guard, CancellationToken cancellation)
    {
        var watchId = guard.Split('|')[2];
        if (await _cases.FindHeadAsync(watchId, cancellation) is not { Head: var head }) return false;
        if (head.RecallGuard == guard) return true;
        if (IndexRows.VersionOf(guard) <= head.Version && await _partitions.LoadAsync(watchId, cancellation) is { Case.Head: var now, Material: var material })
            await _commit.RepairAsync(now, material.Case.History.Registered, material.Rows, guard, cancellation);
        return false;
    }
}
