using RecallAlerts.Application.Cases;
using RecallAlerts.Application.WhatIf;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Sqlite.Rows;

namespace RecallAlerts.Sqlite;

/// <summary>Stored timelines in SQLite.</summary>
/// <param name="database">The database.</param>
public sealed class SqliteTimelines(SqliteDatabase database) : IStoredTimelines
{
    private const string ReasonsOf = "SELECT recall_id, coalesce(person_primary, machine_primary) FROM recalls WHERE release_no = ?1 ORDER BY no";

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredTimeline>> ReadAsync(IReadOnlyList<ReleaseId> releases, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<StoredTimeline>>(s => [.. releases.Select(id => Read(s, id)).OfType<StoredTimeline>()], cancellation);

    /// <inheritdoc />
    public Task<Instant?> LastRecordedAtAsync(CancellationToken cancellation) => database.ReadAsync(
        s => s.Value<long>("SELECT max(recorded_at) FROM facts") is > 0 and var seconds ? new Instant(seconds) : (Instant?)null, cancellation);

    private static StoredTimeline? Read(Session s, ReleaseId id)
    {
        var rows = s.Query("SELECT no, body, registered_at FROM releases WHERE release_id = ?1", r => (No: r.GetInt64(0), Body: r.GetString(1), At: r.Instant(2)), id.Value);
        if (rows.Count == 0) return null;
        var (no, body, registeredAt) = rows[0];
        var reasons = s.Query(ReasonsOf, r => (Id: r.GetString(0), Reason: r.Enum<RecallReason>(1)), no);
        return new StoredTimeline(CaseRow.ReadBody(body), registeredAt, FactRow.ReadRecorded(s, no), reasons.ToDictionary(r => r.Id, r => r.Reason, StringComparer.Ordinal));
    }
}
