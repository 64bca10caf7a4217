using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Azure.Tables.Audit;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Azure.Tables.People;

/// <summary>
/// What is left of an erased release: in the place of its release row one that says so. Whoever registers or commits finds it there, however late. Of an erased person
/// a row by the HMAC of the CRN is left (<see cref="PersonTable"/>).
/// </summary>
/// <param name="tables">The tables.</param>
/// <param name="key">Makes the keys.</param>
internal sealed class Tombstones(StoreTables tables, ServiceKey key)
{
    /// <summary>The property that says that it is one.</summary>
    public const string Erased = "erased";

    /// <summary>Whether a release, or the person of its CRN, was erased. Asked for what is not registered only.</summary>
    public async Task<bool> StandsAsync(ReleaseId id, CancellationToken cancellation)
    {
        if (await tables.Cases.FindAsync(key.WatchIdOf(id), RowKeys.Head, cancellation) is { } head && head.IsErased()) return true;
        var crnKey = key.SubjectKeyOf(id.MintedUnder.Value);
        return (await tables.Overall.FindAsync(StoreTables.OverallPartition, PersonRow.KeyOf(crnKey), cancellation))?.ReadJson<PersonRow>().IsErased == true;
    }

    /// <summary>Puts a tombstone in the place of a release row, whoever commits meanwhile; false when one was there.</summary>
    public async Task<bool> BuryAsync(string watchId, CancellationToken cancellation)
    {
        for (var i = 0; i < Requests.MostTries; i++)
        {
            var head = await tables.Cases.FindAsync(watchId, RowKeys.Head, cancellation);
            if (head?.IsErased() == true) return false;
            var tombstone = TombstoneOf(watchId, head);
            if (await tables.Cases.TrySubmitAsync([head is null ? Requests.Insert(tombstone) : Requests.Replace(tombstone, head.ETag)], cancellation)) return true;
        }

        throw Requests.Contended();
    }

    // Entries of the audit log stay, and where they end.
    private static TableEntity TombstoneOf(string watchId, TableEntity? head)
    {
        var tombstone = new TableEntity(watchId, RowKeys.Head) { [Erased] = true };
        foreach (var name in (string[])[CaseAudit.Audited, CaseAudit.Number, CaseAudit.Hash])
        {
            if (head?.TryGetValue(name, out var value) == true) tombstone[name] = value;
        }

        return tombstone;
    }
}

/// <summary>Whether a release row is a tombstone.</summary>
internal static class ErasedRow
{
    public static bool IsErased(this TableEntity row) => row.GetBoolean(Tombstones.Erased) == true;
}
