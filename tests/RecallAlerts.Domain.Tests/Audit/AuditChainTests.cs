using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Domain.Tests.Audit;

public sealed class AuditChainTests
{
    private const string Chain = "c0ffee";
    private static readonly Instant T0 = Instant.Parse("2026-06-02T09:00:00Z");
    private static readonly AuditSource By = new("practitioner:P1", "practitioner", "GET /api/alerts");
    private static readonly AuditEntry[] Five = [.. AuditChain.Append(Chain, null, Enumerable.Range(0, 5).Select(Note))];
    private static readonly ChainHead[] Anchored = [Five[2].Head, Five[4].Head];

    [Fact]
    public void Chain_AsWritten_IsWhole()
    {
        Assert.Empty(AuditChain.Verify(Chain, Five, Anchored));
        Assert.Empty(AuditChain.Verify(Chain, [], []));
        Assert.Equal([1, 2, 3, 4, 5], Five.Select(e => e.Number));
        Assert.Equal(Five[..4].Select(e => e.Hash), Five[1..].Select(e => e.Before));
    }

    // What is stored depends on it: another form would find every entry changed.
    [Fact]
    public void Hash_OfTheSameEntry_IsTheSameOnEveryMachine() => Assert.Equal(
        "0f1a46791b78a9492625b387f532ad5102c714c22ce4099d0720f937c9e520c0",
        AuditChain.Append(Chain, null, Note(1) with { Details = [new AuditDetail("rows", "7")] }).Hash);

    [Fact]
    public void Entry_Changed_IsNamed() => Finds([.. Five[..1], Five[1] with { Note = Note(7) }, .. Five[2..]], (2, AuditProblem.Changed));

    [Fact]
    public void Entry_ChangedAndHashedAnew_DoesNotCarryTheNext() =>
        Finds([.. Five[..1], AuditChain.Append(Chain, Five[0].Head, Note(7)), .. Five[2..]], (3, AuditProblem.Unlinked));

    [Fact]
    public void Entry_Removed_IsMissing() => Finds([.. Five[..1], .. Five[2..]], (2, AuditProblem.Missing));

    [Fact]
    public void Entries_RemovedAtTheFront_AreMissing() => Finds(Five[2..], (1, AuditProblem.Missing));

    [Fact]
    public void Entries_Swapped_AreReordered() => Finds([Five[0], Five[2], Five[1], .. Five[3..]], (2, AuditProblem.Reordered));

    [Fact]
    public void Entry_Inserted_IsNamed() => Finds([.. Five[..2], AuditChain.Append(Chain, Five[0].Head, Note(7)), .. Five[2..]], (2, AuditProblem.Inserted), (3, AuditProblem.Unlinked));

    [Fact]
    public void End_CutOff_IsFoundByTheAnchorAlone()
    {
        Finds(Five[..4], (5, AuditProblem.CutOff));
        Finds([], (1, AuditProblem.CutOff));
        Assert.Empty(AuditChain.Verify(Chain, Five[..4], Anchored[..1]));
    }

    [Fact]
    public void Chain_WrittenAnewAsAWhole_IsFoundByTheAnchorAlone()
    {
        AuditEntry[] anew = [.. AuditChain.Append(Chain, Five[0].Head, [Note(7), Note(2), Note(3), Note(4)]).Prepend(Five[0])];
        Finds(anew, (3, AuditProblem.Rewritten), (5, AuditProblem.Rewritten));
        Assert.Empty(AuditChain.Verify(Chain, anew, [Five[0].Head]));
    }

    [Fact]
    public void Entries_OfAnotherChain_AreNotOfThisOne() => Assert.Equal(5, AuditChain.Verify("another", Five, []).Count(f => f.Problem == AuditProblem.Changed));

    [Theory]
    [InlineData("ab", "c", "a", "bc")]
    [InlineData("ab", "", "a", "b")]
    public void Fields_ThatReadTheSameTogether_HashDifferently(string who, string role, string otherWho, string otherRole) => Assert.NotEqual(
        AuditChain.Append(Chain, null, Note(0) with { By = new AuditSource(who, role, "p") }).Hash,
        AuditChain.Append(Chain, null, Note(0) with { By = new AuditSource(otherWho, otherRole, "p") }).Hash);

    [Fact]
    public void Fields_ThatNoEncodingTellsApart_HashDifferently() => Assert.NotEqual(
        AuditChain.Append(Chain, null, Note(0) with { WatchIds = ["\ud800"] }).Hash, AuditChain.Append(Chain, null, Note(0) with { WatchIds = ["\ud801"] }).Hash);

    [Fact]
    public void WriterChain_OfTwoMonths_AreTwo()
    {
        Assert.Equal("2026-06-w1", AuditChain.OfWriter("w1", Instant.Parse("2026-06-30T23:59:59Z")));
        Assert.Equal("2026-07-w1", AuditChain.OfWriter("w1", Instant.Parse("2026-07-01T00:00:00Z")));
    }

    [Fact]
    public void Source_OfARequest_HoldsWhatEveryStoreKeeps()
    {
        Assert.Equal(new AuditSource("a?b", "practitioner", "p"), AuditSource.Of("a\0b", "practitioner", "p"));
        Assert.Equal("a?", AuditSource.Of("a\ud800", "r", "p").Who);
        Assert.Equal(200, AuditSource.Of(new string('x', 201), "r", "p").Who.Length);
    }

    private static void Finds(IReadOnlyList<AuditEntry> entries, params (long Number, AuditProblem Problem)[] expected) =>
        Assert.Equal(expected.Select(e => new AuditFinding(Chain, e.Number, e.Problem)), AuditChain.Verify(Chain, entries, Anchored));

    private static AuditNote Note(int n) => new(T0.PlusSeconds(n), By, AuditAction.Consulted) { WatchIds = [$"w{n}", "w"] };
}
