using Azure;
using Azure.Data.Tables;
using Moq;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Functions.People;
using RecallAlerts.Functions.Tests.Given;
using RecallAlerts.Notify;

namespace RecallAlerts.Functions.Tests.People;

public sealed class TablesDirectoryTests
{
    private const string Document = """{"people":[{"person":"practitioner:P1","channel":"email","address":"p1@staff.example"}]}""";

    private static readonly Person P1 = new(Role.Practitioner, "P1");

    private readonly Dictionary<string, TableEntity> _rows = new(StringComparer.Ordinal);
    private readonly TablesDirectory _directory;
    private readonly Mock<TableClient> _table = new();

    public TablesDirectoryTests()
    {
        _table.Setup(t => t.GetEntityIfExistsAsync<TableEntity>(TablesDirectory.Partition, It.IsAny<string>(), It.IsAny<IEnumerable<string>>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((string _, string row, IEnumerable<string> _, CancellationToken _) => Answer(row));
        _directory = new TablesDirectory(_table.Object);
    }

    [Fact]
    public async Task Directory_ThatWasNeverWritten_KnowsNobody()
    {
        Assert.Equal(DirectoryReading.Missing, await ReadAsync());
        Assert.Null(_directory.Find(P1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000)]
    public async Task Directory_InParts_IsReadWhole(int length)
    {
        Write(Document, length);
        Assert.Equal(DirectoryReading.Changed, await ReadAsync());
        Assert.Equal("p1@staff.example", _directory.Find(P1)!.Address);
    }

    [Fact]
    public async Task Directory_ThatIsTheSame_CostsOneRead()
    {
        Write(Document, 10);
        await ReadAsync();
        _table.Invocations.Clear();
        Assert.Equal(DirectoryReading.Same, await ReadAsync());
        Assert.Single(_table.Invocations);
    }

    [Fact]
    public async Task Directory_WithoutAPart_LeavesTheOneBefore()
    {
        Write(Document, 10);
        await ReadAsync();
        var next = Document.Replace("p1@", "p2@", StringComparison.Ordinal);
        Write(next, 10);
        _rows.Remove(TablesDirectory.PartRow(TablesDirectory.DigestOf(next), 1));
        Assert.Equal(DirectoryReading.Incomplete, await ReadAsync());
        Assert.Equal("p1@staff.example", _directory.Find(P1)!.Address);
    }

    [Fact]
    public async Task Directory_WithAnotherPart_LeavesTheOneBefore()
    {
        Write(Document, 10);
        _rows[TablesDirectory.PartRow(TablesDirectory.DigestOf(Document), 1)]["Json"] = "0123456789";
        Assert.Equal(DirectoryReading.Incomplete, await ReadAsync());
        Assert.Null(_directory.Find(P1));
    }

    [Fact]
    public async Task Directory_ThatIsNotValid_LeavesTheOneBeforeAndIsSaidWithoutAddresses()
    {
        Write(Document, 10);
        var logs = new CapturedLogs();
        using var refresh = new DirectoryRefresh(_directory, new Clock(App.Start), logs.Of<DirectoryRefresh>());
        await refresh.StartAsync(CancellationToken.None);
        Write("""{"people":[{"person":"P1","channel":"email","address":"p9@staff.example"}]}""", 10);
        await Assert.ThrowsAsync<InvalidSettingException>(ReadAsync);
        await refresh.StartAsync(CancellationToken.None);
        await refresh.StopAsync(CancellationToken.None);
        Assert.Equal("p1@staff.example", _directory.Find(P1)!.Address);
        var line = Assert.Single(logs.Lines);
        Assert.Contains("people[0].person", line, StringComparison.Ordinal);
        Assert.DoesNotContain("p9@", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_ThatCannotBeRead_LetsTheAppStartAndShows()
    {
        var broken = new Mock<TableClient>();
        broken.Setup(t => t.GetEntityIfExistsAsync<TableEntity>(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<IEnumerable<string>>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new RequestFailedException(403, "no"));
        var logs = new CapturedLogs();
        using var refresh = new DirectoryRefresh(new TablesDirectory(broken.Object), new Clock(App.Start), logs.Of<DirectoryRefresh>());
        await refresh.StartAsync(CancellationToken.None);
        await refresh.StopAsync(CancellationToken.None);
        Assert.Contains("the table answered 403", Assert.Single(logs.Lines), StringComparison.Ordinal);
    }

    private Task<DirectoryReading> ReadAsync() => _directory.ReadAsync(CancellationToken.None);

    private void Write(string json, int length)
    {
        var (digest, parts) = (TablesDirectory.DigestOf(json), json.Chunk(length).Select(c => new string(c)).ToArray());
        for (var i = 0; i < parts.Length; i++) _rows[TablesDirectory.PartRow(digest, i)] = new TableEntity { ["Json"] = parts[i] };
        _rows["head"] = new TableEntity { ["Digest"] = digest };
    }

    private NullableResponse<TableEntity> Answer(string row)
    {
        var answer = new Mock<NullableResponse<TableEntity>>();
        answer.Setup(a => a.HasValue).Returns(_rows.ContainsKey(row));
        answer.Setup(a => a.Value).Returns(_rows.GetValueOrDefault(row));
        return answer.Object;
    }
}
