using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Sqlite.Rows;

namespace RecallAlerts.Sqlite;

/// <summary>Cases in SQLite.</summary>
/// <param name="database">The database.</param>
/// <param name="cipher">Encrypts narratives.</param>
/// <param name="cache">Cases in memory.</param>
/// <param name="key">Makes tombstones and the keys of what is held.</param>
public sealed class SqliteCaseStore(SqliteDatabase database, NarrativeCipher cipher, CaseCache cache, ServiceKey key) : ICaseStore
{
    /// <inheritdoc />
    public Task<CaseRecord?> FindAsync(ReleaseId id, CancellationToken cancellation) => database.ReadAsync(s => cache.Load(s, id)?.Record, cancellation);

    /// <inheritdoc />
    public Task<ReleaseId?> FindReleaseAsync(string watchId, CancellationToken cancellation) =>
        FindIdAsync("SELECT release_id FROM releases WHERE watch_id = ?1", watchId, cancellation);

    /// <inheritdoc />
    public Task<ReleaseId?> FindReleaseAsync(AlertId alert, CancellationToken cancellation) =>
        FindIdAsync("SELECT r.release_id FROM alerts a JOIN releases r ON r.no = a.release_no WHERE a.alert_id = ?1", alert.Value, cancellation);

    /// <inheritdoc />
    public Task<PersonCases> FindAllAsync(Crn crn, CancellationToken cancellation) => database.ReadAsync(s => FindAll(s, PersonRow.All(s, crn), crn), cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<Registration>> RegisterAsync(IReadOnlyList<NewCase> cases, CancellationToken cancellation) =>
        database.WriteAsync<IReadOnlyList<Registration>>(s => [.. cases.Select(c => Register(s, c))], cancellation);

    /// <inheritdoc />
    public async Task<IReadOnlyList<AppendedFact>> AppendAsync(
        IReadOnlyList<FactFor> facts, Instant now, Func<CaseRecord, CaseUpdate?>? settle, CancellationToken cancellation)
    {
        if (facts.Count == 0) return [];
        var append = new AppendFacts(key, cipher, facts, now, settle);
        var results = await database.WriteAsync(append.Run, cancellation);
        Remember(facts, results, now);
        return Array.ConvertAll(results, r => r.Fact);
    }

    /// <inheritdoc />
    public async Task<CaseRecord?> UpdateAsync(string watchId, Func<CaseRecord, CaseUpdate?> decide, CancellationToken cancellation)
    {
        if (await FindReleaseAsync(watchId, cancellation) is not { } id) return null;
        await UpdateAsync([id], decide, cancellation);
        return await FindAsync(id, cancellation);
    }

    /// <inheritdoc />
    public async Task UpdateAsync(IReadOnlyList<ReleaseId> ids, Func<CaseRecord, CaseUpdate?> decide, CancellationToken cancellation)
    {
        for (var left = ids; left.Count > 0;)
        {
            var read = await database.ReadAsync(s => left.Select(id => cache.Load(s, id)).OfType<(long No, CaseRecord Record)>().ToArray(), cancellation);
            var decided = read.Select(x => (x.No, x.Record, Update: decide(x.Record))).Where(x => x.Update is not null).ToArray();
            if (decided.Length == 0) return;
            var written = await database.WriteAsync(s => decided.Select(x => CaseRow.Write(s, x.No, x.Record, x.Update!)).ToArray(), cancellation);
            for (var i = 0; i < written.Length; i++) Remember(decided[i].Record, decided[i].Update!, written[i]);
            left = [.. decided.Where((_, i) => !written[i]).Select(x => x.Record.Id)];
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<ReleaseId>> DueAsync(Instant now, int atLeast, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<ReleaseId>>(
        s =>
        {
            var pending = s.Query("SELECT release_id FROM releases WHERE pending_since IS NOT NULL LIMIT ?1", r => new ReleaseId(r.GetString(0)), atLeast);
            var woken = s.Query("SELECT release_id FROM releases WHERE next_wake <= ?1 LIMIT ?2", r => new ReleaseId(r.GetString(0)), now.Seconds, atLeast);
            return [.. pending.Concat(woken).Distinct().Order()];
        },
        cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<ReleaseId>> ReviewedUnderOtherAsync(string versions, int atMost, CancellationToken cancellation) => IdsAsync(
        "SELECT release_id FROM (SELECT release_id FROM releases WHERE state <> 2 AND reviewed_under < ?1 UNION ALL " +
        "SELECT release_id FROM releases WHERE state <> 2 AND reviewed_under > ?1) LIMIT ?2", cancellation, versions, atMost);

    /// <inheritdoc />
    public Task<IReadOnlyList<ReleaseId>> WithoutOutcomesAsync(int atMost, CancellationToken cancellation) =>
        IdsAsync("SELECT release_id FROM releases WHERE without_outcomes IS NOT NULL LIMIT ?1", cancellation, atMost);

    /// <inheritdoc />
    public Task<IReadOnlyList<ReleaseId>> ReleasedBetweenAsync(Instant from, Instant before, CancellationToken cancellation) => IdsAsync(
        "SELECT release_id FROM releases WHERE released_at >= ?1 AND released_at < ?2 ORDER BY release_id", cancellation, from.Seconds, before.Seconds);

    /// <inheritdoc />
    public Task<Instant?> LatestReleasedAtAsync(CancellationToken cancellation) => InstantAsync("SELECT max(released_at) FROM releases", cancellation);

    /// <inheritdoc />
    public Task<Instant?> NextWakeAsync(CancellationToken cancellation) =>
        InstantAsync("SELECT min(next_wake) FROM releases WHERE next_wake IS NOT NULL", cancellation);

    /// <inheritdoc />
    public Task HoldAsync(IReadOnlyList<(string SubjectKey, RecordedFact Fact)> events, Instant now, CancellationToken cancellation) => database.WriteAsync(
        s =>
        {
            foreach (var (key, fact) in events) FactRow.Hold(s, key, fact, cipher, now.Seconds);
            return true;
        },
        cancellation);

    /// <inheritdoc />
    public Task<int> ExpireHeldAsync(Instant before, CancellationToken cancellation) =>
        database.WriteAsync(s => s.Run("DELETE FROM held WHERE received_at < ?1", before.Seconds), cancellation);

    private PersonCases FindAll(Session s, IReadOnlyList<Crn> crns, Crn crn) => new(
        [.. crns.SelectMany(c => s.Query("SELECT release_id FROM releases WHERE crn = ?1", r => new ReleaseId(r.GetString(0)), c.Value)).Select(id => cache.Load(s, id)!.Value.Record)])
    {
        IsErased = crns.Any(c => PersonRow.IsErased(s, key.SubjectKeyOf(c.Value))),
        OtherKeys = [.. crns.Where(c => c != crn).Select(c => key.SubjectKeyOf(c.Value))],
    };

    private Registration Register(Session s, NewCase c)
    {
        if (PersonRow.IsErased(s, key.SubjectKeyOf(c.Release.Crn.Value)) || PersonRow.IsErased(s, c.WatchId)) return Registration.Erased;
        var body = s.Value<string>("SELECT body FROM releases WHERE release_id = ?1", c.Id.Value);
        if (body is not null) return body == ReleaseWriter.Write(c.Release) ? MakeSure(s, c) : Registration.Conflict;
        var no = CaseRow.Write(s, c);
        var isLimited = AccessRow.TakeOverFromOthers(s, no, c.Release.Crn);
        foreach (var (id, held) in c.SubjectKeys.SelectMany(key => FactRow.ReadHeld(s, key, cipher)).Where(h => c.Claims(h.Held)))
        {
            if (FactRow.Write(s, no, held.Fact, cipher)) AppendFacts.Mark(s, no, held.Fact, c.RegisteredAt);
            s.Run("DELETE FROM held WHERE id = ?1", id);
            isLimited |= AccessRow.IsChangedBy(held.Fact.Fact);
        }

        if (isLimited) AccessRow.Write(s, no, c.RegisteredAt);
        AuditRow.Append(s, c.WatchId, [AuditNote.Of(c.RegisteredAt, c.By, AuditAction.Collected, c.WatchId)]);
        return Registration.Created;
    }

    // What is registered again is watched: a wake that was lost is set to now.
    private static Registration MakeSure(Session s, NewCase c)
    {
        s.Run(
            "UPDATE releases SET version = version + 1, next_wake = ?2 WHERE release_id = ?1 AND state <> 2 AND next_wake IS NULL AND pending_since IS NULL",
            c.Id.Value, c.RegisteredAt.Seconds);
        return Registration.Same;
    }

    private void Remember(IReadOnlyList<FactFor> facts, (AppendedFact Fact, long Version)[] results, Instant now)
    {
        for (var i = 0; i < results.Length; i++)
        {
            var (id, fact, _) = facts[i];
            if (results[i].Fact.Result != Appended.Accepted) continue;
            cache.Follow(id, results[i].Version, known => known with
            {
                History = known.History.With(fact.Fact),
                PendingSince = known.PendingSince ?? now,
                Recorders = known.Recorders.With(fact),
            });
        }
    }

    private void Remember(CaseRecord before, CaseUpdate update, bool written)
    {
        if (!written) cache.Remove(before.Id);
        else if (update.Reviewed is { } reviewed)
            cache.Put(before with
            {
                Alerts = update.Alerts,
                Version = before.Version + 1,
                PendingSince = null,
                Recorders = Recorders.None,
                NextWake = reviewed.NextWake,
                ReviewedAt = reviewed.At,
                ReviewedUnder = reviewed.Under,
                Pdu = reviewed.Summary.Release.Pdu,
                Outcomes = reviewed.Outcomes ?? before.Outcomes,
            });
        else cache.Put(before with { Alerts = update.Alerts, Version = before.Version + 1, NextWake = update.WakeAt });
    }

    private Task<ReleaseId?> FindIdAsync(string sql, string value, CancellationToken cancellation) =>
        database.ReadAsync(s => s.Value<string>(sql, value) is { } id ? new ReleaseId(id) : (ReleaseId?)null, cancellation);

    private Task<IReadOnlyList<ReleaseId>> IdsAsync(string sql, CancellationToken cancellation, params object?[] values) =>
        database.ReadAsync<IReadOnlyList<ReleaseId>>(s => s.Query(sql, r => new ReleaseId(r.GetString(0)), values), cancellation);

    private Task<Instant?> InstantAsync(string sql, CancellationToken cancellation) =>
        database.ReadAsync(s => s.Value<long>(sql) is > 0 and var seconds ? new Instant(seconds) : (Instant?)null, cancellation);
}
