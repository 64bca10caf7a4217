using System.Text;
using Moq;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Imports;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Queries;
using RecallAlerts.Application.Tests.Cases;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Calendar;
using static RecallAlerts.Application.Tests.Cases.Lines;

namespace RecallAlerts.Application.Tests.Imports;

public sealed class ImportLinesTests
{
    private const string Id = "X000001-20260602";
    private readonly StoredCases _store = new();
    private readonly Mock<ICaseQueries> _queries = new(MockBehavior.Strict);
    private readonly List<(string Type, string Problem)> _noted = [];
    private readonly List<RejectedLine> _rejected = [];
    private readonly List<ImportCounts> _progress = [];

    public ImportLinesTests() => _queries.Setup(q => q.NoteRefusedAsync(It.IsAny<IReadOnlyList<(string, string)>>(), T0, It.IsAny<CancellationToken>()))
        .Callback((IReadOnlyList<(string, string)> refused, Instant _, CancellationToken _) => _noted.AddRange(refused)).Returns(Task.CompletedTask);

    [Fact]
    public async Task Import_OfMixedLines_CountsAndNamesThoseRefused()
    {
        var good = Fact("e1", Id, "2026-06-02T08:00:00Z");
        var counts = await ImportAsync($"{Registration("X000001", "2026-06-02")}\n\n{good}\r\n{good}\nnonsense\n{Fact("e2", "X000009", "2026-06-02T08:00:00Z")}\n   \n{{}}\n");
        Assert.Equal(new ImportCounts(6, 2, 1, 1, 2), counts);
        Assert.Equal([(5, ProblemType.MalformedJson), (8, ProblemType.MissingField)], _rejected.Select(r => (r.Number, r.Problem.Type)));
        Assert.Equal([("import", "malformed-json"), ("import", "missing-field")], _noted);
        Assert.Equal(counts, _progress[^1]);
    }

    [Fact]
    public async Task Import_OfNothing_CountsNothing()
    {
        Assert.Equal(new ImportCounts(0, 0, 0, 0, 0), await ImportAsync("\n \r\n\n"));
        Assert.Empty(_progress);
    }

