using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;
using RecallAlerts.Sqlite.Rows;

namespace RecallAlerts.Sqlite;

/// <summary>Tellings, messages and the notification log in SQLite.</summary>
/// <param name="database">The database.</param>
/// <param name="key">Makes the ids of messages.</param>
/// <param name="cache">Cases in memory, whose waiting tellings are kept in step.</param>
public sealed class SqliteMessageStore(SqliteDatabase database, ServiceKey key, CaseCache cache) : IMessageStore
{
    private const string WeekendListsThrough = "weekend-lists-through";

    private const string WaitingOf =
        $"SELECT {TellingRow.Names}, t.alert_id, a.status, a.suppressed_by, a.severity, a.pdu, r.access FROM tellings t " +
        "JOIN alerts a ON a.release_no = t.release_no AND a.alert_id = t.alert_id JOIN releases r ON r.no = t.release_no WHERE t.audience = ?1 ORDER BY t.alert_id, t.role";

    private const string StandingOf =
        "SELECT a.alert_id, r.access FROM alerts a JOIN releases r ON r.no = a.release_no WHERE a.owner = ?1 AND a.status < 4 AND a.status = 0 AND a.suppressed_by IS NULL " +
        "AND NOT EXISTS (SELECT 1 FROM tellings t WHERE t.alert_id = a.alert_id AND t.role = 0)";

    private const string ImmediateSince = "SELECT count(*) FROM messages WHERE audience = ?1 AND kind = ?2 AND at >= ?3";

    private const string SentThen = "SELECT count(*) FROM messages WHERE audience = ?1 AND kind = ?2 AND at = ?3";

    private const string Touch =
        "UPDATE releases SET version = version + 1 WHERE no = (SELECT release_no FROM alerts WHERE alert_id = ?1) RETURNING release_id, version";

