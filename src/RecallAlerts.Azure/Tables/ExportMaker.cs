using Azure.Data.Tables;
using RecallAlerts.Application.Exports;
using RecallAlerts.Azure.Tables.Exporting;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables;

/// <summary>
/// Makes the exports that were asked for, one after the other. Where a run dies another begins anew; where two run, only the later one's file counts.
/// </summary>
/// <param name="tables">The tables.</param>
/// <param name="exports">Writes exports.</param>
/// <param name="time">The clock of pauses and limits.</param>
public sealed class ExportMaker(StoreTables tables, ExportRows exports, TimeProvider time)
{
    private static readonly TimeSpan BetweenTellings = TimeSpan.FromSeconds(5);

    /// <summary>The longest time for one export. With the time in which others may be begun it is less than a function may run.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    private readonly AskedExports _asked = new(tables.Exports);
    private readonly MadeFile _files = new(tables.Exports);

    /// <summary>Forgets what is over, then makes what waits, until there is nothing or time is up; answers how many were made.</summary>
    /// <param name="beginBefore">From when on no other is begun, UTC.</param>
    /// <param name="cancellation">Ends the work: what was not done is begun anew by the next run.</param>
    public async Task<int> RunAsync(Instant beginBefore, CancellationToken cancellation)
    {
        await ForgetAsync(cancellation);
        var made = 0;
        while (tables.Now < beginBefore && await _asked.ClaimAsync(tables.Now, cancellation) is { } claimed)
        {
            if (await MakeAsync(claimed, cancellation)) made++;
        }

        return made;
    }

    // Parts without their export are of one that was forgotten while a run wrote.
    private async Task ForgetAsync(CancellationToken cancellation)
    {
        var keys = await tables.Exports.ReadAsync(TableClient.CreateQueryFilter($"PartitionKey lt {StoredExport.Partition}"), cancellation, ["PartitionKey"]);
        var all = await _asked.AllAsync(cancellation);
        var over = all.Where(f => f.Export.Job.IsGone(tables.Now)).Select(f => f.Export.Job.Id).ToArray();
        foreach (var id in over) await _asked.ForgetAsync(id, cancellation);
        foreach (var id in keys.Select(k => k.PartitionKey).Distinct(StringComparer.Ordinal).Except(all.Select(f => f.Export.Job.Id), StringComparer.Ordinal).Concat(over))
            await _files.DeleteAsync(id, cancellation);
    }

    // A failure of one is its own, and is thrown on when the row says so: the next run begins it again, or gives it up.
    private async Task<bool> MakeAsync(StoredExport claimed, CancellationToken cancellation)
    {
        using var lost = new CancellationTokenSource();
        using var longest = new CancellationTokenSource(Longest, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(lost.Token, longest.Token, cancellation);
        var rows = new RowCount();
        var writing = WriteAsync(claimed, rows, stop.Token);
        await TellAsync(claimed, rows, writing, lost, cancellation);
        await ((Task)writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (lost.IsCancellationRequested) return false;
        if (writing.IsCompletedSuccessfully) return await EndAsync(claimed, ExportJobState.Done, await writing, cancellation);
        await EndAsync(claimed, longest.IsCancellationRequested ? ExportJobState.Failed : ExportJobState.Waiting, 0, cancellation);
        await writing;
        return false;
    }

    private Task<long> WriteAsync(StoredExport claimed, RowCount rows, CancellationToken cancellation)
    {
        var (job, request) = (claimed.Job, claimed.Job.ToRequest() with { Progress = n => rows.Value = n });
        return _files.WriteAsync(job.Id, claimed.Run!, output => exports.WriteAsync(job.Table, request, job.AskedAt, output, cancellation), cancellation);
    }

    private async Task TellAsync(StoredExport claimed, RowCount rows, Task writing, CancellationTokenSource lost, CancellationToken cancellation)
    {
        while (await Task.WhenAny(writing, Task.Delay(BetweenTellings, time, cancellation)) != writing && !cancellation.IsCancellationRequested)
        {
            if (await _asked.ChangeAsync(claimed.Job.Id, claimed.Run!, e => e with { Job = e.Job with { Rows = rows.Value }, ToldAt = tables.Now }, cancellation)) continue;
            await lost.CancelAsync();
            return;
        }
    }

    private Task<bool> EndAsync(StoredExport claimed, ExportJobState state, long rows, CancellationToken cancellation) =>
        _asked.ChangeAsync(claimed.Job.Id, claimed.Run!, e => e with { Job = e.Job with { State = state, Rows = rows }, ToldAt = tables.Now }, cancellation);

    // Written by who writes, read by who tells.
    private sealed class RowCount
    {
        private long _value;

        public long Value { get => Interlocked.Read(ref _value); set => Interlocked.Exchange(ref _value, value); }
    }
}
