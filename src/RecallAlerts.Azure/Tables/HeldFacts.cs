using Azure;
using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Azure.Tables.Projections;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables;

/// <summary>
/// Events for releases that are not known yet; a subject is a partition. Before a release takes one over, the row says which: should the row outlive
/// the commit, the next that finds it sees whether the fact is there already.
/// </summary>
/// <param name="tables">The tables.</param>
/// <param name="cases">Reads cases.</param>
/// <param name="cipher">Encrypts narratives.</param>
internal sealed class HeldFacts(StoreTables tables, CasePartition cases, NarrativeCipher cipher)
{
    public const string Received = "receivedAt";

    private const string Order = "n";
    private const string ClaimedBy = "claimedBy";

    public async Task HoldAsync(IReadOnlyList<(string SubjectKey, RecordedFact Fact)> events, Instant now, CancellationToken cancellation)
    {
        for (var i = 0; i < events.Count; i++)
        {
            var row = FactRows.Write(events[i].SubjectKey, FactRows.KeyOf(events[i].Fact), 0, events[i].Fact, cipher);
            (row[Received], row[Order]) = (now.Seconds, i);
            if (events[i].Fact.Narrative is not null) await tables.Overall.UpsertEntityAsync(IndexKeys.HeldNarrativeRow(now, events[i].SubjectKey), TableUpdateMode.Replace, cancellation);
            await tables.Held.TryInsertAsync(row, cancellation);
        }
    }

    /// <summary>What is held under keys, in the order of the keys, the first that came first; what another release has taken over is forgotten.</summary>
    public async Task<IReadOnlyList<(HeldFact Held, TableEntity Row)>> ReadAsync(IReadOnlyList<string> subjectKeys, CancellationToken cancellation)
    {
        var filter = string.Join(" or ", subjectKeys.Select(key => TableClient.CreateQueryFilter($"PartitionKey eq {key}")));
        var held = new List<(HeldFact Held, TableEntity Row)>();
        foreach (var row in await tables.Held.ReadAsync(filter, cancellation))
        {
            if (await IsTakenOverAsync(row, cancellation)) await ForgetAsync([row], cancellation);
            else held.Add((Read(row), row));
        }

        return [.. subjectKeys.SelectMany(key => held.Where(h => h.Row.PartitionKey == key).OrderBy(h => h.Held.ReceivedAt).ThenBy(h => h.Row.GetInt32(Order)))];
    }

    /// <summary>Says which release takes rows over; answers those of which nobody else said so meanwhile.</summary>
    public async Task<IReadOnlyList<T>> ClaimAsync<T>(IReadOnlyList<T> held, Func<T, TableEntity> rowOf, string watchId, CancellationToken cancellation)
    {
        foreach (var row in held.Select(rowOf)) row[ClaimedBy] = watchId;
        var claimed = new List<T>(held.Count);
        foreach (var part in PartsOf(held, rowOf))
        {
            if (await tables.Held.TrySubmitAsync([.. part.Select(h => Requests.Replace(rowOf(h), rowOf(h).ETag))], cancellation)) claimed.AddRange(part);
            else claimed.AddRange(await ClaimOneByOneAsync(part, rowOf, watchId, cancellation));
        }

        return claimed;
    }

    /// <summary>The rows of facts that are held and now go to a release, which they name.</summary>
    public async Task<IReadOnlyList<TableEntity>> FindAsync(IReadOnlyList<FactFor> facts, string watchId, CancellationToken cancellation)
    {
        var rows = new List<TableEntity>();

        // What was sent twice is held once.
        foreach (var (heldUnder, key) in facts.Where(f => f.HeldUnder is not null).Select(f => (f.HeldUnder!, FactRows.KeyOf(f.Fact))).Distinct())
        {
            if (await tables.Held.FindAsync(heldUnder, key, cancellation) is { } row) rows.Add(row);
        }

        return await ClaimAsync(rows, row => row, watchId, cancellation);
    }

    /// <summary>Deletes rows; those that are gone are forgotten already.</summary>
    public async Task ForgetAsync(IEnumerable<TableEntity> rows, CancellationToken cancellation)
    {
        foreach (var part in PartsOf(rows, row => row))
        {
            if (part.Length > 1 && await tables.Held.TrySubmitAsync([.. part.Select(row => Requests.Delete(row.PartitionKey, row.RowKey))], cancellation)) continue;
            foreach (var row in part) await tables.Held.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellation);
        }
    }

    public async Task<int> ExpireAsync(Instant before, CancellationToken cancellation)
    {
        var rows = await tables.Held.ReadAsync(TableClient.CreateQueryFilter($"receivedAt lt {before.Seconds}"), cancellation, ["PartitionKey", "RowKey"]);
        await ForgetAsync(rows, cancellation);
        return rows.Count;
    }

    private async Task<IReadOnlyList<T>> ClaimOneByOneAsync<T>(T[] held, Func<T, TableEntity> rowOf, string watchId, CancellationToken cancellation)
    {
        var claimed = new List<T>(held.Length);
        foreach (var (h, row) in held.Select(h => (h, rowOf(h))))
        {
            if (await tables.Held.TrySubmitAsync([Requests.Replace(row, row.ETag)], cancellation) || await IsClaimedAsync(row, watchId, cancellation)) claimed.Add(h);
        }

        return claimed;
    }

    private static IEnumerable<T[]> PartsOf<T>(IEnumerable<T> held, Func<T, TableEntity> rowOf) =>
        held.GroupBy(h => rowOf(h).PartitionKey, StringComparer.Ordinal).SelectMany(subject => subject.Chunk(Requests.MostRows));

    // An answer may have been lost.
    private async Task<bool> IsClaimedAsync(TableEntity row, string watchId, CancellationToken cancellation) =>
        await tables.Held.FindAsync(row.PartitionKey, row.RowKey, cancellation) is { } now && now.GetString(ClaimedBy) == watchId;

    private HeldFact Read(TableEntity row)
    {
        var content = row.RowKey[(row.RowKey.LastIndexOf('|') + 1)..];
        var fact = row.ReadJson<StoredFact>().Recorded(content, cipher.Decrypt(row.ReadBytes(FactRows.Narrative)));
        return new HeldFact(row.PartitionKey, fact, new Instant(row.GetInt64(Received)!.Value));
    }

    private async Task<bool> IsTakenOverAsync(TableEntity row, CancellationToken cancellation) =>
        row.GetString(ClaimedBy) is { } watchId && await cases.LoadAsync(watchId, cancellation) is { } stored && stored.FactKeys.Contains(row.RowKey);
}
