using RecallAlerts.Application.Audit;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Tests.Audit;

/// <summary>Verifying in constant memory finds what verifying all at once finds.</summary>
public sealed class VerifyAuditTests
{
    private static readonly Instant T0 = Instant.Parse("2026-06-02T09:00:00Z");
    private static readonly AuditSource By = new("oid-1", "practitioner", "GET /api/alerts");
    private static readonly string[] Names = ["0a", "2026-05-one", "2026-06-one", "2026-06-other", "2f", "9c", "ff"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(100)]
    public async Task Whole_HoweverFewHeadsAreHeld_IsWhole(int headsAtOnce)
    {
        var report = await VerifyAsync(new StoredLog(), headsAtOnce);
        Assert.Equal((0, 7 + 1, (7 * 4) + 3, 7 * 3), (report.Found, report.Chains, report.Entries, report.Anchors));
        Assert.Equal((AuditChain.Anchors, 3), (report.Head!.Chain, report.Head.Number));
    }

    // Each chain in each way, and the anchors.
    [Fact]
    public async Task Broken_HoweverFewHeadsAreHeldAndEntriesCome_IsFoundAlike()
    {
        foreach (var name in Names.Append(AuditChain.Anchors))
        {
            foreach (var way in Enum.GetValues<Way>())
            {
                var log = new StoredLog();
                log.Break(name, way);
                var whole = await VerifyAsync(log, 100);
                Assert.NotEqual(0, whole.Found);
                var expected = Texts(whole);
                foreach (var (heads, entries) in new[] { (1, 100), (2, 1), (4, 2), (100, 1) })
                {
                    log.EntriesOfPart = entries;
                    Assert.Equal(expected, Texts(await VerifyAsync(log, heads)));
                }
            }
        }
    }

    [Fact]
    public async Task Heads_HeldAtOnce_AreThoseOfAsManyRangesAsItTakes()
    {
        var log = new StoredLog();
        await VerifyAsync(log, 6);
        Assert.Equal(["[0a..2026-06-one)", "[2026-06-one..2f)", "[2f..ff)", "[ff..)"], log.Asked.Select((r, i) => $"[{(i == 0 ? "0a" : r.From)}..{r.Before})"));
        Assert.Equal(1 + 4, log.AnchorsRead);
    }

    [Fact]
    public async Task Expected_HeadOfTheAnchors_IsLookedForAlsoWhereNothingIsLeft()
    {
        var log = new StoredLog();
        var head = (await VerifyAsync(log, 2)).Head!;
        Assert.Equal(0, (await VerifyAsync(log, 2, head)).Found);
        log.Break(AuditChain.Anchors, Way.Gone);
        Assert.Contains(new AuditFinding(AuditChain.Anchors, 1, AuditProblem.CutOff), (await VerifyAsync(log, 2, head)).Findings);
    }

    [Fact]
    public async Task Findings_VeryMany_AreCountedAndTheFirstNamed()
    {
        var log = new StoredLog { Forged = VerifyAudit.MostNamed + 5 };
        var report = await VerifyAsync(log, 100);
        Assert.Equal((VerifyAudit.MostNamed + 5, VerifyAudit.MostNamed), (report.Found, report.Findings.Count));
    }

    [Fact]
    public void Names_OfChainsThatNobodyGave_AreNotTold()
    {
        AuditFinding[] findings = [new("X123456", 2, AuditProblem.Changed), new("2026-06-one", 3, AuditProblem.Missing), new(new string('a', 65), 1, AuditProblem.CutOff)];
        var report = new AuditReport(1, 1, 0, 3, findings);
        Assert.Equal("a chain of another name 2 changed, 2026-06-one 3 missing, a chain of another name 1 cut-off", report.NamesOf(20));
        Assert.Equal("a chain of another name 2 changed", report.NamesOf(1));
    }

