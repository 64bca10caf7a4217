using System.Security.Cryptography;
using System.Text;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests;

public sealed class NarrativeTests : IDisposable
{
    private const string Narrative = "Zebedee Q. Placeholder left 14 Unlikely Crescent.";
    private static readonly byte[] OtherSecret = [.. Secret.Reverse()];
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SqliteUse.Alone)]
    [InlineData(SqliteUse.Serving)]
    public async Task Narrative_OfARecall_StandsNowhereInTheFiles(SqliteUse use)
    {
        await using var database = SqliteDatabase.Open(_folder.Database, use);
        await StoreAsync(database);
        await database.FlushAsync(CancellationToken.None);
        var bytes = Directory.GetFiles(Path.GetDirectoryName(_folder.Database)!).SelectMany(ReadShared).ToArray();
        Assert.True(bytes.AsSpan().IndexOf("recall.recorded"u8) >= 0);
        foreach (var part in Narrative.Split(' ').Where(p => p.Length > 3))
        {
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(part)));
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(part)));
        }
    }

    [Fact]
    public async Task Words_OfAPersonsAnswer_StandNowhereInTheFiles()
    {
        await using var database = SqliteDatabase.Open(_folder.Database, SqliteUse.Serving);
        var ports = SqliteStores.PortsOf(database);
        await ports.Cases.RecallAsync();
        await ports.Recalls.DecideAsync(X1, GivenRecalls.Row() with { Answers = [GivenRecalls.OfMachine(), GivenRecalls.OfPerson(Narrative)] });
        await database.FlushAsync(CancellationToken.None);
        var bytes = Directory.GetFiles(Path.GetDirectoryName(_folder.Database)!).SelectMany(ReadShared).ToArray();
        Assert.True(bytes.AsSpan().IndexOf("practitioner:P1"u8) >= 0);
        Assert.All(Narrative.Split(' ').Where(p => p.Length > 3), part => Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(part))));
        var sealedText = await database.ReadAsync(s => s.Value<byte[]>("SELECT words FROM recall_answers WHERE words IS NOT NULL"), CancellationToken.None);
        Assert.Equal(Narrative, new NarrativeCipher(Secret, NarrativeCipher.Answers).Decrypt(sealedText));
        Assert.ThrowsAny<CryptographicException>(() => new NarrativeCipher(Secret).Decrypt(sealedText));
    }

    [Theory]
    [InlineData(SqliteUse.Alone)]
    [InlineData(SqliteUse.Serving)]
    public async Task PendingRecall_WhenTheStoreIsOpenedAgain_StillWaits(SqliteUse use)
    {
        await using (var first = SqliteDatabase.Open(_folder.Database, use)) await SqliteStores.PortsOf(first).Cases.RecallAsync();
        await using var second = SqliteDatabase.Open(_folder.Database, use);
        Assert.Equal([X1], await SqliteStores.PortsOf(second).Recalls.PendingAsync(10, CancellationToken.None));
    }

    [Fact]
    public async Task Narrative_InTheStore_IsReadWithTheKeyOnly()
    {
        await using var database = SqliteDatabase.Open(_folder.Database, SqliteUse.Serving);
        await StoreAsync(database);
        foreach (var table in (string[])["facts", "held"])
        {
            var sealedText = await database.ReadAsync(s => s.Value<byte[]>($"SELECT narrative FROM {table} WHERE event_id = 'e2'"), CancellationToken.None);
            Assert.Equal(Narrative, new NarrativeCipher(Secret).Decrypt(sealedText));
            Assert.ThrowsAny<CryptographicException>(() => new NarrativeCipher(OtherSecret).Decrypt(sealedText));
        }
    }

    [Fact]
    public async Task Held_ClaimedUnderAnotherKey_ThrowsAndRegistersNothing()
    {
        await using var database = SqliteDatabase.Open(_folder.Database, SqliteUse.Serving);
        await StoreAsync(database);
        var other = SqliteStores.PortsOf(database, secret: OtherSecret).Cases;
        var claiming = Case("X000002") with { SubjectKeys = [Key.SubjectKeyOf("held")] };
        await Assert.ThrowsAnyAsync<CryptographicException>(() => other.RegisterAsync(claiming));
        Assert.Null(await other.FindAsync(claiming.Id, CancellationToken.None));
        Assert.NotNull(await other.FindAsync(X1, CancellationToken.None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ő 日本 👩‍🚒\u0000\n")]
    public void Decrypt_OfEncrypted_IsTheNarrative(string text)
    {
        var cipher = new NarrativeCipher(Secret);
        Assert.Equal(text, cipher.Decrypt(cipher.Encrypt(text)));
    }

    [Fact]
    public void Encrypt_Nothing_IsNothing()
    {
        Assert.Null(new NarrativeCipher(Secret).Encrypt(null));
        Assert.Null(new NarrativeCipher(Secret).Decrypt(null));
    }

    [Fact]
    public void Encrypt_Twice_ShowsNotThatItIsTheSame() =>
        Assert.NotEqual(new NarrativeCipher(Secret).Encrypt(Narrative), new NarrativeCipher(Secret).Encrypt(Narrative));

    [Fact]
    public void Decrypt_WithAnyByteChanged_Throws()
    {
        var cipher = new NarrativeCipher(Secret);
        var sealedText = cipher.Encrypt("text")!;
        for (var i = 0; i < sealedText.Length; i++)
        {
            byte[] changed = [.. sealedText];
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt(changed));
        }
    }

    private static async Task StoreAsync(SqliteDatabase database)
    {
        var cases = SqliteStores.PortsOf(database).Cases;
        await cases.RegisterAsync(Case());
        await cases.AppendAsync(X1, Recall("e1", Narrative));
        await cases.AppendAsync(X1, Recall("e1", Narrative + " Twice."));
        await cases.AppendAsync(X1, Recall("e2", Narrative));
        await cases.HoldAsync([(Key.SubjectKeyOf("held"), Recall("e2", Narrative))], T0, CancellationToken.None);
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
