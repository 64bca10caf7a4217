using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace RecallAlerts.Azure.Tables.Projections;

/// <summary>Reads what the index says of releases by month, as of the highest version of each: some rows at a time, however many there are.</summary>
/// <param name="index">The index.</param>
internal sealed class MonthReader(TableClient index)
{
    private const int RowsInMemory = 4_000;
    private const int MostAtOnce = 1_000;
    private const int FewestAtOnce = 50;

    /// <summary>The rows of a month, by watchId.</summary>
    /// <param name="kind">What they say.</param>
    /// <param name="month">The local month.</param>
    /// <param name="atOnce">Rows of one answer of the server, 1 to 1,000.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async IAsyncEnumerable<TableEntity> ReadAsync(char kind, string month, int atOnce, [EnumeratorCancellation] CancellationToken cancellation)
    {
        TableEntity? last = null;
        await foreach (var entity in index.QueryAsync<TableEntity>(Within($"{kind}|{month}|"), atOnce, cancellationToken: cancellation))
        {
            if (last is not null && MonthKey.Of(last.RowKey).WatchId != MonthKey.Of(entity.RowKey).WatchId) yield return last;
            last = entity;
        }

        if (last is not null) yield return last;
    }

    /// <summary>All rows of some months, those of one release together, by watchId: what is moved from month to month meanwhile comes once.</summary>
    public async IAsyncEnumerable<IReadOnlyList<TableEntity>> ReadAsync(char kind, IReadOnlyList<string> months, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var atOnce = Math.Clamp(RowsInMemory / Math.Max(1, months.Count), FewestAtOnce, MostAtOnce);
        await using var streams = new Streams([.. months.Select(month => ReadAsync(kind, month, atOnce, cancellation).GetAsyncEnumerator(cancellation))]);
        await streams.StartAsync();
        while (await streams.NextAsync() is { } rows) yield return OfOneVersion(rows);
    }

    /// <summary>The months of which there is anything, from one (inclusive) to another (inclusive).</summary>
    public async Task<IReadOnlyList<string>> MonthsAsync(char kind, string from, string to, CancellationToken cancellation)
    {
        var months = new List<string>();
        for (var at = $"{kind}|{from}|"; await FirstAsync(at, RowKeys.After($"{kind}|{to}|"), cancellation) is { } key; at = RowKeys.After($"{kind}|{months[^1]}|"))
            months.Add(MonthKey.Of(key).Month);
        return months;
    }

    /// <summary>A filter of the rows whose keys begin with a prefix that ends with a bar.</summary>
    public static string Within(string prefix) =>
        TableClient.CreateQueryFilter($"PartitionKey eq {StoreTables.OverallPartition} and RowKey ge {prefix} and RowKey lt {RowKeys.After(prefix)}");

    private async Task<string?> FirstAsync(string from, string before, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {StoreTables.OverallPartition} and RowKey ge {from} and RowKey lt {before}");
        await foreach (var entity in index.QueryAsync<TableEntity>(filter, 1, ["RowKey"], cancellation)) return entity.RowKey;
        return null;
    }

    // A commit writes all months that held something or do: what is of an older version was moved.
    private static List<TableEntity> OfOneVersion(List<TableEntity> rows)
    {
        var newest = rows.Max(r => MonthKey.Of(r.RowKey).Version);
        return rows.FindAll(r => MonthKey.Of(r.RowKey).Version == newest);
    }

    /// <summary>Streams by watchId, read as one.</summary>
    private sealed class Streams(IReadOnlyList<IAsyncEnumerator<TableEntity>> streams) : IAsyncDisposable
    {
        private readonly PriorityQueue<IAsyncEnumerator<TableEntity>, (string WatchId, string Month)> _next = new(Comparer<(string WatchId, string Month)>.Create(
            static (a, b) => string.CompareOrdinal(a.WatchId, b.WatchId) is not 0 and var order ? order : string.CompareOrdinal(a.Month, b.Month)));

        public async Task StartAsync()
        {
            foreach (var stream in streams) await MoveAsync(stream);
        }

        /// <summary>The rows of the next release; null when there is none.</summary>
        public async Task<List<TableEntity>?> NextAsync()
        {
            if (!_next.TryPeek(out _, out var first)) return null;
            var rows = new List<TableEntity>();
            while (_next.TryPeek(out var stream, out var key) && key.WatchId == first.WatchId)
            {
                _next.Dequeue();
                rows.Add(stream.Current);
                await MoveAsync(stream);
            }

            return rows;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var stream in streams) await stream.DisposeAsync();
        }

        private async Task MoveAsync(IAsyncEnumerator<TableEntity> stream)
        {
            if (await stream.MoveNextAsync() && MonthKey.Of(stream.Current.RowKey) is var key) _next.Enqueue(stream, (key.WatchId, key.Month));
        }
    }
}