    [Fact]
    public async Task Verification_ThatIsBrokenOff_Ends()
    {
        using var stop = new CancellationTokenSource();
        var log = new StoredLog { OnChain = name => { if (name == "2f") stop.Cancel(); } };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new VerifyAudit(log).RunAsync(null, stop.Token));
    }

    private static Task<AuditReport> VerifyAsync(StoredLog log, int headsAtOnce, ChainHead? expected = null) =>
        new VerifyAudit(log) { HeadsAtOnce = headsAtOnce }.RunAsync(expected, CancellationToken.None);

    private static string[] Texts(AuditReport report) => [.. report.Findings.Select(f => f.ToString()).Order(StringComparer.Ordinal), $"{report.Entries} {report.Anchors} {report.Head}"];

    private enum Way
    {
        Changed,
        First,
        Last,
        Gone,
        Anew,
    }

    /// <summary>Chains of four entries, anchored after the first, the second and the last.</summary>
    private sealed class StoredLog : IAuditLog
    {
        private readonly SortedDictionary<string, List<AuditEntry>> _chains = new(StringComparer.Ordinal);
        private readonly List<AuditEntry> _anchors;

        public StoredLog()
        {
            foreach (var name in Names) _chains[name] = [.. AuditChain.Append(name, null, Enumerable.Range(0, 4).Select(n => Note(n)))];
            AuditNote Anchor(int n) => new(T0, By, AuditAction.Anchored) { Details = [.. _chains.Values.Select(c => new AuditDetail(c[n].Chain, $"{c[n].Number}:{c[n].Hash}"))] };
            _anchors = [.. AuditChain.Append(AuditChain.Anchors, null, [Anchor(0), Anchor(1), Anchor(3)])];
        }

        public int EntriesOfPart { get; set; } = 100;

        public int Forged { get; init; }

        public int AnchorsRead { get; private set; }

        public List<ChainRange> Asked { get; } = [];

        public Action<string> OnChain { get; init; } = _ => { };

        public void Break(string name, Way way)
        {
            var chain = name == AuditChain.Anchors ? _anchors : _chains[name];
            if (way == Way.Changed) chain[1] = chain[1] with { Note = Note(9) };
            else if (way == Way.First) chain.RemoveAt(0);
            else if (way == Way.Last) chain.RemoveAt(chain.Count - 1);
            else if (way == Way.Gone) chain.Clear();
            else if (name == AuditChain.Anchors) chain[1] = AuditChain.Append(name, chain[0].Head, Note(9));
            else _chains[name] = [.. AuditChain.Append(name, null, Enumerable.Range(5, 4).Select(Note))];

            // An end of the anchors that is cut off is known elsewhere only.
            if (name == AuditChain.Anchors && way is Way.Last or Way.Gone) _chains["ff"].RemoveAt(0);
        }

        public async IAsyncEnumerable<StoredChain> ReadAnchorsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        {
            await Task.CompletedTask;
            AnchorsRead++;
            foreach (var part in _anchors.Chunk(EntriesOfPart)) yield return new StoredChain(AuditChain.Anchors, part, null);
        }

        public async IAsyncEnumerable<StoredChain> ReadAsync(ChainRange range, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        {
            await Task.CompletedTask;
            Asked.Add(range);
            foreach (var (name, chain) in _chains.Where(c => range.Holds(c.Key)))
            {
                OnChain(name);
                foreach (var part in chain.Chunk(EntriesOfPart)) yield return new StoredChain(name, part, null);
            }

            if (Forged > 0 && range.Before is null) yield return new StoredChain("forged", [.. Enumerable.Range(1, Forged).Select(n => AuditEntry.Unreadable("forged", n))], null);
        }

        public Task NoteAsync(AuditNote note, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<ListedEntry>> OfReleaseAsync(string watchId, AuditPlace? after, int atMost, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<Anchored> AnchorAsync(AnchorScope scope, Func<IReadOnlyList<ChainHead>, IReadOnlyList<AuditNote>> decide, CancellationToken cancellation) => throw new NotSupportedException();

        private static AuditNote Note(int n) => new(T0.PlusSeconds(n), By, AuditAction.Consulted) { WatchIds = ["w"] };
    }
}
