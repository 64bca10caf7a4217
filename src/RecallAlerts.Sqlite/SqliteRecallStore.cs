using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Sqlite.Rows;

namespace RecallAlerts.Sqlite;

/// <summary>Recalls in SQLite.</summary>
/// <param name="database">The database.</param>
/// <param name="narratives">Encrypts narratives.</param>
/// <param name="words">Encrypts the words of people's answers.</param>
/// <param name="cache">Cases in memory, whose versions are kept in step.</param>
public sealed class SqliteRecallStore(SqliteDatabase database, NarrativeCipher narratives, NarrativeCipher words, CaseCache cache) : IRecallStore
{
    private const string Pending =
        "SELECT release_id FROM releases WHERE recall_pending IS NOT NULL ORDER BY recall_pending, no LIMIT ?1";

    private const string ByOther =
        "SELECT release_id FROM releases WHERE no IN (SELECT release_no FROM recalls WHERE status = 0 AND classifier < ?1 AND (has_narrative OR narrative_of IS NULL) UNION " +
        "SELECT release_no FROM recalls WHERE status = 0 AND classifier > ?1 AND (has_narrative OR narrative_of IS NULL) LIMIT ?2)";

    private const string NarrativesOf =
        "SELECT event_id, occurred_at, recorded_at, narrative FROM facts WHERE release_no = ?1 AND narrative IS NOT NULL ORDER BY occurred_at, recorded_at, event_id, content";

    // A narrative that is old when it comes is read first, and deleted after that.
    private const string Old =
        "SELECT f.release_no, f.event_key, f.event_id FROM facts f JOIN releases r ON r.no = f.release_no WHERE f.narrative IS NOT NULL AND f.recorded_at <= ?1 " +
        "AND f.recorded_at <= ?2 - coalesce((SELECT value FROM json_each(?3) WHERE key = r.region), ?4) * 86400 " +
        "AND r.pending_since IS NULL AND r.recall_pending IS NULL LIMIT ?5";

    // Asked at every look, in virtual time too: out of the indexes alone.
    private const string IsOld =
        "SELECT EXISTS (SELECT 1 FROM facts WHERE narrative IS NOT NULL AND recorded_at <= ?1) OR EXISTS (SELECT 1 FROM held WHERE narrative IS NOT NULL AND received_at <= ?1)";

    // What waits for its release keeps its place; its words do not wait longer than others.
    private const string DeleteHeld =
        "UPDATE held SET narrative = NULL WHERE id IN (SELECT id FROM held WHERE narrative IS NOT NULL AND received_at <= ?1 LIMIT ?2)";

    private const string DeleteNarrative = "UPDATE facts SET narrative = NULL WHERE release_no = ?1 AND event_key = ?2";

    private const string NoteDeleted = "UPDATE recalls SET has_narrative = 0 WHERE release_no = ?1 AND narrative_of = ?2";

    private const string Touch = "UPDATE releases SET version = version + 1 WHERE no = ?1 RETURNING release_id, version";

    private const string Figures =
        "SELECT machine_primary, days_from_release, needs_review AND person_primary IS NULL, lead_time_hours FROM recalls WHERE status = 0 ORDER BY no";

    // A few hundred rows at one team on one machine, found by their releases.
    private static readonly string Unanswered =
        "SELECT r.release_id, k.recall_id, k.recalled_at, k.machine_primary, k.confidence, k.needs_review FROM recalls k JOIN releases r ON r.no = k.release_no " +
        "WHERE k.status = 0 AND k.person_primary IS NULL AND (?1 IS NULL OR r.pdu = ?1) AND (?2 IS NULL OR r.practitioner IN (SELECT value FROM json_each(?2))) " +
        $"AND {AccessRow.MaySeeOrSeesAll("?3", "?4")}";

    /// <inheritdoc />
    public Task<IReadOnlyList<ReleaseId>> PendingAsync(int atMost, CancellationToken cancellation) => IdsAsync(Pending, cancellation, atMost);

    /// <inheritdoc />
    public Task<IReadOnlyList<ReleaseId>> AnsweredByOtherAsync(string classifier, int atMost, CancellationToken cancellation) =>
        IdsAsync(ByOther, cancellation, classifier, atMost);

    /// <inheritdoc />
    public async Task UpdateAsync(IReadOnlyList<ReleaseId> ids, Func<RecallMaterial, RecallUpdate?> decide, CancellationToken cancellation)
    {
        for (var left = ids; left.Count > 0;)
        {
            var read = await database.ReadAsync(s => left.Select(id => Read(s, id)).OfType<(long No, RecallMaterial Material)>().ToArray(), cancellation);
            var decided = read.Select(x => (x.No, x.Material, Update: decide(x.Material))).Where(x => x.Update is not null).ToArray();
            if (decided.Length == 0) return;
            var written = await database.WriteAsync(s => decided.Select(x => RecallRow.Write(s, x.No, x.Material, x.Update!, words)).ToArray(), cancellation);
            for (var i = 0; i < written.Length; i++) Remember(decided[i].Material, written[i]);
            left = [.. decided.Where((_, i) => !written[i]).Select(x => x.Material.Case.Id)];
        }
    }

