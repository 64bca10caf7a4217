using Microsoft.Data.Sqlite;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.People;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Sqlite;

/// <summary>Erases the rows of a person, within the transaction of its writer.</summary>
internal sealed class EraseRows(ServiceKey key, NarrativeCipher envelopes, Instant now)
{
    /// <summary>The setting that says that deleted bytes may still be in the file.</summary>
    public const string ToCompact = "to-compact";

    private static readonly string[] OfRelease =
    [
        "DELETE FROM notification_log WHERE alert_id IN (SELECT alert_id FROM alerts WHERE release_no = ?1)",
        "DELETE FROM tellings WHERE release_no = ?1",
        "DELETE FROM alert_changes WHERE release_no = ?1",
        "DELETE FROM alerts WHERE release_no = ?1",
        "DELETE FROM recall_answers WHERE recall_no IN (SELECT no FROM recalls WHERE release_no = ?1)",
        "DELETE FROM recalls WHERE release_no = ?1",
        "DELETE FROM outcomes WHERE release_no = ?1",
        "DELETE FROM facts WHERE release_no = ?1",
        "DELETE FROM merge_notes WHERE release_no = ?1",
        "DELETE FROM releases WHERE no = ?1",
    ];

    /// <summary>Erases; answers how many rows were changed.</summary>
    public int Run(Session s, KnownPerson person)
    {
        var rows = person.Crns.Sum(crn => Bury(s, key.SubjectKeyOf(crn.Value))) + person.Releases.Sum(id => Bury(s, key.WatchIdOf(id)));
        rows += EraseEnvelopes(s, person);
        rows += EraseMessages(s, person);
        string[] subjects = [.. person.Crns.Select(c => c.Value), .. person.Releases.Select(id => id.Value)];
        foreach (var id in person.Releases) rows += EraseRelease(s, s.Value<long>("SELECT no FROM releases WHERE release_id = ?1", id.Value));
        foreach (var subject in subjects) rows += s.Run("DELETE FROM held WHERE subject_key = ?1", key.SubjectKeyOf(subject));
        foreach (var crn in person.Crns) rows += s.Run("DELETE FROM aliases WHERE crn = ?1 OR target = ?1", crn.Value);
        if (rows > 0) s.Run("INSERT OR REPLACE INTO settings (name, value) VALUES (?1, ?2)", ToCompact, now.ToString());
        return rows;
    }

    private int Bury(Session s, string tombstone) => s.Run("INSERT OR IGNORE INTO tombstones (key, at) VALUES (?1, ?2)", tombstone, now.Seconds);

    private static int EraseRelease(Session s, long no) => OfRelease.Sum(sql => s.Run(sql, no));

    // An envelope names people in several places, by CRN or NOMS number: any of them is enough.
    private int EraseEnvelopes(Session s, KnownPerson person)
    {
        var names = NamesOf(s, person);
        var held = s.Query("SELECT key, body FROM held_envelopes", r => (Key: r.GetString(0), Body: envelopes.Decrypt(r.GetFieldValue<byte[]>(1))!));
        return held.Where(h => names.Any(name => h.Body.Contains(name, StringComparison.Ordinal))).Sum(h => s.Run("DELETE FROM held_envelopes WHERE key = ?1", h.Key));
    }

    private static string[] NamesOf(Session s, KnownPerson person) =>
    [
        .. person.Crns.Select(c => c.Value),
        .. person.Releases.Select(id => s.Value<string>("SELECT body ->> 'nomsNumber' FROM releases WHERE release_id = ?1", id.Value)).OfType<string>(),
    ];

    // What tells of others too stays for them.
    private static int EraseMessages(Session s, KnownPerson person)
    {
        var ids = person.Releases.Select(id => id.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var id in person.Releases)
            ids.UnionWith(s.Query("SELECT a.alert_id FROM alerts a JOIN releases r ON r.no = a.release_no WHERE r.release_id = ?1", r => r.GetString(0), id.Value));
        var messages = s.Query("SELECT message_id, alerts, releases FROM messages", r => (Id: r.GetString(0), Alerts: r.GetString(1).Split(' '), Releases: r.GetString(2).Split(' ')));
        return messages.Where(m => m.Alerts.Concat(m.Releases).Any(ids.Contains)).Sum(m => Rewrite(s, m.Id, Left(m.Alerts, ids), Left(m.Releases, ids)));
    }

    private static string Left(string[] listed, HashSet<string> gone) => string.Join(' ', listed.Where(id => !gone.Contains(id)));

    private static int Rewrite(Session s, string id, string alerts, string releases) => alerts.Length + releases.Length == 0
        ? s.Run("DELETE FROM messages WHERE message_id = ?1", id)
        : s.Run("UPDATE messages SET alerts = ?2, releases = ?3 WHERE message_id = ?1", id, alerts, releases);
}
