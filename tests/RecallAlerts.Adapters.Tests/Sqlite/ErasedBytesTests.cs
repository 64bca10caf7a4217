using System.Text;
using RecallAlerts.Adapters.Tests.Contracts;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests;

/// <summary>What is erased is gone from the bytes of the files, not from the tables only.</summary>
public sealed class ErasedBytesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData(SqliteUse.Serving)]
    [InlineData(SqliteUse.Alone)]
    public async Task Files_AfterAnErasure_HoldNoByteOfThePerson(SqliteUse use)
    {
        await using var database = SqliteDatabase.Open(_folder.Database, use);
        var ports = SqliteStores.PortsOf(database);
        await ErasingContract.FillAsync(ports);
        await database.FlushAsync(CancellationToken.None);
        Assert.All(Names, name => Assert.True(IsInFiles(name), $"{name} was never stored: the test shows nothing."));
        await new PeopleAt(ports, T0.PlusHours(2)).EraseAsync("X000001");
        await database.FlushAsync(CancellationToken.None);
        Assert.All(Names.Append(Alert(X1, "k").Id.Value).Append("Lost touch"), name => Assert.False(IsInFiles(name), $"{name} is still in a file."));
        Assert.True(IsInFiles("X000002-20260602"));
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Names => ["X000001", X1.Value, "A1234BC", "recall.recorded"];

    private bool IsInFiles(string text) => Directory.GetFiles(Path.GetDirectoryName(_folder.Database)!).Any(file => Read(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
