using RecallAlerts.Application.Audit;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>What was shown, who looked, and anchors.</summary>
public abstract class AuditLogContract : StoreContract
{
    private static readonly ReleaseId X2 = new("X000002-20260602");

    private static string Watch1 => Key.WatchIdOf(X1);

    private static string Watch2 => Key.WatchIdOf(X2);

    [Fact]
    public async Task Look_IsInTheChainOfItsProgram()
    {
        await Audit.NoteAsync(Acted(T0, AuditAction.Consulted, Watch1, Watch2), None);
        await Another.Audit.NoteAsync(Acted(T0, AuditAction.Consulted, Watch2), None);
        await Audit.NoteAsync(Acted(T0.PlusHours(1), AuditAction.Disclosed) with { WatchIds = [], Details = [new AuditDetail("export", "releases"), new AuditDetail("rows", "3")] }, None);
        await Audit.NoteAsync(Acted(Instant.Parse("2026-07-01T00:00:00Z"), AuditAction.Consulted, Watch1), None);
        var chains = await Audit.ChainsAsync();
        Assert.Equal([("2026-06-another", 1), ("2026-06-one", 2), ("2026-07-one", 1)], chains.Where(c => c.Entries.Count > 0).Select(c => (c.Chain, c.Entries.Count)));
        Assert.Equal([Watch1, Watch2], chains.Single(c => c.Chain == "2026-06-one").Entries[0].Note.WatchIds);
        Assert.Equal(new AuditDetail("rows", "3"), chains.Single(c => c.Chain == "2026-06-one").Entries[1].Note.Details[1]);
        await AssertWholeAsync(0);
    }

    [Fact]
    public async Task Release_ListsWhoLookedAndWhatWasDone_TheLatestFirst()
    {
        await Cases.RegisterAsync([Case(), Case("X000002")], None);
        await Audit.NoteAsync(Acted(T0.PlusHours(1), AuditAction.Consulted, Watch1, Watch2), None);
        await Cases.AppendAsync(X1, Fact("e1"), T0.PlusHours(2));
        await Another.Audit.NoteAsync(Acted(T0.PlusHours(3), AuditAction.Consulted, Watch1), None);
        await Another.Audit.NoteAsync(Acted(T0.PlusHours(999), AuditAction.Consulted, Watch1), None);
        var listed = await Audit.OfReleaseAsync(Watch1, null, 10, None);
        Assert.Equal([999, 3, 2, 1, 0], listed.Select(e => (int)((e.Note.At.Seconds - T0.Seconds) / 3_600)));
        Assert.Equal(["2026-07-another", "2026-06-another", Watch1, "2026-06-one", Watch1], listed.Select(e => e.Chain));
        Assert.All(listed, e => Assert.Equal([Watch1], e.Note.WatchIds));
        Assert.Equal(("oid-1", "practitioner", "GET /api/alerts"), (listed[0].Note.By.Who, listed[0].Note.By.Role, listed[0].Note.By.Purpose));
        Assert.Equal([1, 0], (await Audit.OfReleaseAsync(Watch2, null, 10, None)).Select(e => (int)((e.Note.At.Seconds - T0.Seconds) / 3_600)));
        Assert.Empty(await Audit.OfReleaseAsync("none", null, 10, None));
    }

    [Fact]
    public async Task Pages_OfARelease_AreTheWholeInOrderWhateverTheirSize()
    {
        await Cases.RegisterAsync(Case());
        for (var n = 0; n < 9; n++) await (n % 2 == 0 ? Audit : Another.Audit).NoteAsync(Acted(T0.PlusHours(n / 3 * 400), AuditAction.Consulted, Watch1), None);
        for (var n = 0; n < 4; n++) await Cases.AppendAsync(X1, Fact($"e{n}"), T0.PlusHours(n * 400));
        var whole = await Audit.OfReleaseAsync(Watch1, null, 100, None);
        Assert.Equal(14, whole.Count);
        foreach (var size in (int[])[1, 2, 3, 5, 14])
        {
            var (read, after) = (new List<ListedEntry>(), default(AuditPlace));
            for (IReadOnlyList<ListedEntry> page = [.. await Audit.OfReleaseAsync(Watch1, after, size, None)]; page.Count > 0; page = await Audit.OfReleaseAsync(Watch1, after, size, None))
            {
                read.AddRange(page);
                after = page[^1].Place;
            }

            Assert.Equal(whole.Select(e => e.Place), read.Select(e => e.Place));
        }
    }

