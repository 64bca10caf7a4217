using RecallAlerts.Azure.Tables.Exporting;

namespace RecallAlerts.Adapters.Tests.Tables.Exporting;

public sealed class MadeFileTests : IAsyncLifetime
{
    private const int PartBytes = PartStream.PartBytes;
    private TablesStores? _stores;

    private static CancellationToken None => CancellationToken.None;

    private MadeFile Files => new(_stores!.Tables.Exports);

    public async Task InitializeAsync() => _stores = await TablesStores.CreateAsync();

    public async Task DisposeAsync() => await _stores!.DisposeAsync();

    // Noise does not become smaller, so parts are full where their limit is.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(PartBytes)]
    [InlineData((5 * PartBytes) + 1)]
    public async Task File_OfAnySize_IsReadAsItWasWritten(int bytes)
    {
        var noise = new byte[bytes];
        new Random(bytes).NextBytes(noise);
        Assert.Equal(7, await Files.WriteAsync("a", "r1", stream => WriteAsync(stream, noise), None));
        Assert.Equal(noise, await ReadAsync("a", "r1"));
    }

    [Fact]
    public async Task File_OfAnotherRunOrExport_IsNotRead()
    {
        await Files.WriteAsync("a", "r1", stream => WriteAsync(stream, [1]), None);
        await Files.WriteAsync("a", "r2", stream => WriteAsync(stream, [2]), None);
        await Files.WriteAsync("b", "r1", stream => WriteAsync(stream, [3]), None);
        Assert.Equal([2], await ReadAsync("a", "r2"));
    }

    [Fact]
    public async Task Delete_TakesAllRunsOfOneExportOnly()
    {
        await Files.WriteAsync("a", "r1", stream => WriteAsync(stream, [1]), None);
        await Files.WriteAsync("a", "r2", stream => WriteAsync(stream, [2]), None);
        await Files.WriteAsync("b", "r1", stream => WriteAsync(stream, [3]), None);
        await Files.DeleteAsync("a", None);
        await Files.DeleteAsync("a", None);
        Assert.Equal(["b"], (await Azure.Tables.Requests.ReadAsync(_stores!.Tables.Exports, "", None)).Select(r => r.PartitionKey));
    }

    [Fact]
    public async Task Reading_WithoutATask_IsRefusedAndNotBlocked()
    {
        await Files.WriteAsync("a", "r1", stream => WriteAsync(stream, [1]), None);
        await using var file = Files.Open("a", "r1", None);
        Assert.Throws<NotSupportedException>(() => file.ReadByte());
    }

    private static async Task<int> WriteAsync(Stream stream, byte[] bytes)
    {
        await stream.WriteAsync(bytes);
        return 7;
    }

    private async Task<byte[]> ReadAsync(string id, string run)
    {
        await using var file = Files.Open(id, run, None);
        using var read = new MemoryStream();
        await file.CopyToAsync(read);
        return read.ToArray();
    }
}
