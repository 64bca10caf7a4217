using Azure;
using Azure.Data.Tables;

namespace RecallAlerts.Azure.Tables;

/// <summary>Requests whose refusal is an answer: somebody else was there first.</summary>
internal static class Requests
{
    /// <summary>The most rows of one transaction.</summary>
    public const int MostRows = 100;

    private const int Missing = 404;
    private const int Exists = 409;
    private const int Changed = 412;

    /// <summary>The most bytes of one transaction, which holds four millions.</summary>
    public const int MostBytes = 2_500_000;

    /// <summary>The most tries to commit before it is given up: each time somebody else has got further.</summary>
    public const int MostTries = 100;

    public static TableTransactionAction Insert(TableEntity row) => new(TableTransactionActionType.Add, row);

    public static TableTransactionAction Put(TableEntity row) => new(TableTransactionActionType.UpsertReplace, row);

    public static TableTransactionAction Replace(TableEntity row, ETag etag) => new(TableTransactionActionType.UpdateReplace, row, etag);

    public static TableTransactionAction Delete(string partition, string key, ETag? etag = null) =>
        new(TableTransactionActionType.Delete, new TableEntity(partition, key), etag ?? ETag.All);

    /// <summary>Writes all rows or none; false when a row was there, was gone, or had changed.</summary>
    public static async Task<bool> TrySubmitAsync(this TableClient table, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation)
    {
        try
        {
            await table.SubmitTransactionAsync(actions, cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is Missing or Exists or Changed)
        {
            return false;
        }
    }

    /// <summary>Writes that each stay whole, in as few transactions as hold them; no two of one transaction write the same row.</summary>
    public static IEnumerable<IReadOnlyList<T>> Packed<T>(IEnumerable<T> writes, Func<T, IReadOnlyList<TableTransactionAction>> actionsOf)
    {
        var (part, keys, bytes) = (new List<T>(), new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var write in writes)
        {
            var actions = actionsOf(write);
            var size = SizeOf(actions);
            if (part.Count > 0 && (keys.Count + actions.Count > MostRows || bytes + size > MostBytes || actions.Any(a => keys.Contains(a.Entity.RowKey))))
            {
                yield return part;
                (part, keys, bytes) = ([], new HashSet<string>(StringComparer.Ordinal), 0);
            }

            part.Add(write);
            keys.UnionWith(actions.Select(a => a.Entity.RowKey));
            bytes += size;
        }

        if (part.Count > 0) yield return part;
    }

    /// <summary>Roughly the bytes of a transaction.</summary>
    public static int SizeOf(IEnumerable<TableTransactionAction> actions) => actions.Sum(a => ((TableEntity)a.Entity).SizeOf());

    /// <summary>Inserts a row; false when it is there.</summary>
    public static async Task<bool> TryInsertAsync(this TableClient table, TableEntity row, CancellationToken cancellation)
    {
        try
        {
            await table.AddEntityAsync(row, cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == Exists)
        {
            return false;
        }
    }

    /// <summary>A row; null when there is none.</summary>
    public static async Task<TableEntity?> FindAsync(this TableClient table, string partition, string key, CancellationToken cancellation)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>All rows of a filter, page by page.</summary>
    public static async Task<List<TableEntity>> ReadAsync(this TableClient table, string filter, CancellationToken cancellation, IEnumerable<string>? select = null)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: select, cancellationToken: cancellation)) rows.Add(row);
        return rows;
    }

    /// <summary>All rows of a partition whose keys begin with a prefix, which ends with a bar.</summary>
    public static string Under(string partition, string prefix)
    {
        var after = RowKeys.After(prefix);
        return TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {after}");
    }

    /// <summary>The error of a commit that others were always ahead of.</summary>
    public static TableStoreException Contended() => new(TableProblem.Contended, $"Others changed the same rows each of {MostTries} times that it was tried.");
}
