using RecallAlerts.Application.Cases;
using RecallAlerts.Application.People;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>Who may see the cases of two people who become one, and two again; and who made them so.</summary>
public abstract class MergingAccessContract : StoreContract
{
    private const string Source = "X000001";
    private const string Target = "X000002";
    private static readonly ReleaseId Ended = new("X000001-20260602");
    private static readonly ReleaseId Goes = new("X000002-20260602");
    private static readonly Instant Later = T0.PlusHours(2);
    private static readonly Instant End = T0.PlusHours(4);
    private static readonly string[] Names = ["P1", "P2", "P3"];

    private PeopleAt At(Instant now) => new(Store.One, now);

    // What each records, an hour apart, and who may see both cases after the merge. Nobody sees more than each of the two showed.
    [Theory]
    [InlineData("restricted:P1", "", "P1")]
    [InlineData("", "restricted:P1", "P1")]
    [InlineData("restricted:P1", "open", "P1")]
    [InlineData("open", "restricted:P1", "P1")]
    [InlineData("restricted:P1,P2", "restricted:P2,P3", "P2")]
    [InlineData("restricted:P1", "restricted:P2", "")]
    [InlineData("excluded:P1", "excluded:P2", "P3")]
    [InlineData("restricted:P1,P2", "excluded:P1", "P2")]
    [InlineData("excluded:P1", "restricted:P1,P2", "P2")]
    [InlineData("excluded:P1", "", "P2,P3")]
    [InlineData("open", "open", "P1,P2,P3")]
    public async Task Merge_OfTwoWithLimits_ShowsBothToWhomEachOfThemShowed(string source, string target, string sees)
    {
        await GivenAsync(source, target);
        await At(Later).MergeAsync(Source, Target);
        foreach (var id in (ReleaseId[])[Ended, Goes]) Assert.Equal((id, sees), (id, string.Join(',', await WhoSeesAsync(id, Later))));
        Assert.Equal(PeopleOutcome.Unchanged, (await At(End).MergeAsync(Source, Target)).Outcome);
    }

    [Theory]
    [InlineData("restricted:P1", "open")]
    [InlineData("open", "excluded:P1")]
    [InlineData("restricted:P1,P2", "excluded:P1")]
    public async Task Unmerge_WithNothingRecordedBetween_ShowsEachAsBefore(string source, string target)
    {
        await GivenAsync(source, target);
        var (ended, goes) = (await WhoSeesAsync(Ended, End), await WhoSeesAsync(Goes, End));
        await At(Later).MergeAsync(Source, Target);
        await At(Later).UnmergeAsync(Target, Source);
        Assert.Equal(ended, await WhoSeesAsync(Ended, End));
        Assert.Equal(goes, await WhoSeesAsync(Goes, End));
        Assert.Equal(PeopleOutcome.Unchanged, (await At(End).UnmergeAsync(Target, Source)).Outcome);
    }

    [Fact]
    public async Task Merge_OfReleasesOfOtherDays_LimitsBothToo()
    {
        await At(T0).RegisterAsync(Release(Source));
        var other = (await At(T0).RegisterAsync(Release(Target, releasedAt: T0.PlusSeconds(40 * Instant.Day)))).ReleaseId!.Value;
        await At(T0).SendAsync(Source, LimitOf("l1", "restricted:P1", T0));
        await At(Later).MergeAsync(Source, Target);
        Assert.Equal(["P1"], await WhoSeesAsync(other, Later));
        await At(Later).UnmergeAsync(Target, Source);
        Assert.Equal(Names, await WhoSeesAsync(other, Later));
        Assert.Equal(["P1"], await WhoSeesAsync(Ended, Later));
    }

