using Azure;
using Azure.Data.Tables;
using RecallAlerts.Application.Exports;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables.Exporting;

/// <summary>The rows of exports that were asked for: there are few, and a day later they are gone.</summary>
/// <param name="table">The table.</param>
internal sealed class AskedExports(TableClient table)
{
    private const string P = StoredExport.Partition;

    /// <summary>Seconds for which a run may say nothing before it is taken for dead.</summary>
    public const long SilentSeconds = 120;

    /// <summary>How often an export is begun before it is given up.</summary>
    public const int MostTries = 3;

    /// <summary>All, those that were asked for first first.</summary>
    public async Task<IReadOnlyList<FoundExport>> AllAsync(CancellationToken cancellation)
    {
        var rows = await table.ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {P}"), cancellation);
        return [.. rows.Select(FoundExport.Of).OrderBy(f => f.Export.Job.AskedAt).ThenBy(f => f.Export.Job.Id, StringComparer.Ordinal)];
    }

    /// <summary>One; null when there is none.</summary>
    public async Task<FoundExport?> FindAsync(string id, CancellationToken cancellation) => await table.FindAsync(P, id, cancellation) is { } row ? FoundExport.Of(row) : null;

    /// <summary>Adds one.</summary>
    public Task AddAsync(StoredExport export, CancellationToken cancellation) => table.TryInsertAsync(export.ToEntity(), cancellation);

    /// <summary>Forgets one.</summary>
    public Task ForgetAsync(string id, CancellationToken cancellation) => table.DeleteEntityAsync(P, id, ETag.All, cancellation);

    /// <summary>Takes the next that nobody makes; null when there is none. One that was begun too often is given up on the way.</summary>
    public async Task<StoredExport?> ClaimAsync(Instant now, CancellationToken cancellation)
    {
        var run = RowKeys.NewCommitId();
        foreach (var found in await AllAsync(cancellation))
        {
            if (!IsFree(found.Export, now)) continue;
            var isGivenUp = found.Export.Tries >= MostTries;
            var state = isGivenUp ? ExportJobState.Failed : ExportJobState.Running;
            var claimed = found.Export with { Job = found.Export.Job with { State = state, Rows = 0 }, Run = run, Tries = found.Export.Tries + 1, ToldAt = now };
            if (await TryReplaceAsync(found, claimed, cancellation) && !isGivenUp) return claimed;
        }

        return null;
    }

    /// <summary>Changes the row of a run; false when it is no longer its own: somebody cancelled it, or took it for dead and goes on himself.</summary>
    public async Task<bool> ChangeAsync(string id, string run, Func<StoredExport, StoredExport> change, CancellationToken cancellation)
    {
        for (var i = 0; i < Requests.MostTries; i++)
        {
            if (await FindAsync(id, cancellation) is not { } found || found.Export.Run != run) return false;
            if (await TryReplaceAsync(found, change(found.Export), cancellation)) return true;
        }

        throw Requests.Contended();
    }

    private static bool IsFree(StoredExport export, Instant now) => !export.Job.IsGone(now) && export.Job.State switch
    {
        ExportJobState.Waiting => true,
        ExportJobState.Running => export.ToldAt.PlusSeconds(SilentSeconds) <= now,
        _ => false,
    };

    // The answer to a change that was made may be lost: then it is found as it was to be.
    private async Task<bool> TryReplaceAsync(FoundExport found, StoredExport next, CancellationToken cancellation) =>
        await table.TrySubmitAsync([Requests.Replace(next.ToEntity(), found.ETag)], cancellation) || (await FindAsync(next.Job.Id, cancellation))?.Export == next;
}
