using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.People;
using RecallAlerts.Application.Recalls;

namespace RecallAlerts.Azure.Tables.People;

/// <summary>A case with all that an operation on its person is decided on.</summary>
/// <param name="Case">The case, its tellings as deliveries left them.</param>
/// <param name="Material">What is decided on.</param>
/// <param name="Hidden">Rows of facts that were given back and are still there.</param>
/// <param name="IsRevised">Whether a step of an operation was committed to it.</param>
internal sealed record StoredMaterial(StoredCase Case, CaseMaterial Material, IReadOnlyList<TableEntity> Hidden, bool IsRevised);

/// <summary>Reads the partition of a release whole, and what was told of its alerts.</summary>
/// <param name="tables">The tables.</param>
/// <param name="cipher">Encrypts narratives.</param>
internal sealed class MaterialPartition(StoreTables tables, NarrativeCipher cipher)
{
    /// <summary>The row with what a merge has kept; beyond what a review reads.</summary>
    public const string Note = "t";

    public async Task<StoredMaterial?> LoadAsync(string watchId, CancellationToken cancellation)
    {
        for (var i = 0; i < Requests.MostTries; i++)
        {
            var rows = await tables.Cases.ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {watchId}"), cancellation);
            if (rows.Find(r => r.RowKey == RowKeys.Head) is not { } head || head.IsErased()) return null;
            var decided = await DecidedTelling.ReadAsync(tables.Overall, watchId, cancellation);
            if (Read(head, head.ReadJson<CaseHead>(), rows, decided) is { } stored) return stored;
        }

        throw Requests.Contended();
    }

    private StoredMaterial? Read(TableEntity headRow, CaseHead head, List<TableEntity> rows, IReadOnlyList<DecidedTelling> decided)
    {
        if (CasePartition.IsOfLaterCommit(rows, head)) return null;
        var read = CasePartition.Read(head, headRow.ETag, rows.Find(r => r.RowKey == RowKeys.Alerts), rows);
        var stored = read with { Decided = decided, Record = read.Record with { Alerts = DecidedTelling.Apply(decided, read.Alerts) } };
        var facts = FactRows.Visible(rows, head).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => FactOf(f.Key, f.Value));
        var note = rows.Find(r => r.RowKey == Note)?.ReadJson<string>();
        var isRevised = note is not null;
        var told = decided.Where(d => d.MessageId is not null).Select(d => new ToldTelling(d.Alert, d.Role, d.At)).ToHashSet();
        return new StoredMaterial(stored, new CaseMaterial(stored.Record, [.. facts], note is "" ? null : note, told), rows.FindAll(r => FactRows.IsGivenBack(r, head)), isRevised);
    }

    private RecordedFact FactOf(string key, TableEntity row) =>
        row.ReadJson<StoredFact>().Recorded(RowKeys.ContentOf(key), cipher.Decrypt(row.ReadBytes(FactRows.Narrative)));
}
