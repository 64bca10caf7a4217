using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Sqlite.Rows;

namespace RecallAlerts.Sqlite;

/// <summary>HMPPS envelopes that cannot be applied yet, in SQLite.</summary>
/// <param name="database">The database.</param>
/// <param name="cipher">Encrypts envelopes.</param>
public sealed class SqliteHeldEnvelopes(SqliteDatabase database, NarrativeCipher cipher) : IHeldEnvelopes
{
    private const string Insert =
        "INSERT OR IGNORE INTO held_envelopes (key, event_id, body, received_at, next_try_at, tries) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    private const string SelectDue =
        "SELECT key, event_id, body, received_at, next_try_at, tries FROM held_envelopes WHERE next_try_at <= ?1 OR next_try_at IS NULL ORDER BY next_try_at, key LIMIT ?2";

    private const string Postpone = "UPDATE held_envelopes SET next_try_at = ?2, reason = ?3, tries = tries + 1 WHERE key = ?1";

    /// <inheritdoc />
    public Task<bool> KeepAsync(HeldEnvelope envelope, CancellationToken cancellation) => database.WriteAsync(
        s => s.Run(
            Insert, envelope.Key, envelope.EventId, cipher.Encrypt(envelope.Body), envelope.ReceivedAt.Seconds, envelope.NextTryAt?.Seconds, envelope.Tries) == 1,
        cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<HeldEnvelope>> DueAsync(Instant now, int atMost, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<HeldEnvelope>>(s => s.Query(SelectDue, Read, now.Seconds, atMost), cancellation);

    /// <inheritdoc />
    public Task PostponeAsync(string key, Instant nextTryAt, string reason, CancellationToken cancellation) =>
        database.WriteAsync(s => s.Run(Postpone, key, nextTryAt.Seconds, reason), cancellation);

    /// <inheritdoc />
    public Task RemoveAsync(string key, CancellationToken cancellation) =>
        database.WriteAsync(s => s.Run("DELETE FROM held_envelopes WHERE key = ?1", key), cancellation);

    private HeldEnvelope Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), cipher.Decrypt(row.GetFieldValue<byte[]>(2))!, row.Instant(3), row.InstantOrNull(4), row.GetInt32(5));
}
