using Azure.Data.Tables;

namespace RecallAlerts.Azure.Tables;

/// <summary>
/// Reads rows of people: those who stand near each other by one request, since in the morning nearly all are told. What lies between them is read and passed over; where that is
/// more than a page, the next begins at the next person, so that there are no more requests than one by one.
/// </summary>
/// <param name="tables">The tables.</param>
internal sealed class PeopleRows(StoreTables tables)
{
    private const string P = StoreTables.OverallPartition;
    private const int RowsForEach = 250;
    private const int MostOfPage = 1_000;

    /// <summary>All rows whose keys begin with one of these, each of which ends with a bar.</summary>
    public async Task<List<TableEntity>> ReadAsync(IEnumerable<string> keys, CancellationToken cancellation)
    {
        var (rows, left) = (new List<TableEntity>(), keys.Order(StringComparer.Ordinal).ToList());
        while (left.Count > 0) await ReadSomeAsync(left, rows, cancellation);
        return rows;
    }

    // Of whom a page has all rows, is done; the last of it, of whom it may have some, only then is not.
    private async Task ReadSomeAsync(List<string> left, List<TableEntity> rows, CancellationToken cancellation)
    {
        var (first, end, perPage, read) = (left[0], RowKeys.After(left[^1]), left.Count == 1 ? MostOfPage : Math.Min(MostOfPage, RowsForEach * left.Count), new List<TableEntity>());
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {P} and RowKey ge {first} and RowKey lt {end}");
        await foreach (var page in tables.Overall.QueryAsync<TableEntity>(filter, perPage, cancellationToken: cancellation).AsPages())
        {
            read.AddRange(page.Values);
            var through = page.ContinuationToken is null ? end : read.Count == 0 ? first : read[^1].RowKey;
            var done = left.Where(key => string.CompareOrdinal(RowKeys.After(key), through) <= 0).ToHashSet(StringComparer.Ordinal);
            if (done.Count == 0) continue;
            rows.AddRange(read.Where(r => done.Contains(RowKeys.AudienceOf(r.RowKey))));
            left.RemoveAll(done.Contains);
            return;
        }
    }
}
