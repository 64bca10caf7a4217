using Azure.Data.Tables;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Azure.Tables.People;
using RecallAlerts.Domain.Facts;

namespace RecallAlerts.Azure.Tables.Recalls;

/// <summary>A release with all that its recalls are decided on, as one query read it.</summary>
/// <param name="Case">The case.</param>
/// <param name="Material">What is decided on.</param>
/// <param name="Told">The rows of facts that have narratives, with what they say, in fact order.</param>
internal sealed record StoredRecalls(StoredCase Case, RecallMaterial Material, IReadOnlyList<(TableEntity Row, RecallNarrative Narrative)> Told)
{
    /// <summary>The id of the release in keys.</summary>
    public string WatchId => Case.Head.WatchId;
}

/// <summary>Reads the partition of a release whole, with narratives and recalls.</summary>
/// <param name="tables">The tables.</param>
/// <param name="narratives">Encrypts narratives.</param>
/// <param name="words">Encrypts the words of people's answers.</param>
internal sealed class RecallPartition(StoreTables tables, NarrativeCipher narratives, NarrativeCipher words)
{
    /// <summary>A release with its recalls; null when it is not registered.</summary>
    public async Task<StoredRecalls?> LoadAsync(string watchId, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {watchId}");
        for (var i = 0; i < Requests.MostTries; i++)
        {
            var rows = await tables.Cases.ReadAsync(filter, cancellation);
            if (rows.Find(r => r.RowKey == RowKeys.Head) is not { } head || head.IsErased()) return null;
            if (Read(head, head.ReadJson<CaseHead>(), rows) is { } stored) return stored;
        }

        throw Requests.Contended();
    }

    private StoredRecalls? Read(TableEntity headRow, CaseHead head, List<TableEntity> rows)
    {
        if (CasePartition.IsOfLaterCommit(rows, head)) return null;
        var stored = CasePartition.Read(head, headRow.ETag, rows.Find(r => r.RowKey == RowKeys.Alerts), rows);
        var told = ReadNarratives(rows, head);
        return new StoredRecalls(stored, new RecallMaterial(stored.Record, [.. told.Select(t => t.Narrative)], MomentRows.Read(rows), RecallRows.ReadAll(rows, words)), told);
    }

    private (TableEntity Row, RecallNarrative Narrative)[] ReadNarratives(List<TableEntity> rows, CaseHead head)
    {
        var told = FactRows.Visible(rows, head).Where(f => f.Value.GetBinary(FactRows.Narrative) is not null).Select(f => (f.Key, Row: f.Value, Narrative: ReadNarrative(f.Value)));
        return [.. told.OrderBy(t => t.Narrative.OccurredAt).ThenBy(t => t.Narrative.RecordedAt).ThenBy(t => t.Narrative.EventId, StringComparer.Ordinal).ThenBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => (t.Row, t.Narrative))];
    }

    private RecallNarrative ReadNarrative(TableEntity row)
    {
        var fact = row.ReadJson<StoredFact>();
        return new RecallNarrative(fact.EventId, fact.OccurredAt, fact.RecordedAt, narratives.Decrypt(row.ReadBytes(FactRows.Narrative))!);
    }
}
