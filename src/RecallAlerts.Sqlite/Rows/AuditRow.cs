using System.Text.Json;
using Microsoft.Data.Sqlite;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Sqlite.Rows;

/// <summary>Entries of the audit log as rows, which are added to and never changed.</summary>
internal static class AuditRow
{
    public const string Names = "chain, number, at, who, role, purpose, action, watch_ids, details, before, hash";

    private const string Last = "SELECT number, hash FROM audit WHERE chain = ?1 ORDER BY number DESC LIMIT 1";

    private const string Insert = $"INSERT INTO audit ({Names}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) RETURNING no";

    /// <summary>Chains notes to what stands there, within the transaction of what they tell of.</summary>
    public static void Append(Session session, string chain, IReadOnlyList<AuditNote> notes)
    {
        if (notes.Count == 0) return;
        foreach (var entry in AuditChain.Append(chain, HeadOf(session, chain), notes)) Write(session, entry);
    }

    /// <summary>The last entry of a chain; null when it has none.</summary>
    public static ChainHead? HeadOf(Session session, string chain) =>
        session.Query(Last, r => new ChainHead(chain, r.GetInt64(0), r.GetString(1)), chain).SingleOrDefault();

    /// <summary>Reads an entry; what is not of the form of one is found by its hash.</summary>
    public static AuditEntry Read(SqliteDataReader r)
    {
        var (chain, number) = (r.GetString(0), r.GetInt64(1));
        if (!NameOf<AuditAction>.TryParse(r.GetString(6), out var action) || ListOf<string>(r.GetString(7)) is not { } watchIds || ListOf<AuditDetail>(r.GetString(8)) is not { } details)
            return AuditEntry.Unreadable(chain, number);
        var note = new AuditNote(r.Instant(2), new AuditSource(r.GetString(3), r.GetString(4), r.GetString(5)), action) { WatchIds = watchIds, Details = details };
        return new AuditEntry(chain, number, note, r.GetString(9), r.GetString(10));
    }

    private static void Write(Session session, AuditEntry e)
    {
        var (note, by) = (e.Note, e.Note.By);
        var no = session.Value<long>(
            Insert, e.Chain, e.Number, note.At.Seconds, by.Who, by.Role, by.Purpose, NameOf<AuditAction>.Text(note.Action), JsonSerializer.Serialize(note.WatchIds),
            JsonSerializer.Serialize(note.Details), e.Before, e.Hash);
        foreach (var watchId in note.WatchIds)
        {
            if (watchId != e.Chain) session.Run("INSERT OR IGNORE INTO audit_shown (watch_id, no) VALUES (?1, ?2)", watchId, no);
        }
    }

    private static T[]? ListOf<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T[]>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