    private const string Log =
        "INSERT INTO notification_log (at, alert_id, role, told_at, outcome, message_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    /// <inheritdoc />
    public Task<Instant?> NextDueAsync(CancellationToken cancellation) => database.ReadAsync(
        s => s.Value<long>("SELECT min(due_at) FROM tellings") is > 0 and var due ? new Instant(due) : (Instant?)null, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<Person>> DueAudiencesAsync(Instant now, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<Person>>(
        s => [.. s.Query("SELECT audience FROM tellings WHERE due_at <= ?1", r => r.Person(0), now.Seconds).Distinct()], cancellation);

    /// <inheritdoc />
    public async Task DeliverAsync(
        IReadOnlyList<AudienceGroup> groups, DeliveryInstants instants, Func<AudienceState, AudienceDelivery> decide, CancellationToken cancellation)
    {
        var written = await database.WriteAsync(
            s => groups.SelectMany(group => Write(s, decide(StateOf(s, group, instants)), instants.Now)).ToArray(), cancellation);
        foreach (var (decision, release, version) in written) cache.Follow(release, version, known => known with { Alerts = Without(known.Alerts, decision) });
    }

    /// <inheritdoc />
    public Task<Instant?> WeekendListsThroughAsync(CancellationToken cancellation) => database.ReadAsync(
        s => Instant.TryParse(s.Value<string>("SELECT value FROM settings WHERE name = ?1", WeekendListsThrough), out var through) ? through : (Instant?)null,
        cancellation);

    /// <inheritdoc />
    public Task AddWeekendListAsync(IReadOnlyList<Message> messages, Instant through, CancellationToken cancellation) => database.WriteAsync(
        s =>
        {
            foreach (var message in messages) MessageRow.Write(s, key.MessageIdOf(message), message);
            return s.Run("INSERT OR REPLACE INTO settings (name, value) VALUES (?1, ?2)", WeekendListsThrough, through.ToString());
        },
        cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<OutboxMessage>> UnsentAsync(Instant now, int atMost, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<OutboxMessage>>(
            s => s.Query(
                $"SELECT {MessageRow.Names} FROM messages WHERE sent_at IS NULL AND next_try_at <= ?1 ORDER BY next_try_at, at, message_id LIMIT ?2", MessageRow.Read,
                now.Seconds, atMost),
            cancellation);

    /// <inheritdoc />
    public Task<OutboxMessage?> FindUnsentAsync(Person audience, string messageId, CancellationToken cancellation) => database.ReadAsync(
        s => s.Query(
            $"SELECT {MessageRow.Names} FROM messages WHERE message_id = ?1 AND audience = ?2 AND sent_at IS NULL", MessageRow.Read, messageId, audience.ToString())
            .SingleOrDefault(),
        cancellation);

    /// <inheritdoc />
    public Task RecordAsync(IReadOnlyList<Tried> tries, Instant now, CancellationToken cancellation) =>
        database.WriteAsync(s => tries.Sum(tried => TriedRow.Write(s, tried, now)), cancellation);

    /// <inheritdoc />
    public async Task<int> ForgetAsync(Instant before, int atMost, CancellationToken cancellation)
    {
        var (messages, decisions) = await database.ReadAsync(s => ForgottenRow.Find(s, before, atMost), cancellation);
        if (messages.Count + decisions.Count == 0) return 0;
        return await database.WriteAsync(s => ForgottenRow.Delete(s, messages, decisions), cancellation);
    }

    private static AudienceState StateOf(Session s, AudienceGroup group, DeliveryInstants instants)
    {
        var (to, reader) = (group.To.ToString(), Viewer.Of(group.To, instants.Now));
        int Immediate(Instant since) => (int)s.Value<long>(ImmediateSince, to, (int)MessageKind.Immediate, since.Seconds);
        return new AudienceState(
            group.To, [.. group.For.SelectMany(p => s.Query(WaitingOf, ReadWaiting, p.ToString()))], Immediate(instants.Midnight), Immediate(instants.Monday),
            () => [.. group.For.SelectMany(p => s.Query(StandingOf, r => (Id: new AlertId(r.GetString(0)), Access: AccessJson.Read(r.TextOrNull(1))), p.ToString()))
                .Where(standing => reader.MaySee(standing.Access)).Select(standing => standing.Id)]);
    }

    private static WaitingTelling ReadWaiting(SqliteDataReader row) => WaitingTelling.Of(
        new AlertId(row.GetString(8)), TellingRow.Read(row), row.Enum<AlertStatus>(9), row.EnumOrNull<RuleId>(10), row.Enum<Severity>(11), row.GetString(12)) with
    {
        Access = AccessJson.Read(row.TextOrNull(13)),
    };

    private List<(TellingDecision Decision, ReleaseId Release, long Version)> Write(Session s, AudienceDelivery delivery, Instant now)
    {
        // At most one message of a kind in one second: what comes after it in that second stays due, and is told in the next.
        if (delivery.Messages.Any(m => s.Value<long>(SentThen, m.Audience.ToString(), (int)m.Kind, m.At.Seconds) > 0)) return [];
        var ids = delivery.Messages.ToDictionary(m => m.Kind, key.MessageIdOf);
        foreach (var message in delivery.Messages) MessageRow.Write(s, ids[message.Kind], message);
        var written = new List<(TellingDecision, ReleaseId, long)>(delivery.Decisions.Count);
        foreach (var decision in delivery.Decisions)
        {
            var (alert, telling) = (decision.Waiting.Alert, decision.Waiting.Telling);
            if (decision is TellingDecision.PutOff putOff) TellingRow.Bring(s, alert, putOff.Instead);
            else TellingRow.Remove(s, alert, telling);
            s.Run(Log, now.Seconds, alert.Value, (int)telling.Role, telling.At.Seconds, decision.Outcome, decision is TellingDecision.Told told ? ids[told.Kind] : null);
            written.Add(s.Query(Touch, r => (decision, new ReleaseId(r.GetString(0)), r.GetInt64(1)), alert.Value)[0]);
        }

        return written;
    }

    private static Alert[] Without(IReadOnlyList<Alert> alerts, TellingDecision decision) => [.. alerts.Select(a => a.Id != decision.Waiting.Alert ? a : a with
    {
        Tellings = [.. a.Tellings.Where(t => t.Role != decision.Waiting.Telling.Role), .. decision is TellingDecision.PutOff putOff ? [putOff.Instead] : (Telling[])[]],
    })];
}
