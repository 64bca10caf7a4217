using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Operations;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Sqlite.Rows;

namespace RecallAlerts.Sqlite;

/// <summary>What waits and what was refused, in SQLite.</summary>
/// <param name="database">The database.</param>
public sealed class SqliteOperations(SqliteDatabase database) : IOperationsStore
{
    private const string Waiting =
        "SELECT message_id, kind, at, tries, next_try_at, reason FROM messages WHERE sent_at IS NULL ORDER BY tries DESC, next_try_at, message_id LIMIT ?1";

    private const string TryNow = "UPDATE messages SET next_try_at = min(next_try_at, ?2) WHERE message_id = ?1 AND sent_at IS NULL";

    private const string HeldEvents = "SELECT ?1, type, received_at / 86400, count(*) FROM held GROUP BY 2, 3 ORDER BY 2, 3";

    private const string HeldEnvelopes =
        "SELECT CASE WHEN next_try_at IS NULL THEN ?2 ELSE ?1 END, coalesce(reason, ''), received_at / 86400, count(*) FROM held_envelopes GROUP BY 1, 2, 3 ORDER BY 1, 2, 3";

    private const string AskNow = "UPDATE held_envelopes SET next_try_at = ?1 WHERE next_try_at > ?1";

    private const string Refused = "SELECT at / 86400, type, problem, count(*) FROM refused WHERE at >= ?1 GROUP BY 1, 2, 3 ORDER BY 1 DESC, 2, 3";

    /// <inheritdoc />
    public Task<IReadOnlyList<WaitingMessage>> WaitingMessagesAsync(int atMost, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<WaitingMessage>>(
        s => s.Query(Waiting, r => new WaitingMessage(r.GetString(0), r.Enum<MessageKind>(1), r.Instant(2), r.GetInt32(3), r.Instant(4), r.TextOrNull(5)), atMost), cancellation);

    /// <inheritdoc />
    public Task<bool> TryNowAsync(string messageId, Instant now, CancellationToken cancellation) =>
        database.WriteAsync(s => s.Run(TryNow, messageId, now.Seconds) == 1, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<HeldCount>> HeldAsync(CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<HeldCount>>(
        s => [.. s.Query(HeldEvents, ReadHeld, (int)HeldKind.Event), .. s.Query(HeldEnvelopes, ReadHeld, (int)HeldKind.Details, (int)HeldKind.Operation)], cancellation);

    /// <inheritdoc />
    public Task<int> AskForDetailsNowAsync(Instant now, CancellationToken cancellation) => database.WriteAsync(s => s.Run(AskNow, now.Seconds), cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<RefusedCount>> RefusedAsync(DateOnly since, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<RefusedCount>>(
        s => s.Query(Refused, r => new RefusedCount(Day(r, 0), r.GetString(1), r.GetString(2), r.GetInt64(3)), UtcDay.Start(since).Seconds), cancellation);

    private static HeldCount ReadHeld(SqliteDataReader r) => new(r.Enum<HeldKind>(0), r.GetString(1), Day(r, 2), r.GetInt64(3));

    private static DateOnly Day(SqliteDataReader r, int column) => UtcDay.Of(new Instant(r.GetInt64(column) * Instant.Day));
}
