using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.People;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Azure.Tables.Audit;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Azure.Tables.People;

/// <summary>
/// Erases a person from all tables: tombstones first, so that nothing comes back, and last what a new try would find the rest by. The partition of releases of a CRN in the
/// index is scanned once for each release, and messages once: erasing is rare.
/// </summary>
/// <param name="tables">The tables.</param>
/// <param name="envelopes">Encrypts held envelopes.</param>
/// <param name="key">Makes the keys.</param>
internal sealed class EraseTables(StoreTables tables, NarrativeCipher envelopes, ServiceKey key)
{
    private const string I = StoreTables.OverallPartition;
    private readonly CasePartition _cases = new(tables);
    private readonly PersonTable _people = new(tables);
    private readonly Tombstones _tombstones = new(tables, key);
    private readonly EraseMessages _messages = new(tables);

    public async Task<ErasedRows> RunAsync(KnownPerson person, CancellationToken cancellation)
    {
        var crnKeys = person.Crns.Select(c => key.SubjectKeyOf(c.Value)).ToArray();
        var rows = await BuryAsync(person, crnKeys, cancellation);
        rows += await EraseEnvelopesAsync(person, cancellation);
        foreach (var id in person.Releases) rows += await _tombstones.BuryAsync(key.WatchIdOf(id), cancellation) ? 1 : 0;
        var subjects = crnKeys.Concat(person.Releases.Select(id => key.SubjectKeyOf(id.Value))).ToHashSet(StringComparer.Ordinal);
        rows += await EraseHeldAsync(subjects, cancellation);
        foreach (var id in person.Releases) rows += await EraseAsync(id, cancellation);
        foreach (var crnKey in crnKeys) await _people.PutAsync(crnKey, new KeptPerson(null, null, null, IsErased: true), cancellation);
        return new ErasedRows([.. person.Releases.Select(key.WatchIdOf)], rows);
    }

    // Until all is done a CRN still says of whom it is an alias.
    private async Task<int> BuryAsync(KnownPerson person, string[] crnKeys, CancellationToken cancellation)
    {
        var kept = await _people.ReadAsync(cancellation);
        var buried = 0;
        for (var i = 0; i < crnKeys.Length; i++)
        {
            var known = kept.GetValueOrDefault(crnKeys[i]) ?? new KeptPerson(person.Crns[i].Value, null, null, IsErased: false);
            if (known.IsErased) continue;
            await _people.PutAsync(crnKeys[i], known with { IsErased = true }, cancellation);
            buried++;
        }

        await _people.SayAsync(crnKeys, cancellation);
        return buried;
    }

    private async Task<int> EraseHeldAsync(HashSet<string> subjects, CancellationToken cancellation)
    {
        var rows = 0;
        foreach (var subject in subjects) rows += await DeleteAsync(tables.Held, TableClient.CreateQueryFilter($"PartitionKey eq {subject}"), _ => true, cancellation);
        return rows + await DeleteAsync(tables.Overall, Requests.Under(I, "m|"), r => subjects.Contains(r.RowKey.Split('|')[2]), cancellation);
    }

    // An envelope names people in several places, by CRN or NOMS number: any of them is enough. The number is in release rows, so they are buried after it.
    private async Task<int> EraseEnvelopesAsync(KnownPerson person, CancellationToken cancellation)
    {
        var names = person.Crns.Select(c => c.Value).ToList();
        foreach (var id in person.Releases)
        {
            if (await _cases.FindHeadAsync(key.WatchIdOf(id), cancellation) is { Head.Body: var body } && CasePartition.ReadBody(body).NomsNumber is { } noms) names.Add(noms.Value);
        }

        var held = await tables.Held.ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {TablesHeldEnvelopes.Partition}"), cancellation);
        var gone = held.FindAll(row => envelopes.Decrypt(row.ReadBytes(TablesHeldEnvelopes.Body)) is { } body && names.Exists(n => body.Contains(n, StringComparison.Ordinal)));
        foreach (var row in gone) await tables.Held.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellation);
        return gone.Count;
    }

    private async Task<int> EraseAsync(ReleaseId id, CancellationToken cancellation)
    {
        var watchId = key.WatchIdOf(id);
        var index = await tables.Overall.ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {I} and watchId eq {watchId}"), cancellation, ["PartitionKey", "RowKey"]);
        var alerts = index.Where(r => r.RowKey.StartsWith("l|", StringComparison.Ordinal)).Select(r => new AlertId(r.RowKey[2..])).ToHashSet();
        var rows = await _messages.RunAsync(id, watchId, alerts, cancellation);
        rows += await DeleteAsync(tables.Cases, TableClient.CreateQueryFilter($"PartitionKey eq {watchId}"), r => r.RowKey != RowKeys.Head && !CaseAudit.IsEntry(r), cancellation);

        // The rows by CRN say that there was a release: they go last.
        foreach (var part in index.OrderBy(r => r.RowKey.StartsWith("c|", StringComparison.Ordinal)))
            await tables.Overall.DeleteEntityAsync(I, part.RowKey, cancellationToken: cancellation);
        return rows + index.Count;
    }

    private static async Task<int> DeleteAsync(TableClient table, string filter, Func<TableEntity, bool> isGone, CancellationToken cancellation)
    {
        var rows = (await table.ReadAsync(filter, cancellation, ["PartitionKey", "RowKey"])).FindAll(r => isGone(r));
        foreach (var row in rows) await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellation);
        return rows.Count;
    }
}