    [Fact]
    public async Task Look_AtMoreThanOneTransactionHolds_IsListedOfEach()
    {
        await Cases.RegisterAsync([.. Enumerable.Range(0, 250).Select(n => Case($"X{n:000000}"))], None);
        string[] all = [.. Enumerable.Range(0, 250).Select(n => Key.WatchIdOf(new ReleaseId($"X{n:000000}-20260602")))];
        await Audit.NoteAsync(Acted(T0, AuditAction.Consulted, all), None);
        foreach (var n in (int[])[0, 99, 100, 249]) Assert.Equal(2, (await Audit.OfReleaseAsync(all[n], null, 10, None)).Count);
    }

    [Fact]
    public async Task Anchor_KnowsTheHeadsOfAllChains()
    {
        Assert.Equal(0, await AnchorAsync(AnchorScope.All, 0));
        await Cases.RegisterAsync([Case(), Case("X000002")], None);
        await Audit.NoteAsync(Acted(T0, AuditAction.Consulted, Watch1), None);
        await Another.Audit.NoteAsync(Acted(T0, AuditAction.Consulted, Watch1), None);
        Assert.Equal(4, await AnchorAsync(AnchorScope.All, 1));
        Assert.Equal(4, (await AssertWholeAsync(4)).Chains - 1);
        await Audit.NoteAsync(Acted(T0.PlusHours(1), AuditAction.Consulted, Watch1), None);
        await Cases.AppendAsync(X1, Fact("e1"), T0.PlusHours(1));
        await AnchorAsync(AnchorScope.All, 2);
        await AssertWholeAsync(6);
    }

    [Fact]
    public async Task Anchor_OfWhatChanged_KnowsWhatSomebodyDidAndWhatProgramsShowed()
    {
        await Cases.WatchAsync(Alert(X1, "k"));
        await AnchorAsync(AnchorScope.All, 0);
        await Cases.UpdateAsync([X1], r => new CaseUpdate(r.Alerts, [], null, T0) { Audit = [Acted(T0.PlusHours(1), AuditAction.Acknowledged)] }, None);
        await Audit.NoteAsync(Acted(T0.PlusHours(1), AuditAction.Consulted, Watch1), None);
        await AnchorAsync(AnchorScope.Changed, 2);
        var known = (await Audit.ChainsAsync())[0].Entries.SelectMany(e => AnchorChains.HeadsOf(e.Note)).ToArray();
        Assert.Contains(known, h => h.Chain == Watch1 && h.Number == 2);
        Assert.Contains(known, h => h.Chain == "2026-06-one" && h.Number == 1);
        await AssertWholeAsync(3);
    }

    [Fact]
    public async Task Head_KeptElsewhere_IsInTheChainOfAnchors()
    {
        await Audit.NoteAsync(Acted(T0, AuditAction.Consulted, Watch1), None);
        await AnchorAsync(AnchorScope.Changed, 0);
        var head = (await AssertWholeAsync(1)).Head!;
        Assert.Empty((await new VerifyAudit(Audit).RunAsync(head, None)).Findings);
        Assert.Equal([AuditProblem.Rewritten], (await new VerifyAudit(Audit).RunAsync(head with { Hash = "00" }, None)).Findings.Select(f => f.Problem));
        Assert.Equal([AuditProblem.CutOff], (await new VerifyAudit(Audit).RunAsync(head with { Number = 2 }, None)).Findings.Select(f => f.Problem));
    }

