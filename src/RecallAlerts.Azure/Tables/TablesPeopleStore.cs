using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.People;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Azure.Tables.People;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Azure.Tables;

/// <summary>Merging, unmerging and erasing people in Table storage, in steps that may be repeated.</summary>
public sealed class TablesPeopleStore : IPeopleStore
{
    private readonly StoreTables _tables;
    private readonly NarrativeCipher _cipher;
    private readonly ServiceKey _key;
    private readonly CasePartition _cases;
    private readonly CaseIndex _index;
    private readonly CaseCommit _commit;
    private readonly PersonTable _people;
    private readonly EraseTables _erase;

    /// <summary>People in some tables.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="cipher">Encrypts narratives.</param>
    /// <param name="envelopes">Encrypts held envelopes.</param>
    /// <param name="key">Makes tombstones and the keys of releases and people.</param>
    public TablesPeopleStore(StoreTables tables, NarrativeCipher cipher, NarrativeCipher envelopes, ServiceKey key)
    {
        (_tables, _cipher, _key, _cases) = (tables, cipher, key, new CasePartition(tables));
        _index = new CaseIndex(tables, _cases, key);
        _commit = new CaseCommit(tables, _cases, _index);
        _people = new PersonTable(tables);
        _erase = new EraseTables(tables, envelopes, key);
    }

    /// <inheritdoc />
    public async Task<KnownPerson> FindAsync(Crn crn, CancellationToken cancellation)
    {
        var kept = await _people.ReadAsync(cancellation);
        var to = kept.Values.Where(p => p is { Crn: not null, To: not null }).ToDictionary(p => p.Crn!, p => p.To!, StringComparer.Ordinal);
        var root = PersonTable.RootOf(crn.Value, to);
        Crn[] crns = [.. to.Keys.Where(c => PersonTable.RootOf(c, to) == root).Append(root).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(c => new Crn(c))];
        var releases = new List<ReleaseId>();
        foreach (var c in crns) releases.AddRange(await MintedUnderAsync(c, cancellation));
        return new KnownPerson(new Crn(root), crns, [.. releases.Order()]) { IsErased = crns.Any(c => kept.GetValueOrDefault(_key.SubjectKeyOf(c.Value))?.IsErased == true) };
    }

    /// <inheritdoc />
    public async Task LinkAsync(Crn source, Crn target, CancellationToken cancellation)
    {
        var (from, into) = (_key.SubjectKeyOf(source.Value), _key.SubjectKeyOf(target.Value));
        if (from != into) await _people.PutAsync(from, new KeptPerson(source.Value, target.Value, into, IsErased: false), cancellation);
        await _people.SayAsync(PersonTable.GroupOf(into, await _people.ReadAsync(cancellation)), cancellation);
    }

    /// <inheritdoc />
    public async Task UnlinkAsync(Crn source, CancellationToken cancellation)
    {
        // Its own row of the index names the others until they are put right.
        var key = _key.SubjectKeyOf(source.Value);
        var others = (await _people.SaidOthersAsync(key, cancellation)).Union(PersonTable.GroupOf(key, await _people.ReadAsync(cancellation)), StringComparer.Ordinal).Where(k => k != key);
        await _people.DeleteAsync(key, cancellation);
        await _people.SayAsync([.. others, key], cancellation);
    }

    /// <inheritdoc />
    public async Task<CaseMaterial?> ReadAsync(ReleaseId id, CancellationToken cancellation) =>
        (await new MaterialPartition(_tables, _cipher).LoadAsync(_key.WatchIdOf(id), cancellation))?.Material;

    /// <inheritdoc />
    public Task<CaseUpdate?> ReviseAsync(ReleaseId id, Func<CaseMaterial, CaseRevision?> decide, CancellationToken cancellation) =>
        new ReviseCase(_tables, _cases, _commit, _index, _cipher, decide).RunAsync(_key.WatchIdOf(id), cancellation);

    /// <inheritdoc />
    public async Task<IReadOnlyList<HeldFact>> HeldAsync(IReadOnlyList<string> subjectKeys, CancellationToken cancellation) =>
        [.. (await new HeldFacts(_tables, _cases, _cipher).ReadAsync(subjectKeys, cancellation)).Select(h => h.Held).OrderBy(h => h.ReceivedAt)];

    /// <inheritdoc />
    public Task<ErasedRows> EraseAsync(KnownPerson person, Instant now, CancellationToken cancellation) => _erase.RunAsync(person, cancellation);

    private async Task<IEnumerable<ReleaseId>> MintedUnderAsync(Crn crn, CancellationToken cancellation)
    {
        var rows = await _tables.Overall.ReadAsync(Requests.Under(StoreTables.OverallPartition, $"c|{_key.SubjectKeyOf(crn.Value)}|"), cancellation);
        return rows.Select(r => r.GetString(IndexRows.ReleaseId)).OfType<string>().Select(id => new ReleaseId(id));
    }
}
