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

    private const string Page = $"SELECT {AuditRow.Names} FROM audit WHERE (chain, number) > (?1, ?2) AND chain <> ?3 AND (?5 IS NULL OR chain < ?5) ORDER BY chain, number LIMIT ?4";

    private const string AnchorPage = $"SELECT {AuditRow.Names} FROM audit WHERE chain = ?1 AND number > ?2 ORDER BY number LIMIT ?3";

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
    public IAsyncEnumerable<StoredChain> ReadAnchorsAsync(CancellationToken cancellation) => PartsAsync(
        after => database.ReadAsync(s => s.Query(AnchorPage, AuditRow.Read, AuditChain.Anchors, after?.Number ?? long.MinValue, StoredChain.MostEntries), cancellation), StoredChain.MostEntries, cancellation);

    /// <inheritdoc />
    public IAsyncEnumerable<StoredChain> ReadAsync(ChainRange range, CancellationToken cancellation) => PartsAsync(
        after => database.ReadAsync(
            s => s.Query(Page, AuditRow.Read, after?.Chain ?? range.From, after?.Number ?? long.MinValue, AuditChain.Anchors, Together, range.Before), cancellation), Together, cancellation);

    // Entries come page by page; where a chain ends, or a part of it is full, it is given on.
    private static async IAsyncEnumerable<StoredChain> PartsAsync(Func<AuditEntry?, Task<List<AuditEntry>>> pageAfter, int fullPage, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (part, page) = (new List<AuditEntry>(), default(List<AuditEntry>));
        for (var isLast = false; !isLast; isLast = page.Count < fullPage)
        {
            cancellation.ThrowIfCancellationRequested();
            page = await pageAfter(page?[^1]);
            foreach (var entry in page)
            {
                if (part.Count > 0 && (part[0].Chain != entry.Chain || part.Count == StoredChain.MostEntries))
                {
                    yield return new StoredChain(part[0].Chain, part, null);
                    part = [];
                }

                part.Add(entry);
            }
        }

        if (part.Count > 0) yield return new StoredChain(part[0].Chain, part, null);
    }
}
