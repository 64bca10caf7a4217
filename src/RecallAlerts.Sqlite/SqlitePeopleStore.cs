using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.People;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Sqlite.Rows;

namespace RecallAlerts.Sqlite;

/// <summary>Merging, unmerging and erasing people in SQLite: each step is one transaction.</summary>
/// <param name="database">The database.</param>
/// <param name="key">Makes tombstones and the keys of what is held.</param>
/// <param name="narratives">Encrypts narratives.</param>
/// <param name="envelopes">Encrypts held envelopes.</param>
/// <param name="cache">Cases in memory.</param>
public sealed class SqlitePeopleStore(SqliteDatabase database, ServiceKey key, NarrativeCipher narratives, NarrativeCipher envelopes, CaseCache cache) : IPeopleStore
{
    private const string MintedUnder = "SELECT release_id FROM releases WHERE release_id >= ?1 || '-' AND release_id < ?1 || '.' ORDER BY release_id";

    // Put off is not told.
    private const string ToldOf =
        "SELECT l.alert_id, l.role, l.told_at FROM notification_log l WHERE l.message_id IS NOT NULL AND l.alert_id IN (SELECT alert_id FROM alerts WHERE release_no = ?1)";

    /// <inheritdoc />
    public Task<KnownPerson> FindAsync(Crn crn, CancellationToken cancellation) => database.ReadAsync(s => Find(s, crn), cancellation);

    /// <inheritdoc />
    public Task LinkAsync(Crn source, Crn target, CancellationToken cancellation) => database.WriteAsync(
        s => PersonRow.Current(s, target) == source ? 0 : s.Run("INSERT OR REPLACE INTO aliases (crn, target) VALUES (?1, ?2)", source.Value, target.Value), cancellation);

    /// <inheritdoc />
    public Task UnlinkAsync(Crn source, CancellationToken cancellation) =>
        database.WriteAsync(s => s.Run("DELETE FROM aliases WHERE crn = ?1", source.Value), cancellation);

    /// <inheritdoc />
    public Task<CaseMaterial?> ReadAsync(ReleaseId id, CancellationToken cancellation) => database.ReadAsync(s => Read(s, id)?.Material, cancellation);

    /// <inheritdoc />
    public async Task<CaseUpdate?> ReviseAsync(ReleaseId id, Func<CaseMaterial, CaseRevision?> decide, CancellationToken cancellation)
    {
        var update = await database.WriteAsync(s => Read(s, id) is var (no, material) && decide(material) is { } revision ? Write(s, no, material, revision) : null, cancellation);
        if (update is not null) cache.Remove(id);
        return update;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<HeldFact>> HeldAsync(IReadOnlyList<string> subjectKeys, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<HeldFact>>(
        s => [.. subjectKeys.SelectMany(k => FactRow.ReadHeld(s, k, narratives)).OrderBy(h => h.Id).Select(h => h.Held)], cancellation);

    /// <inheritdoc />
    public async Task<ErasedRows> EraseAsync(KnownPerson person, Instant now, CancellationToken cancellation)
    {
        var erase = new EraseRows(key, envelopes, now);
        var (crn, erased) = (person.Crn, new ErasedRows([], 0));
        await database.WriteAsync(
            s =>
            {
                person = Find(s, crn);
                erased = new ErasedRows([.. person.Releases.Select(key.WatchIdOf)], erase.Run(s, person));
                return true;
            },
            cancellation);
        foreach (var id in person.Releases) cache.Remove(id);
        await CompactAsync(cancellation);
        return erased;
    }

    // What is to be compacted is known by the erasure itself: should the program die before it is, the next erasure sees to it.
    private async Task CompactAsync(CancellationToken cancellation)
    {
        if (await database.ReadAsync(s => s.Value<string>("SELECT value FROM settings WHERE name = ?1", EraseRows.ToCompact), cancellation) is null) return;
        await database.CompactAsync(cancellation);
        await database.WriteAsync(s => s.Run("DELETE FROM settings WHERE name = ?1", EraseRows.ToCompact), cancellation);
    }

    private KnownPerson Find(Session s, Crn crn)
    {
        var crns = PersonRow.All(s, crn);
        return new KnownPerson(PersonRow.Current(s, crn), crns, [.. crns.SelectMany(c => s.Query(MintedUnder, r => new ReleaseId(r.GetString(0)), c.Value))])
        {
            IsErased = crns.Any(c => PersonRow.IsErased(s, key.SubjectKeyOf(c.Value))),
        };
    }

    private (long No, CaseMaterial Material)? Read(Session s, ReleaseId id)
    {
        if (cache.Load(s, id) is not var (no, record)) return null;
        var note = s.Value<string>("SELECT note FROM merge_notes WHERE release_no = ?1", no);
        var told = s.Query(ToldOf, r => new ToldTelling(new Domain.Alerts.AlertId(r.GetString(0)), r.Enum<Domain.Alerts.TellingRole>(1), r.Instant(2)), no);
        return (no, new CaseMaterial(record, FactRow.ReadWhole(s, no, narratives), note, told.ToHashSet()));
    }

    private CaseUpdate Write(Session s, long no, CaseMaterial before, CaseRevision revision)
    {
        foreach (var fact in revision.Added) FactRow.Write(s, no, fact, narratives);
        if (revision.Removed is { } removed) s.Run("DELETE FROM facts WHERE release_no = ?1 AND subject = ?2", no, removed.Value);
        foreach (var gone in before.Case.Alerts.Select(a => a.Id).Except(revision.Update.Alerts.Select(a => a.Id)))
        {
            s.Run("DELETE FROM tellings WHERE alert_id = ?1", gone.Value);
            s.Run("DELETE FROM alert_changes WHERE release_no = ?1 AND alert_id = ?2", no, gone.Value);
            s.Run("DELETE FROM alerts WHERE release_no = ?1 AND alert_id = ?2", no, gone.Value);
        }

        s.Run("DELETE FROM merge_notes WHERE release_no = ?1", no);
        if (revision.Note is { } note) s.Run("INSERT INTO merge_notes (release_no, note) VALUES (?1, ?2)", no, note);
        CaseRow.Write(s, no, before.Case, revision.Update);
        AccessRow.Write(s, no, revision.Access);
        return revision.Update;
    }
}
