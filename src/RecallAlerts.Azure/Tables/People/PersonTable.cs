using Azure.Data.Tables;

namespace RecallAlerts.Azure.Tables.People;

/// <summary>A CRN that is an alias or was erased, as it is kept. By its HMAC; of an erased one nothing else is left in the end.</summary>
/// <param name="Crn">The CRN; null when all of it is erased.</param>
/// <param name="To">The CRN of which it is an alias; null when it is none.</param>
/// <param name="ToKey">Its HMAC.</param>
/// <param name="IsErased">Whether it was erased.</param>
internal sealed record KeptPerson(string? Crn, string? To, string? ToKey, bool IsErased);

/// <summary>What the index says of a CRN among its releases, so that an event finds those of all CRNs of its person by the same query.</summary>
/// <param name="Others">HMACs of the person's other CRNs.</param>
/// <param name="IsErased">Whether it was erased.</param>
internal sealed record PersonRow(IReadOnlyList<string> Others, bool IsErased)
{
    public static PersonRow None { get; } = new([], false);

    public static string KeyOf(string crnKey) => $"c|{crnKey}|@";
}

/// <summary>Aliases and erased CRNs: one partition beside the cases, as there are few, and a row of the index for each, made from it.</summary>
/// <param name="tables">The tables.</param>
internal sealed class PersonTable(StoreTables tables)
{
    // Not a watchId, which is hex.
    private const string Partition = "people";

    /// <summary>All that is kept, by HMAC of the CRN.</summary>
    public async Task<Dictionary<string, KeptPerson>> ReadAsync(CancellationToken cancellation) =>
        (await tables.Cases.ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), cancellation)).ToDictionary(r => r.RowKey, r => r.ReadJson<KeptPerson>(), StringComparer.Ordinal);

    /// <summary>By which CRN each alias is known now.</summary>
    public async Task<IReadOnlyDictionary<string, string>> AliasesAsync(CancellationToken cancellation)
    {
        var to = (await ReadAsync(cancellation)).Values.Where(p => p is { Crn: not null, To: not null }).ToDictionary(p => p.Crn!, p => p.To!, StringComparer.Ordinal);
        return to.Keys.ToDictionary(crn => crn, crn => RootOf(crn, to), StringComparer.Ordinal);
    }

    public async Task PutAsync(string crnKey, KeptPerson person, CancellationToken cancellation)
    {
        var row = new TableEntity(Partition, crnKey);
        row.PutJson(person);
        await tables.Cases.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    public Task DeleteAsync(string crnKey, CancellationToken cancellation) => tables.Cases.DeleteEntityAsync(Partition, crnKey, cancellationToken: cancellation);

    /// <summary>Makes the index say of CRNs what is kept, in this order.</summary>
    public async Task SayAsync(IEnumerable<string> crnKeys, CancellationToken cancellation)
    {
        var kept = await ReadAsync(cancellation);
        foreach (var crnKey in crnKeys)
        {
            var person = new PersonRow([.. GroupOf(crnKey, kept).Where(k => k != crnKey)], kept.TryGetValue(crnKey, out var known) && known.IsErased);
            var row = new TableEntity(StoreTables.OverallPartition, PersonRow.KeyOf(crnKey));
            row.PutJson(person.IsErased ? person with { Others = [] } : person);
            if (person.IsErased || person.Others.Count > 0) await tables.Overall.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
            else await tables.Overall.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellation);
        }
    }

    /// <summary>Makes all rows of the index anew.</summary>
    public async Task RebuildAsync(CancellationToken cancellation)
    {
        var kept = await ReadAsync(cancellation);
        await SayAsync(kept.Keys.Concat(kept.Values.Select(p => p.ToKey).OfType<string>()).Distinct(StringComparer.Ordinal), cancellation);
    }

    /// <summary>The CRNs that the index says are one person's; those that it should say no longer among them.</summary>
    public async Task<IReadOnlyList<string>> SaidOthersAsync(string crnKey, CancellationToken cancellation) =>
        (await tables.Overall.FindAsync(StoreTables.OverallPartition, PersonRow.KeyOf(crnKey), cancellation))?.ReadJson<PersonRow>().Others ?? [];

    /// <summary>HMACs of all CRNs of a person.</summary>
    public static IReadOnlyList<string> GroupOf(string crnKey, IReadOnlyDictionary<string, KeptPerson> kept)
    {
        var to = kept.Where(p => p.Value.ToKey is not null).ToDictionary(p => p.Key, p => p.Value.ToKey!, StringComparer.Ordinal);
        var root = RootOf(crnKey, to);
        return [.. to.Keys.Where(k => RootOf(k, to) == root).Append(root).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public static string RootOf(string crn, IReadOnlyDictionary<string, string> to)
    {
        while (to.TryGetValue(crn, out var next)) crn = next;
        return crn;
    }
}