    [Fact]
    public async Task Limit_AfterAMerge_HoldsForTheReleaseThatEndedAndForLaterOnes()
    {
        await GivenAsync("", "");
        await At(Later).MergeAsync(Source, Target);
        await At(Later).SendAsync(Source, LimitOf("l9", "restricted:P2", Later));
        await At(End).RegisterAsync(Release(Target, releasedAt: T0.PlusSeconds(40 * Instant.Day)));
        foreach (var record in await Another.Cases.FindAllAsync(new Crn(Source), None)) Assert.Equal(["P2"], await WhoSeesAsync(record.Id, End));
        Assert.Equal(3, (await Another.Cases.FindAllAsync(new Crn(Target), None)).Count);
    }

    [Fact]
    public async Task Limit_ToCome_IsNotOpenedByTheOther()
    {
        await GivenAsync("restricted:P1", "restricted:P2,P1");
        await At(T0).SendAsync(Target, Fact("u1", "access.unlimited", at: End, recordedAt: T0));
        await At(Later).MergeAsync(Source, Target);
        foreach (var at in (Instant[])[Later, End.PlusSeconds(-1), End, End.PlusHours(1)]) Assert.Equal(["P1"], await WhoSeesAsync(Goes, at));
        await At(End.PlusHours(2)).SendAsync(Target, Fact("u2", "access.unlimited", at: End.PlusHours(1), recordedAt: End.PlusHours(2)));
        Assert.Equal(Names, await WhoSeesAsync(Goes, End.PlusHours(2)));
    }

    [Fact]
    public async Task Audit_OfEachOperation_SaysWhoAndWhyAndOutlivesAnErasure()
    {
        await GivenAsync("", "");
        var by = AuditSource.Of("oid-1", "operator", "POST /api/people/erase");
        await At(Later).MergeAsync(Source, Target);
        await At(Later).UnmergeAsync(Target, Source);
        await At(End).Change.Erase.RunAsync(new Crn(Source), End, None, by);
        var entries = await Another.Audit.OfReleaseAsync(Key.WatchIdOf(Ended), null, 50, None);
        AuditAction[] done = [AuditAction.Combined, AuditAction.Separated, AuditAction.Erased];
        Assert.Equal(done, entries.Select(e => e.Note.Action).Where(done.Contains).Order());
        Assert.Equal(by, entries.Single(e => e.Note.Action == AuditAction.Erased).Note.By);
        Assert.Contains(entries, e => e.Note.Action == AuditAction.Collected);
        Assert.Empty((await new Application.Audit.VerifyAudit(Another.Audit).RunAsync(null, None)).Findings);
    }

    private async Task GivenAsync(string source, string target)
    {
        foreach (var (crn, id, at, limit) in new[] { (Source, Ended, T0, source), (Target, Goes, T0.PlusHours(1), target) })
        {
            await At(T0).RegisterAsync(Release(crn));
            await At(T0).ReviewAsync(id);
            if (limit.Length > 0) await At(at).SendAsync(crn, LimitOf("l1", limit, at));
        }
    }

    private static RecordedFact LimitOf(string id, string limit, Instant at) => limit == "open"
        ? Fact(id, "access.unlimited", at: at, recordedAt: at)
        : Limited(id, limit.Split(':')[0], at, at, staff: limit.Split(':')[1].Split(','));

    // As a case is opened; lists select by what they keep, and must agree.
    private async Task<IReadOnlyList<string>> WhoSeesAsync(ReleaseId id, Instant at)
    {
        var all = (await Another.Cases.FindAllAsync(new Crn(Source), None)).Concat(await Another.Cases.FindAllAsync(new Crn(Target), None)).DistinctBy(c => c.Id).ToArray();
        foreach (var viewer in Names.Select(n => Viewer.Of(Staff.Of(n), at)))
            Assert.Equal(all.Count(c => c.History.MergedInto is null && !viewer.MaySee(c.History.Access)), await Queries.CountLimitedAsync("gwent", viewer, None));
        var access = all.Single(c => c.Id == id).History.Access;
        return [.. Names.Where(n => Viewer.Of(Staff.Of(n), at).MaySee(access))];
    }
}
