using System.Security.Cryptography;
using RecallAlerts.Application.Exports;
using RecallAlerts.Azure.Tables.Exporting;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables;

/// <summary>Exports that are asked for on any instance of the app and made by <see cref="ExportMaker"/> on one of them.</summary>
/// <param name="tables">The tables.</param>
public sealed class TablesExportJobs(StoreTables tables) : IExportJobs
{
    private const int IdDigits = 32;
    private readonly AskedExports _asked = new(tables.Exports);
    private readonly MadeFile _files = new(tables.Exports);

    /// <inheritdoc />
    public async Task<ExportJob?> StartAsync(string owner, string table, ExportRequest request, Instant now, CancellationToken cancellation)
    {
        // Two requests at once may make one more than the most: that costs some space for a day.
        if ((await OfAsync(owner, now, cancellation)).Count >= ExportJob.MostOfOne) return null;
        var job = ExportJob.Of(RandomNumberGenerator.GetHexString(IdDigits, lowercase: true), owner, table, request, now);
        await _asked.AddAsync(new StoredExport(job, null, 0, now), cancellation);
        return job;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<ExportJob>> OfAsync(string owner, Instant now, CancellationToken cancellation) =>
        ExportJob.LatestFirst((await _asked.AllAsync(cancellation)).Where(f => IsOf(f.Export, owner, now)).Select(f => f.Export.Job));

    /// <inheritdoc />
    public async Task<ExportJob?> FindAsync(string owner, string id, Instant now, CancellationToken cancellation) => (await FindStoredAsync(owner, id, now, cancellation))?.Job;

    /// <inheritdoc />
    public async Task<Stream?> OpenAsync(string owner, string id, Instant now, CancellationToken cancellation) =>
        await FindStoredAsync(owner, id, now, cancellation) is { Job.State: ExportJobState.Done, Run: { } run } ? _files.Open(id, run, cancellation) : null;

    /// <inheritdoc />
    public async Task<bool> CancelAsync(string owner, string id, Instant now, CancellationToken cancellation)
    {
        if (await FindStoredAsync(owner, id, now, cancellation) is null) return false;
        await _asked.ForgetAsync(id, cancellation);
        await _files.DeleteAsync(id, cancellation);
        return true;
    }

    private static bool IsOf(StoredExport export, string owner, Instant now) => export.Job.Owner == owner && !export.Job.IsGone(now);

    // An id comes from a path: what is none is not looked for.
    private async Task<StoredExport?> FindStoredAsync(string owner, string id, Instant now, CancellationToken cancellation) =>
        id.Length == IdDigits && id.All(char.IsAsciiHexDigitLower) && await _asked.FindAsync(id, cancellation) is { } found && IsOf(found.Export, owner, now) ? found.Export : null;
}