    [Fact]
    public async Task Import_WithoutAnEndOfTheLastLine_TakesItIfItIsWhole() =>
        Assert.Equal(1, (await ImportAsync(Registration("X000001", "2026-06-02"))).Accepted);

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(200)]
    public async Task Import_ThatEndsInTheMiddleOfALine_SaysSo(int missing)
    {
        var text = $"{Registration("X000001", "2026-06-02")}\n{Fact("e1", Id, "2026-06-02T08:00:00Z")}";
        Assert.Equal(new ImportCounts(2, 1, 0, 0, 1), await ImportAsync(text[..^Math.Min(missing, 150)]));
        Assert.Equal((2, ProblemType.MalformedJson), (_rejected[0].Number, _rejected[0].Problem.Type));
        Assert.Contains("ends in the middle of a line", _rejected[0].Problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfBytesThatAreNotUtf8_RefusesThatLineOnly()
    {
        var line = Encoding.UTF8.GetBytes(Fact("e1", "X000001", "2026-06-02T08:00:00Z"));
        line[Array.IndexOf(line, (byte)'e')] = 0xFF;
        using var stream = new MemoryStream([.. line, (byte)'\n', .. Encoding.UTF8.GetBytes(Registration("X000001", "2026-06-02"))]);
        Assert.Equal(new ImportCounts(2, 1, 0, 0, 1), await RunAsync(stream));
        Assert.Equal(new RejectedLine(1, new Problem(ProblemType.MalformedJson, "", "is not UTF-8")), _rejected[0]);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 0, 1)]
    public async Task Import_OfALineOf64KiB_TakesItAndNoMore(int above, int accepted, int rejected)
    {
        var line = Registration("X000001", "2026-06-02");
        var counts = await ImportAsync(line + new string(' ', (64 * 1024) - line.Length + above) + "\n");
        Assert.Equal((accepted, rejected), (counts.Accepted, counts.Rejected));
        if (above > 0) Assert.Equal(new RejectedLine(1, new Problem(ProblemType.LineTooLong, "", "is over 64 KiB")), _rejected[0]);
    }

    [Fact]
    public async Task Import_OfALineThatNeverEnds_IsOneRefusedLine()
    {
        using var stream = new Endless(20_000_000);
        Assert.Equal(new ImportCounts(1, 0, 0, 0, 1), await RunAsync(stream));
        Assert.Equal(ProblemType.LineTooLong, _rejected[0].Problem.Type);
    }

    [Fact]
    public async Task Import_OfManyLines_IsRecordedInBatchesInOrder()
    {
        var lines = Enumerable.Range(0, 2_500).Select(n => n % 100 == 7 ? "nonsense" : Fact($"e{n}", Id, "2026-06-02T08:00:00Z"));
        var counts = await ImportAsync(string.Join('\n', lines.Prepend(Registration("X000001", "2026-06-02"))));
        Assert.Equal(new ImportCounts(2_501, 2_476, 0, 0, 25), counts);
        Assert.Equal([1_000, 2_000, 2_501], _progress.Select(p => p.Lines));
        Assert.Equal(Enumerable.Range(0, 25).Select(n => (100 * n) + 9), _rejected.Select(r => r.Number));
        Assert.Equal(2_475, _store.FactsOf(Id).Count());
    }

    [Fact]
    public async Task Import_Again_IsAllDuplicates()
    {
        var text = string.Join('\n', Enumerable.Range(0, 100).Select(n => Fact($"e{n}", Id, "2026-06-02T08:00:00Z")).Append(Registration("X000001", "2026-06-02")));
        Assert.Equal(101, (await ImportAsync(text)).Accepted);
        Assert.Equal(new ImportCounts(101, 0, 101, 0, 0), await ImportAsync(text));
    }

    [Fact]
    public async Task Import_OfARegistrationAfterItsFactsInALaterBatch_AppliesWhatWasHeld()
    {
        var facts = Enumerable.Range(0, 1_500).Select(n => Fact($"e{n}", n % 2 == 0 ? Id : "X000001", "2026-06-02T08:00:00Z"));
        var counts = await ImportAsync(string.Join('\n', facts.Append(Registration("X000001", "2026-06-02"))));
        Assert.Equal((1_000, 501), (counts.Held, counts.Accepted));
        Assert.Equal(1_500, _store.FactsOf(Id).Count());
        Assert.Empty(_store.Held);
    }

    [Fact]
    public async Task Import_ForACaller_NamesThemWhereALineNamesNobody()
    {
        using var stream = Stream($"{Registration("X000001", "2026-06-02")}\n{Fact("e1", Id, "2026-06-02T08:00:00Z")}");
        await new ImportLines(Record(), _queries.Object).RunAsync(stream, () => T0, "practitioner:P7", _rejected.Add, null, CancellationToken.None);
        Assert.Equal("practitioner:P7", _store.RecordersOf(Id).Sole?.ToString());
    }

    [Fact]
    public async Task Import_Cancelled_EndsAfterTheBatchInHand()
    {
        using var cancel = new CancellationTokenSource();
        using var stream = Stream(string.Join('\n', Enumerable.Range(0, 5_000).Select(n => Fact($"e{n}", Id, "2026-06-02T08:00:00Z")).Prepend(Registration("X000001", "2026-06-02"))));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ImportLines(Record(), _queries.Object).RunAsync(stream, () => T0, null, _rejected.Add, c =>
        {
            _progress.Add(c);
            cancel.Cancel();
        }, cancel.Token));
        Assert.Equal([1_000], _progress.Select(p => p.Lines));
        Assert.Equal(999, _store.FactsOf(Id).Count());
    }

    public static TheoryData<Exception> Failures => [new IOException("gone"), new InvalidDataException("broken"), new ObjectDisposedException("stream"), new TimeoutException("late")];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Import_OfAStreamThatFails_FailsWithIt(Exception failure)
    {
        using var stream = new Dripping(Encoding.UTF8.GetBytes(Registration("X000001", "2026-06-02") + "\n"), 50, failure);
        var import = RunAsync(stream);
        Assert.Same(import, await Task.WhenAny(import, Task.Delay(TimeSpan.FromSeconds(10))));
        Assert.Equal(failure.Message, (await Assert.ThrowsAnyAsync<Exception>(() => import)).Message);
    }

    [Fact]
    public async Task Import_IntoAStoreThatFails_FailsWithItAndStopsReading()
    {
        _store.Mock.Setup(s => s.HoldAsync(It.IsAny<IReadOnlyList<(string, RecordedFact)>>(), It.IsAny<Instant>(), It.IsAny<CancellationToken>())).ThrowsAsync(new IOException("full"));
        var error = await Assert.ThrowsAsync<IOException>(() => ImportAsync(string.Join('\n', Enumerable.Range(0, 20_000).Select(n => Fact($"e{n}", Id, "2026-06-02T08:00:00Z")))));
        Assert.Equal("full", error.Message);
        Assert.Empty(_progress);
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private RecordEvents Record() => new(_store.Mock.Object, new ServiceKey(new byte[32]), PolicyDocument.Default, BankHolidays.Default, new NoWatches());

    private async Task<ImportCounts> ImportAsync(string text)
    {
        using var stream = Stream(text);
        return await RunAsync(stream);
    }

    private Task<ImportCounts> RunAsync(Stream stream) =>
        new ImportLines(Record(), _queries.Object).RunAsync(stream, () => T0, null, _rejected.Add, _progress.Add, CancellationToken.None);
}
