using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.People;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Azure.Tables.Projections;

namespace RecallAlerts.Azure.Tables.People;

/// <summary>
/// One step of an operation on one release: facts, note and alerts by the commit of its review. Facts that go are hidden by that commit and deleted after it, now or
/// by the next step.
/// </summary>
internal sealed class ReviseCase(StoreTables tables, CasePartition cases, CaseCommit commit, CaseIndex index, NarrativeCipher cipher, Func<CaseMaterial, CaseRevision?> decide)
{
    private readonly MaterialPartition _partition = new(tables, cipher);
    private readonly string _commitId = RowKeys.NewCommitId();

    /// <summary>Decides and commits; null when nothing was.</summary>
    public async Task<CaseUpdate?> RunAsync(string watchId, CancellationToken cancellation)
    {
        for (var i = 0; i < Requests.MostTries; i++)
        {
            if (await _partition.LoadAsync(watchId, cancellation) is not { } stored) return null;
            await DeleteAsync(tables.Cases, stored.Hidden, cancellation);
            if (decide(stored.Material) is not { } revision) return await DoneBeforeAsync(stored, cancellation);
            if (await cases.IsDecidedAnewAsync(stored.Case, cancellation) || !await TryAsync(stored.Case, revision, cancellation)) continue;
            if (revision.Removed is not null && await _partition.LoadAsync(watchId, cancellation) is { } after) await DeleteAsync(tables.Cases, after.Hidden, cancellation);
            return revision.Update;
        }

        throw Requests.Contended();
    }

    // The index may not have followed before a program died: of such a step it is made anew.
    private async Task<CaseUpdate?> DoneBeforeAsync(StoredMaterial stored, CancellationToken cancellation)
    {
        if (stored.IsRevised) await index.RepairAsync(stored.Case.Head.WatchId, null, cancellation);
        return null;
    }

    private async Task<bool> TryAsync(StoredCase stored, CaseRevision revision, CancellationToken cancellation)
    {
        var (head, removed) = (stored.Head, revision.Removed);
        var back = head.GivenBack.Except(revision.Added.Select(f => f.Subject).OfType<Domain.Releases.ReleaseId>());
        head = head with { GivenBack = [.. removed is { } gone ? back.Append(gone).Distinct() : back] };
        await index.SayAsync(CaseProjections.BeforeFacts(head.WatchId, head.Summary.Region, revision.Added), cancellation);
        var (rows, stage) = await RowsAsync(head, revision.Added, cancellation);
        if (stage is not null) head = head with { Stages = $"{head.Stages} {stage}".Trim() };
        var change = Without(CaseChange.Of(stored with { Head = head, Access = revision.Access }, revision.Update, _commitId), stored, revision);
        if (!await commit.TryAsync(stored, change, _commitId, [.. rows, NoteRow(change.After, revision.Note)], cancellation)) return false;
        var lost = stored.Alerts.Select(a => a.Id).Except(revision.Update.Alerts.Select(a => a.Id)).Select(a => new TableEntity(StoreTables.OverallPartition, RowKeys.OfAlert(a)));
        await DeleteAsync(tables.Overall, [.. lost], cancellation);
        return true;
    }

    // The high alerts of a release are those that it has.
    private static CaseChange Without(CaseChange change, StoredCase stored, CaseRevision revision)
    {
        var gone = stored.Alerts.Select(a => a.Id).Except(revision.Update.Alerts.Select(a => a.Id)).ToHashSet();
        return gone.Count == 0 ? change : change with { After = change.After with { HighAlerts = [.. change.After.HighAlerts.Where(a => !gone.Contains(a))] } };
    }

    private static TableEntity NoteRow(CaseHead after, string? note)
    {
        var row = new TableEntity(after.WatchId, MaterialPartition.Note) { [FactRows.Version] = after.Version };
        row.PutJson(note ?? "");
        return row;
    }

    // As an append: what does not fit one transaction is staged, and becomes visible by the commit.
    private async Task<(IReadOnlyList<TableEntity> Rows, string? Stage)> RowsAsync(CaseHead head, IReadOnlyList<RecordedFact> added, CancellationToken cancellation)
    {
        TableEntity[] rows = [.. added.Select(f => FactRows.Write(head.WatchId, FactRows.KeyOf(f), head.Version + 1, f, cipher))];
        if (CaseCommit.Fits(rows)) return (rows, null);
        var stage = AppendToCase.StageOf(added);
        foreach (var row in rows) row.RowKey = RowKeys.Staged(stage, row.RowKey);
        await commit.StageAsync(rows, cancellation);
        return ([], stage);
    }

    private static async Task DeleteAsync(TableClient table, IReadOnlyList<TableEntity> rows, CancellationToken cancellation)
    {
        foreach (var row in rows) await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellation);
    }
}
