using RecallAlerts.Application.Cases;
using RecallAlerts.Azure.Tables.People;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Azure.Tables;

/// <summary>What was recorded of who may see the cases of a person, at their other releases: a release that is registered takes it over.</summary>
/// <param name="tables">The tables.</param>
internal sealed class AccessOfOthers(StoreTables tables)
{
    /// <summary>The facts, with what withdraws them, each once, as recorded for the new release too: it keeps them when a merge is undone. A query for each release.</summary>
    public async Task<IReadOnlyList<RecordedFact>> ReadAsync(IEnumerable<string> watchIds, CancellationToken cancellation)
    {
        var found = new Dictionary<string, RecordedFact>(StringComparer.Ordinal);
        foreach (var watchId in watchIds)
        {
            var facts = await ReadAsync(watchId, cancellation);
            var ids = facts.Where(f => f.Fact is AccessFact).Select(f => f.Fact.EventId).ToHashSet(StringComparer.Ordinal);
            foreach (var fact in facts.Where(f => f.Fact is AccessFact || (f.Fact is FactWithdrawn w && ids.Contains(w.WithdrawnEventId)))) found.TryAdd(FactRows.KeyOf(fact), fact);
        }

        return [.. found.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value)];
    }

    private async Task<RecordedFact[]> ReadAsync(string watchId, CancellationToken cancellation)
    {
        var rows = await tables.Cases.ReadAsync(CasePartition.OfCase(watchId), cancellation, CasePartition.Columns);
        if (rows.Find(r => r.RowKey == RowKeys.Head) is not { } head || head.IsErased()) return [];
        return [.. FactRows.Visible(rows, head.ReadJson<CaseHead>()).Select(f => f.Value.ReadJson<StoredFact>().Recorded(RowKeys.ContentOf(f.Key), null) with { Subject = null })];
    }
}