    // More entries than one part holds, and more chains than heads that are held.
    [Fact]
    public async Task Verification_OfALongChainAndOfManyInConstantMemory_ReadsAllOnce()
    {
        await Cases.RegisterAsync([.. Enumerable.Range(0, 40).Select(n => Case($"X{n:000000}"))], None);
        for (var n = 0; n < StoredChain.MostEntries + 5; n++) await Audit.NoteAsync(Acted(T0.PlusSeconds(n), AuditAction.Consulted, Watch1), None);
        await Another.Audit.NoteAsync(Acted(Instant.Parse("2026-07-01T00:00:00Z"), AuditAction.Consulted, Watch1), None);
        await AnchorAsync(AnchorScope.All, 1);
        var parts = new List<StoredChain>();
        await foreach (var part in Audit.ReadAsync(ChainRange.All, None)) parts.Add(part);
        Assert.All(parts, part => Assert.InRange(part.Entries.Count, 1, StoredChain.MostEntries));
        Assert.Equal(2, parts.Count(part => part.Chain == "2026-06-one"));
        foreach (var heads in (int[])[3, 100])
        {
            var report = await new VerifyAudit(Another.Audit) { HeadsAtOnce = heads }.RunAsync(null, None);
            Assert.Equal((0, 40 + 2 + 1, 40 + StoredChain.MostEntries + 5 + 1 + 1, 42), (report.Found, report.Chains, report.Entries, report.Anchors));
        }
    }

    [Fact]
    public async Task Ranges_OfNames_HoldEachChainOnce()
    {
        await Cases.RegisterAsync([.. Enumerable.Range(0, 10).Select(n => Case($"X{n:000000}"))], None);
        foreach (var month in (int[])[5, 6, 7])
        {
            await Audit.NoteAsync(Acted(Instant.Parse($"2026-{month:00}-03T00:00:00Z"), AuditAction.Consulted, Watch1), None);
            await Another.Audit.NoteAsync(Acted(Instant.Parse($"2026-{month:00}-03T00:00:00Z"), AuditAction.Consulted, Watch1), None);
        }

        string[] all = [.. (await Audit.ChainsAsync()).Select(c => c.Chain).Where(c => c != AuditChain.Anchors)];
        Assert.Equal(16, all.Length);
        foreach (var cut in all.Append("2026-06-n").Append("0").Append("g"))
        {
            var (before, from) = (await NamesAsync(new ChainRange("", cut)), await NamesAsync(new ChainRange(cut, null)));
            Assert.All(before, name => Assert.True(string.CompareOrdinal(name, cut) < 0));
            Assert.Equal(all, before.Concat(from).Order(StringComparer.Ordinal));
        }
    }

    private async Task<List<string>> NamesAsync(ChainRange range)
    {
        var names = new List<string>();
        await foreach (var part in Audit.ReadAsync(range, None)) names.Add(part.Chain);
        return names;
    }

    private async Task<int> AnchorAsync(AnchorScope scope, int hour) => (await new AnchorChains(Audit).RunAsync(scope, T0.PlusHours(hour), None)).Heads;

    private async Task<AuditReport> AssertWholeAsync(int anchors)
    {
        var report = await new VerifyAudit(Another.Audit).RunAsync(null, None);
        Assert.Equal(("", anchors), (string.Join(';', report.Findings), (int)report.Anchors));
        return report;
    }
}

internal static class Chains
{
    /// <summary>All chains, the anchors first.</summary>
    public static async Task<IReadOnlyList<StoredChain>> ChainsAsync(this IAuditLog log)
    {
        var chains = new List<StoredChain>();
        await foreach (var chain in log.ReadAnchorsAsync(CancellationToken.None)) chains.Add(chain);
        var anchors = chains.Count;
        await foreach (var chain in log.ReadAsync(ChainRange.All, CancellationToken.None)) chains.Add(chain);
        return [.. chains.Take(anchors), .. chains.Skip(anchors).OrderBy(c => c.Chain, StringComparer.Ordinal)];
    }
}
