using System.Globalization;
using Azure.Data.Tables;
using RecallAlerts.Application.Audit;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables.Audit;

/// <summary>
/// Anchors. What went on since the last anchor is looked for with some time to spare, so that some heads are anchored twice and none never: ends of programs' chains by their instant,
/// releases that somebody acted on by a row that stands from before the act.
/// </summary>
internal sealed class Anchoring(StoreTables tables, AuditMonths months)
{
    /// <summary>The partition of the anchors.</summary>
    public const string Partition = "anchors";

    // Kept by looks at all releases.
    private const string LastOfAll = "all";
    private const int Together = 8;

    // An act may be under way, and clocks differ.
    private const long Spare = 2 * 3_600;
    private const long SpareOfAll = Instant.Day;

    private readonly WrittenChain _anchors = ChainOf(tables.Audit);

    private static WrittenChain ChainOf(TableClient audit) => new(audit, Partition, AuditChain.Anchors, AuditChain.Anchors);

    /// <summary>Anchors.</summary>
    public async Task<Anchored> RunAsync(AnchorScope scope, Func<IReadOnlyList<ChainHead>, IReadOnlyList<AuditNote>> decide, CancellationToken cancellation)
    {
        var heads = await EndsOfProgramsAsync(cancellation);
        var changed = await tables.Audit.ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {CaseAudit.Changed}"), cancellation);
        foreach (var part in changed.Chunk(Together)) heads.AddRange((await Task.WhenAll(part.Select(row => EndOfReleaseAsync(row.RowKey, cancellation)))).OfType<ChainHead>());
        if (scope == AnchorScope.All) heads.AddRange(await EndsOfReleasesAsync(cancellation));
        ChainHead[] all = [.. heads.Distinct()];
        if (all.Length == 0) return Anchored.Nothing;
        var notes = decide(all);
        foreach (var note in notes) await _anchors.AppendAsync(note, cancellation);
        await ForgetAsync(changed, notes[0].At, cancellation);
        if (scope == AnchorScope.All) await tables.Audit.UpsertEntityAsync(new TableEntity(Partition, LastOfAll) { [CaseAudit.At] = notes[0].At.Seconds }, TableUpdateMode.Replace, cancellation);
        return new Anchored(all.Length, await _anchors.FindEndAsync(cancellation));
    }

    private async Task<List<ChainHead>> EndsOfProgramsAsync(CancellationToken cancellation)
    {
        var last = await tables.Audit.FindAsync(Partition, AuditRows.End(AuditChain.Anchors), cancellation);
        var since = last?.GetInt64(CaseAudit.At) is { } at ? new Instant(at - Spare) : (Instant?)null;
        var ends = new List<ChainHead>();
        foreach (var month in await months.ReadAsync(since is { } from ? AuditMonths.Of(from) : null, cancellation))
        {
            var rows = await tables.Audit.ReadAsync(AuditRows.AllEnds(month), cancellation);
            ends.AddRange(rows.Where(r => since is null || r.GetInt64(CaseAudit.At) >= since.Value.Seconds).Select(r => r.ReadJson<ChainHead>()));
        }

        return ends;
    }

    private async Task<ChainHead?> EndOfReleaseAsync(string watchId, CancellationToken cancellation) =>
        await tables.Cases.FindAsync(watchId, RowKeys.Head, cancellation) is { } row ? CaseAudit.EndOf(row) : null;

    // Of release rows only what their chains need is read.
    private async Task<IEnumerable<ChainHead>> EndsOfReleasesAsync(CancellationToken cancellation)
    {
        var last = (await tables.Audit.FindAsync(Partition, LastOfAll, cancellation))?.GetInt64(CaseAudit.At) ?? 0;
        var since = string.Create(CultureInfo.InvariantCulture, $"{CaseAudit.Audited} ge {last - SpareOfAll}L");
        var rows = await tables.Cases.ReadAsync(
            $"{TableClient.CreateQueryFilter($"RowKey eq {RowKeys.Head}")} and {since}", cancellation, ["PartitionKey", CaseAudit.Number, CaseAudit.Hash]);
        return rows.Select(CaseAudit.EndOf).OfType<ChainHead>();
    }

    // A row that was written lately may be of an act that is still to be committed, and one that was written again is of another.
    private async Task ForgetAsync(List<TableEntity> changed, Instant now, CancellationToken cancellation)
    {
        var old = changed.Where(r => r.GetInt64(CaseAudit.At) < now.Seconds - Spare);
        foreach (var row in old) await tables.Audit.TrySubmitAsync([Requests.Delete(row.PartitionKey, row.RowKey, row.ETag)], cancellation);
    }
}
