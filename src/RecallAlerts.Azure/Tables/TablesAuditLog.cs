using Azure.Data.Tables;
using RecallAlerts.Application.Audit;
using RecallAlerts.Azure.Tables.Audit;
using RecallAlerts.Domain.Audit;

namespace RecallAlerts.Azure.Tables;

/// <summary>The audit log in Table storage: chains of releases in their partitions, chains of programs and anchors in a table of their own.</summary>
/// <param name="tables">The tables.</param>
/// <param name="writer">The id of this instance, which no other has: lower case letters and digits.</param>
public sealed class TablesAuditLog(StoreTables tables, string writer) : IAuditLog, IDisposable
{
    // Beside the entry and the end of the chain.
    private const int MostShown = Requests.MostRows - 5;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly AuditMonths _months = new(tables.Audit);
    private WrittenChain? _chain;

    /// <inheritdoc />
    public async Task NoteAsync(AuditNote note, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var chain = await ChainOfAsync(note, cancellation);
            if (note.WatchIds.Count <= MostShown) await chain.AppendAsync(note, cancellation);
            else foreach (var part in note.WatchIds.Chunk(MostShown)) await chain.AppendAsync(note with { WatchIds = part }, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<ListedEntry>> OfReleaseAsync(string watchId, AuditPlace? after, int atMost, CancellationToken cancellation) =>
        new EntriesOfRelease(tables, _months, watchId).ReadAsync(after, atMost, cancellation);

    /// <inheritdoc />
    public Task<Anchored> AnchorAsync(AnchorScope scope, Func<IReadOnlyList<ChainHead>, IReadOnlyList<AuditNote>> decide, CancellationToken cancellation) =>
        new Anchoring(tables, _months).RunAsync(scope, decide, cancellation);

    /// <inheritdoc />
    public IAsyncEnumerable<StoredChain> ReadAnchorsAsync(CancellationToken cancellation) => new StoredChains(tables, _months).ReadAnchorsAsync(cancellation);

    /// <inheritdoc />
    public IAsyncEnumerable<StoredChain> ReadAsync(ChainRange range, CancellationToken cancellation) => new StoredChains(tables, _months).ReadAsync(range, cancellation);

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    // A month begins a chain.
    private async Task<WrittenChain> ChainOfAsync(AuditNote note, CancellationToken cancellation)
    {
        var name = AuditChain.OfWriter(writer, note.At);
        if (_chain?.Name == name) return _chain;
        var month = AuditMonths.Of(note.At);
        await _months.BeginAsync(month, cancellation);
        return _chain = new WrittenChain(tables.Audit, month, writer, name);
    }
}
