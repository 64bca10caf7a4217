using System.Runtime.CompilerServices;
using RecallAlerts.Application.Audit;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Sqlite.Rows;

namespace RecallAlerts.Sqlite;

/// <summary>The audit log in SQLite.</summary>
/// <param name="database">The database.</param>
/// <param name="writer">The id of this program, which no other has: begins the names of its chains.</param>
public sealed class SqliteAuditLog(SqliteDatabase database, string writer) : IAuditLog
{
    private const int Together = 5_000;

    private const string OfRelease =
        $"SELECT {AuditRow.Names} FROM audit WHERE no IN (SELECT no FROM audit_shown WHERE watch_id = ?1 UNION ALL SELECT no FROM audit WHERE chain = ?1) " +
        "AND at <= ?2 AND (at < ?2 OR (chain, number) > (?3, ?4)) ORDER BY at DESC, chain, number LIMIT ?5";

    // What was written before the last anchor was looked at then. Facts too: here it costs nothing to look at all.
    private const string Changed =
        "SELECT chain, max(number) FROM audit WHERE no > coalesce((SELECT max(no) FROM audit WHERE chain = ?1), 0) AND chain <> ?1 GROUP BY chain ORDER BY chain";

    private const string Page = $"SELECT {AuditRow.Names} FROM audit WHERE (chain, number) > (?1, ?2) AND chain <> ?3 ORDER BY chain, number LIMIT ?4";

    private const string Anchors = $"SELECT {AuditRow.Names} FROM audit WHERE chain = ?1 ORDER BY number";

    /// <inheritdoc />
    public Task NoteAsync(AuditNote note, CancellationToken cancellation) => database.WriteAsync(
        s =>
        {
            AuditRow.Append(s, AuditChain.OfWriter(writer, note.At), [note]);
            return true;
        },
        cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<ListedEntry>> OfReleaseAsync(string watchId, AuditPlace? after, int atMost, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<ListedEntry>>(
            s => s.Query(OfRelease, r => ListedEntry.Of(AuditRow.Read(r), watchId), watchId, after?.At.Seconds ?? long.MaxValue, after?.Chain ?? "", after?.Number ?? 0, atMost), cancellation);

    /// <inheritdoc />
    public Task<Anchored> AnchorAsync(AnchorScope scope, Func<IReadOnlyList<ChainHead>, IReadOnlyList<AuditNote>> decide, CancellationToken cancellation) => database.WriteAsync(
        s =>
        {
            var chains = s.Query(Changed, r => r.GetString(0), AuditChain.Anchors);
            if (chains.Count == 0) return Anchored.Nothing;
            AuditRow.Append(s, AuditChain.Anchors, decide(chains.ConvertAll(chain => AuditRow.HeadOf(s, chain)!)));
            return new Anchored(chains.Count, AuditRow.HeadOf(s, AuditChain.Anchors));
        },
        cancellation);

    /// <inheritdoc />
    public async IAsyncEnumerable<StoredChain> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return new StoredChain(AuditChain.Anchors, await database.ReadAsync(s => s.Query(Anchors, AuditRow.Read, AuditChain.Anchors), cancellation), null);
        var chain = new List<AuditEntry>();
        await foreach (var entry in EntriesAsync(cancellation))
        {
            if (chain.Count > 0 && chain[0].Chain != entry.Chain)
            {
                yield return new StoredChain(chain[0].Chain, chain, null);
                chain = [];
            }

            chain.Add(entry);
        }

        if (chain.Count > 0) yield return new StoredChain(chain[0].Chain, chain, null);
    }

    private async IAsyncEnumerable<AuditEntry> EntriesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var (last, number) = ("", 0L); ;)
        {
            var page = await database.ReadAsync(s => s.Query(Page, AuditRow.Read, last, number, AuditChain.Anchors, Together), cancellation);
            foreach (var entry in page) yield return entry;
            if (page.Count < Together) break;
            (last, number) = (page[^1].Chain, page[^1].Number);
        }
    }
}
