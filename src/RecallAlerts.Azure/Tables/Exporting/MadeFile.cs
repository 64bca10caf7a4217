using System.IO.Compression;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace RecallAlerts.Azure.Tables.Exporting;

/// <summary>What was made of an export: compressed, in parts that a row holds each, one partition an export. Written and read a part at a time.</summary>
/// <param name="table">The table.</param>
internal sealed class MadeFile(TableClient table)
{
    private const string Bytes = "bytes";

    // An answer of the server has four million bytes at most.
    private const int PartsAtOnce = 4;

    /// <summary>Writes what a run makes; answers what that answers.</summary>
    public async Task<T> WriteAsync<T>(string id, string run, Func<Stream, Task<T>> write, CancellationToken cancellation)
    {
        var parts = 0;
        await using var stream = new PartStream((bytes, c) => table.UpsertEntityAsync(Part(id, run, parts++, bytes), TableUpdateMode.Replace, c), cancellation);
        T answer;
        await using (var packed = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true)) answer = await write(packed);
        await stream.EndAsync();
        return answer;
    }

    /// <summary>Opens what a run made.</summary>
    public Stream Open(string id, string run, CancellationToken cancellation) =>
        new GZipStream(new PartsRead(ReadAsync(id, run, cancellation).GetAsyncEnumerator(cancellation)), CompressionMode.Decompress);

    /// <summary>Deletes all that any run made of an export.</summary>
    public async Task DeleteAsync(string id, CancellationToken cancellation)
    {
        var rows = await table.ReadAsync(TableClient.CreateQueryFilter($"PartitionKey eq {id}"), cancellation, ["PartitionKey", "RowKey"]);
        foreach (var some in rows.Chunk(Requests.MostRows))
        {
            // Two who delete the same meet: what is gone is gone.
            if (await table.TrySubmitAsync([.. some.Select(r => Requests.Delete(id, r.RowKey))], cancellation)) continue;
            foreach (var row in some) await table.DeleteEntityAsync(id, row.RowKey, cancellationToken: cancellation);
        }
    }

    private static TableEntity Part(string id, string run, int n, byte[] bytes)
    {
        var row = new TableEntity(id, $"{run}|{n:D8}");
        row.PutBytes(Bytes, bytes);
        return row;
    }

    private async IAsyncEnumerable<byte[]> ReadAsync(string id, string run, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in table.QueryAsync<TableEntity>(Requests.Under(id, $"{run}|"), PartsAtOnce, cancellationToken: cancellation)) yield return row.ReadBytes(Bytes)!;
    }
}
