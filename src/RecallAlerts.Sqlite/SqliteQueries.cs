using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;
using RecallAlerts.Sqlite.Rows;

namespace RecallAlerts.Sqlite;

/// <summary>Lists over many cases in SQLite.</summary>
/// <param name="database">The database.</param>
public sealed class SqliteQueries(SqliteDatabase database) : ICaseQueries
{
    private const int PageOfReleases = 500;

    private const string ReleaseNames = "r.release_id, r.released_at, r.pdu, r.rosh, r.mappa_level, r.child_protection, r.watch_id";

    private const string ChangeNames = "alert_id, at, change, severity, by, closed, level, detail, policy_version";

    /// <inheritdoc />
    public Task<IReadOnlyList<ListedAlert>> InboxAsync(InboxFilter filter, CancellationToken cancellation)
    {
        var (where, values) = Where(filter);
        var sql = $"SELECT {AlertRow.Names}, {ReleaseNames} FROM alerts a JOIN releases r ON r.no = a.release_no WHERE {where} ORDER BY a.alert_id LIMIT {filter.AtMost}";
        return database.ReadAsync<IReadOnlyList<ListedAlert>>(s => s.Query(sql, ReadListed, values), cancellation);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<HeldCase>> CasesOfAsync(IReadOnlyList<string> practitioners, string? pdu, Viewer viewer, CancellationToken cancellation)
    {
        var sql = $"SELECT {ReleaseNames}, r.practitioner FROM releases r WHERE r.practitioner = ?1 AND r.state <> 2 AND (?2 IS NULL OR r.pdu = ?2) AND {AccessRow.MaySeeOrSeesAll("?3", "?4")}";
        return database.ReadAsync<IReadOnlyList<HeldCase>>(
            s => [.. practitioners.Distinct(StringComparer.Ordinal)
                .SelectMany(id => s.Query(sql, r => new HeldCase(r.GetString(6), ReadRelease(r, 0), r.GetString(7)), id, pdu, AccessRow.NamesOf(viewer), viewer.At.Seconds))
                .OrderBy(c => c.Release.ReleasedAt).ThenBy(c => c.Release.ReleaseId)],
            cancellation);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<TriageCandidate>> TriageAsync(string pdu, Viewer viewer, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<TriageCandidate>>(
        s => s.Query(TriageRow.CandidatesOf, TriageRow.ReadCandidate, pdu, AccessRow.NamesOf(viewer), viewer.At.Seconds), cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<TriageCase>> TriageAsync(IReadOnlyList<ReleaseId> releases, Viewer viewer, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<TriageCase>>(s => [.. releases.Select(id => ReadTriage(s, id, viewer)).OfType<TriageCase>()], cancellation);

    /// <inheritdoc />
    public Task<int> CountLimitedAsync(string pdu, Viewer viewer, CancellationToken cancellation) => database.ReadAsync(
        s => (int)s.Value<long>(
            $"SELECT count(*) FROM releases r WHERE r.pdu = ?1 AND r.access IS NOT NULL AND r.state <> 2 AND NOT {AccessRow.MaySeeOrSeesAll("?2", "?3")}",
            pdu, AccessRow.NamesOf(viewer), viewer.At.Seconds),
        cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<CarriedLoad>> LoadAsync(string pdu, Viewer viewer, CancellationToken cancellation) => database.ReadAsync(
        s => CarriedLoad.Of(
            s.Query(TriageRow.HeldIn, r => (new Person(Role.Practitioner, r.GetString(0)), r.GetInt32(1)), pdu, AccessRow.NamesOf(viewer), viewer.At.Seconds),
            s.Query(TriageRow.OpenIn, r => (r.Person(0), r.Enum<Severity>(1), r.GetInt32(2)), pdu, AccessRow.NamesOf(viewer), viewer.At.Seconds)),
        cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<ListedFact>> TimelineAsync(ReleaseId id, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<ListedFact>>(
        s => s.Query(
            "SELECT event_id, type, occurred_at, recorded_at, recorded_by, data FROM facts WHERE release_no = (SELECT no FROM releases WHERE release_id = ?1) " +
            "ORDER BY occurred_at, recorded_at, event_id, content",
            r => new ListedFact(r.GetString(0), r.GetString(1), r.Instant(2), r.Instant(3), r.TextOrNull(4), r.GetString(5)), id.Value),
        cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<ListedChange>> ChangesAsync(ReleaseId id, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<ListedChange>>(
        s => s.Query($"SELECT {ChangeNames} FROM alert_changes WHERE release_no = (SELECT no FROM releases WHERE release_id = ?1) ORDER BY seq", ReadChange, id.Value),
        cancellation);

    /// <inheritdoc />
    public async IAsyncEnumerable<AlertHistory> AllAlertsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var after = ""; ;)
        {
            var page = await database.ReadAsync(s => PageOfHistories(s, after), cancellation);
            foreach (var history in page) yield return history;
            if (page.Count < PageOfReleases) yield break;
            after = page[^1].Alert.Id.Value;
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<ListedMessage>> AllMessagesAsync(CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<ListedMessage>>(
        s => [.. s.Query($"SELECT {MessageRow.Names}, sent_at, channel, reason FROM messages", r => new ListedMessage(MessageRow.Read(r), r.InstantOrNull(10), r.TextOrNull(11), r.TextOrNull(12)))
            .OrderBy(m => m.Outbox.Message.At).ThenBy(m => m.Outbox.Message.Kind).ThenBy(m => m.Outbox.Message.Audience)],
        cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<(Person To, long Count)>> CountMessagesAsync(MessageKind kind, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<(Person, long)>>(
        s => [.. s.Query("SELECT audience, count(*) FROM messages WHERE kind = ?1 GROUP BY audience", r => (To: r.Person(0), Count: r.GetInt64(1)), (int)kind).OrderBy(c => c.To)],
        cancellation);

    /// <inheritdoc />
    public Task<WatchProof> ProveWatchAsync(Instant now, CancellationToken cancellation) => database.WriteAsync(
        s =>
        {
            long Count(string sql, params ReadOnlySpan<object?> values) => s.Value<long>(sql, values);
            var proof = new WatchProof(
                Count("SELECT count(*) FROM releases WHERE state <> 2"),
                Count("SELECT count(*) FROM releases WHERE state <> 2 AND next_wake IS NULL AND pending_since IS NULL"),
                Count("SELECT count(*) FROM releases WHERE next_wake < ?1", now.Seconds - 300),
                Count("SELECT count(*) FROM releases WHERE pending_since < ?1", now.Seconds - 120),
                Count("SELECT count(*) FROM messages WHERE sent_at IS NULL"),
                Count("SELECT count(*) FROM messages WHERE sent_at IS NULL AND tries > 0"),
                Count("SELECT (SELECT count(*) FROM held) + (SELECT count(*) FROM held_envelopes)"))
            {
                OldestUnsentAt = s.Value<long?>("SELECT min(at) FROM messages WHERE sent_at IS NULL") is { } oldest ? new Instant(oldest) : null,
                WithoutAudience = AccessRow.CountWithoutAudience(s, now),
            };
            if (proof.Unwatched > 0) s.Run("UPDATE releases SET version = version + 1, next_wake = ?1 WHERE state <> 2 AND next_wake IS NULL AND pending_since IS NULL", now.Seconds);
            return proof;
        },
        cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<Counted>> CountStatesAsync(CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<Counted>>(
        s => s.Query("SELECT state, count(*) FROM releases GROUP BY state", r => new Counted(NameOf<WatchState>.Text(r.Enum<WatchState>(0)), r.GetInt64(1))), cancellation);

    /// <inheritdoc />
    public Task NoteRefusedAsync(IReadOnlyList<(string Type, string Problem)> refused, Instant now, CancellationToken cancellation) => database.WriteAsync(
        s =>
        {
            foreach (var (type, problem) in refused) s.Run("INSERT INTO refused (at, type, problem) VALUES (?1, ?2, ?3)", now.Seconds, type, problem);
            return true;
        },
        cancellation);

    private static (string Where, object?[] Values) Where(InboxFilter f)
    {
        var (parts, values) = (new List<string>(), new List<object?>());
        void And(string condition, params object?[] given)
        {
            foreach (var value in given)
            {
                values.Add(value);
                var at = condition.IndexOf("??", StringComparison.Ordinal);
                condition = string.Concat(condition.AsSpan(0, at), string.Create(CultureInfo.InvariantCulture, $"?{values.Count}"), condition.AsSpan(at + 2));
            }

            parts.Add(condition);
        }

        And("a.status < 4 OR ?? = 4", f.Status is { } s ? (int)s : -1);
        if (f.Status is { } status) And("a.status = ??", (int)status);
        if (f.Severity is { } severity) And("a.severity = ??", (int)severity);
        if (f.Rule is { } rule) And("a.rule = ??", (int)rule);
        if (f.Pdu is not null) And("a.pdu = ??", f.Pdu);
        if (f.After is { } after) And("a.alert_id > ??", after.Value);
        if (f.For.Who is not null) And(AccessRow.MaySee("??", "??"), AccessRow.NamesOf(f.For), AccessRow.NamesOf(f.For), f.For.At.Seconds);
        if (f.Owners is { } owners) And($"a.owner IN ({string.Join(", ", owners.Select(_ => "??"))})", [.. owners.Select(o => (object?)o.ToString())]);
        return ("(" + string.Join(") AND (", parts) + ")", [.. values]);
    }

    private static ListedAlert ReadListed(SqliteDataReader r)
    {
        var release = ReadRelease(r, AlertRow.Count);
        return new ListedAlert(AlertRow.Read(r, release.ReleaseId, []), r.GetString(AlertRow.Count + 6), release);
    }

    private static ListedRelease ReadRelease(SqliteDataReader r, int from) => new(
        new ReleaseId(r.GetString(from)), r.Instant(from + 1), r.GetString(from + 2), r.Enum<Rosh>(from + 3), r.NumberOrNull(from + 4), r.GetBoolean(from + 5));

    private static TriageCase? ReadTriage(Session s, ReleaseId id, Viewer viewer)
    {
        var rows = s.Query(
            $"SELECT {AlertRow.Names}, {ReleaseNames}{TriageRow.FromRelease}",
            r => (Alert: AlertRow.Read(r, id, []), WatchId: r.GetString(AlertRow.Count + 6), Release: ReadRelease(r, AlertRow.Count), Crn: new Crn(r.GetString(AlertRow.Count + 7)), Holder: r.TextOrNull(AlertRow.Count + 8)),
            id.Value, AccessRow.NamesOf(viewer), viewer.At.Seconds);
        return rows.Count == 0 ? null : new TriageCase(rows[0].WatchId, rows[0].Release, rows.ConvertAll(r => r.Alert)) { Crn = rows[0].Crn, PractitionerId = rows[0].Holder };
    }

    private static ListedChange ReadChange(SqliteDataReader r) => new(
        new AlertId(r.GetString(0)), r.Instant(1), r.GetString(2), r.Enum<Severity>(3), r.IsDBNull(4) ? null : r.Person(4), r.EnumOrNull<ClosedHow>(5),
        r.EnumOrNull<Role>(6), r.TextOrNull(7), r.GetString(8));

    private static List<AlertHistory> PageOfHistories(Session s, string after)
    {
        var alerts = s.Query(
            $"SELECT {AlertRow.Names}, r.release_id, a.release_no FROM alerts a JOIN releases r ON r.no = a.release_no WHERE a.alert_id > ?1 ORDER BY a.alert_id LIMIT ?2",
            r => (Alert: AlertRow.Read(r, new ReleaseId(r.GetString(AlertRow.Count)), []), No: r.GetInt64(AlertRow.Count + 1)), after, PageOfReleases);
        var changes = $"SELECT {ChangeNames} FROM alert_changes WHERE release_no = ?1 AND alert_id = ?2 ORDER BY seq";
        return alerts.ConvertAll(a => new AlertHistory(a.Alert, s.Query(changes, ReadChange, a.No, a.Alert.Id.Value)));
    }
}
