using Azure.Data.Tables;
using RecallAlerts.Application.Audit;

namespace RecallAlerts.Azure.Tables.Audit;

/// <summary>What is said of a release: its own chain, and what programs showed of it, month by month back to its registration.</summary>
internal sealed class EntriesOfRelease(StoreTables tables, AuditMonths months, string watchId)
{
    /// <summary>A page, the latest first.</summary>
    public async Task<IReadOnlyList<ListedEntry>> ReadAsync(AuditPlace? after, int atMost, CancellationToken cancellation)
    {
        var own = await tables.Cases.ReadAsync(CaseAudit.OfRelease(watchId), cancellation);
        var done = own.FindAll(CaseAudit.IsEntry).ConvertAll(row => ListedEntry.Of(AuditRows.Read(watchId, row), watchId));
        var from = done.Count == 0 ? null : AuditMonths.Of(done.Min(e => e.Note.At));
        var shown = await ReadShownAsync(from, after, atMost, cancellation);
        return [.. done.Where(e => IsAfter(e, after)).Concat(shown).OrderBy(e => e.Place, Comparer<AuditPlace>.Create(AuditPlace.Order)).Take(atMost)];
    }

    private async Task<List<ListedEntry>> ReadShownAsync(string? from, AuditPlace? after, int atMost, CancellationToken cancellation)
    {
        var shown = new List<ListedEntry>();
        var latest = after is null ? null : AuditMonths.Of(after.At);
        foreach (var month in (await months.ReadAsync(from, cancellation)).Reverse().Where(m => latest is null || string.CompareOrdinal(m, latest) <= 0))
        {
            var filter = AuditRows.LooksFrom(month, watchId, month == latest ? after!.At : null);
            await foreach (var row in tables.Audit.QueryAsync<TableEntity>(filter, atMost, cancellationToken: cancellation))
            {
                if (shown.Count >= atMost) return shown;
                if (AuditRows.ReadLook(row, watchId) is var look && IsAfter(look, after)) shown.Add(look);
            }
        }

        return shown;
    }

    private static bool IsAfter(ListedEntry entry, AuditPlace? after) => after is null || AuditPlace.Order(after, entry.Place) < 0;
}
