using System.Security.Cryptography;
using System.Text;
using RecallAlerts.Application.Cases;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests;

public sealed class HeldEnvelopeTests : IDisposable
{
    private static readonly HeldEnvelope Kept = new("k1", "m1", """{"value":"X987654 and A9876YX"}""", T0, T0);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Body_AfterARestart_IsThereAndOnNoDiskInClear()
    {
        await using (var first = SqliteDatabase.Open(_folder.Database, SqliteUse.Serving)) await SqliteStores.PortsOf(first).Envelopes!.KeepAsync(Kept, CancellationToken.None);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_folder.Database)!))
            Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes("X987654")) < 0, $"It stands in {file}.");
        await using var second = SqliteDatabase.Open(_folder.Database, SqliteUse.Serving);
        Assert.Equal([Kept], await SqliteStores.PortsOf(second).Envelopes!.DueAsync(T0, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Body_UnderAnotherKey_CannotBeRead()
    {
        await using var database = SqliteDatabase.Open(_folder.Database, SqliteUse.Serving);
        await SqliteStores.PortsOf(database).Envelopes!.KeepAsync(Kept, CancellationToken.None);
        var other = SqliteStores.PortsOf(database, secret: new byte[32]);
        await Assert.ThrowsAnyAsync<CryptographicException>(() => other.Envelopes!.DueAsync(T0, 10, CancellationToken.None));
    }
}