    /// <inheritdoc />
    public async Task<int> DeleteNarrativesAsync(NarrativeDays days, Instant now, int atMost, CancellationToken cancellation)
    {
        var before = now.PlusSeconds(-days.Shortest * Instant.Day).Seconds;
        if (!await database.ReadAsync(s => s.Value<long>(IsOld, before) == 1, cancellation)) return 0;
        var held = await database.WriteAsync(s => s.Run(DeleteHeld, now.Seconds - (days.Days * Instant.Day), atMost), cancellation);
        var regions = System.Text.Json.JsonSerializer.Serialize(days.Regions);
        List<(long No, string Key, string EventId)> OldIn(Session s) =>
            s.Query(Old, r => (r.GetInt64(0), r.GetString(1), r.GetString(2)), before, now.Seconds, regions, days.Days, atMost);
        if ((await database.ReadAsync(OldIn, cancellation)).Count == 0) return held;
        var touched = await database.WriteAsync(s => OldIn(s).ConvertAll(x => Delete(s, x.No, x.Key, x.EventId)), cancellation);
        foreach (var (id, version) in touched) cache.Follow(id, version, known => known);
        return held + touched.Count;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredRecall>> FindAsync(string recallId, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<StoredRecall>>(
        s => [.. s.Query("SELECT k.release_no, r.release_id FROM recalls k JOIN releases r ON r.no = k.release_no WHERE k.recall_id = ?1 ORDER BY r.release_id",
            r => (No: r.GetInt64(0), Id: new ReleaseId(r.GetString(1))), recallId).Select(x => Find(s, x.No, x.Id, recallId))],
        cancellation);

    /// <inheritdoc />
    public async Task<IReadOnlyList<UnansweredRecall>> UnansweredAsync(IReadOnlyList<string>? practitioners, string? pdu, Viewer viewer, CancellationToken cancellation)
    {
        var ids = practitioners is null ? null : System.Text.Json.JsonSerializer.Serialize(practitioners);
        return UnansweredRecall.InOrder(await database.ReadAsync(s => s.Query(Unanswered, ReadUnanswered, pdu, ids, AccessRow.NamesOf(viewer), viewer.At.Seconds), cancellation));
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<ComparedRelease>> ComparedAsync(ComparedWith with, CancellationToken cancellation) =>
        database.ReadAsync(s => MomentRow.ReadCompared(s, with), cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<RecallFigure>> FiguresAsync(CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<RecallFigure>>(
        s => s.Query(Figures, r => new RecallFigure(r.Enum<RecallReason>(0), r.GetInt32(1), r.GetBoolean(2), r.IsDBNull(3) ? null : r.GetInt64(3))), cancellation);

    private static UnansweredRecall ReadUnanswered(SqliteDataReader r) =>
        new(new ReleaseId(r.GetString(0)), r.GetString(1), r.Instant(2), r.Enum<RecallReason>(3), r.GetDouble(4), r.GetBoolean(5));

    private (long No, RecallMaterial Material)? Read(Session s, ReleaseId id) => cache.Load(s, id) is var (no, record)
        ? (no, new RecallMaterial(record, ReadNarratives(s, no), MomentRow.ReadAll(s, no), RecallRow.ReadAll(s, no, words)))
        : null;

    private List<RecallNarrative> ReadNarratives(Session s, long no) => s.Query(NarrativesOf, ReadNarrative, no);

    private RecallNarrative ReadNarrative(SqliteDataReader r) =>
        new(r.GetString(0), r.Instant(1), r.Instant(2), narratives.Decrypt(r.GetFieldValue<byte[]>(3))!);

    private StoredRecall Find(Session s, long no, ReleaseId id, string recallId)
    {
        var record = RecallRow.ReadAll(s, no, words).Single(r => r.RecallId == recallId);
        return new StoredRecall(id, record, record.HasNarrative ? ReadNarratives(s, no).FirstOrDefault(n => n.EventId == record.NarrativeOf)?.Text : null);
    }

    private static (ReleaseId Id, long Version) Delete(Session s, long no, string key, string eventId)
    {
        s.Run(DeleteNarrative, no, key);
        s.Run(NoteDeleted, no, eventId);
        return s.Query(Touch, r => (new ReleaseId(r.GetString(0)), r.GetInt64(1)), no)[0];
    }

    private void Remember(RecallMaterial before, bool written)
    {
        if (written) cache.Follow(before.Case.Id, before.Case.Version + 1, known => known);
        else cache.Remove(before.Case.Id);
    }

    private Task<IReadOnlyList<ReleaseId>> IdsAsync(string sql, CancellationToken cancellation, params object?[] values) =>
        database.ReadAsync<IReadOnlyList<ReleaseId>>(s => s.Query(sql, r => new ReleaseId(r.GetString(0)), values), cancellation);
}
