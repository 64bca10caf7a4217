using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using static RecallAlerts.Adapters.Tests.Given;

namespace RecallAlerts.Adapters.Tests.Contracts;

/// <summary>Lists, counts and messages leave out cases that somebody may not see.</summary>
public abstract class AccessContract : StoreContract
{
    private static readonly Release Second = Release("X000002");
    private static readonly Viewer Somebody = Viewer.Of(Staff.Of("P1", "duty-spo:gwent"), T0.PlusHours(1));

    [Theory]
    [InlineData("restricted", "P1", true)]
    [InlineData("restricted", "practitioner:P1", true)]
    [InlineData("restricted", "duty-spo:gwent", true)]
    [InlineData("restricted", "P2,duty-spo:other", false)]
    [InlineData("excluded", "P1", false)]
    [InlineData("excluded", "duty-spo:gwent,P9", false)]
    [InlineData("excluded", "P2,head-of-pdu:gwent", true)]
    public async Task Lists_OfALimitedCase_AreForWhoMaySeeIt(string kind, string staff, bool sees)
    {
        await GivenTwoAsync();
        await Cases.AppendAsync(X1, Limited("l1", kind, staff: staff.Split(',')), T0.PlusHours(1));
        await AssertSeenAsync(sees ? [X1, Second.Id] : [Second.Id], Somebody);
        await AssertSeenAsync([X1, Second.Id], Viewer.OfAll);
    }

    [Fact]
    public async Task Lists_BeforeAtAndAfterItBegins_ChangeAtThatInstantByThemselves()
    {
        await GivenTwoAsync();
        await Cases.AppendAsync(X1, Limited("l1", at: T0.PlusHours(5), recordedAt: T0), T0);
        await Cases.AppendAsync(X1, Fact("u1", "access.unlimited", at: T0.PlusHours(7), recordedAt: T0), T0);
        foreach (var (seconds, isOpen) in new[] { (-1, true), (0, false), (1, false), (7199, false), (7200, true), (7201, true) })
            await AssertSeenAsync(isOpen ? [X1, Second.Id] : [Second.Id], Viewer.Of(P1, T0.PlusHours(5).PlusSeconds(seconds)));
    }

    [Fact]
    public async Task Lists_AfterItWasWithdrawn_AreOpenFromThen()
    {
        await GivenTwoAsync();
        await Cases.AppendAsync(X1, Limited("l1"), T0.PlusHours(1));
        await Cases.AppendAsync(X1, Fact("w1", "fact.withdrawn", new { eventId = "l1", reason = "wrong person" }, at: T0.PlusHours(3), recordedAt: T0.PlusHours(1)), T0.PlusHours(1));
        await AssertSeenAsync([Second.Id], Viewer.Of(P1, T0.PlusHours(3).PlusSeconds(-1)));
        await AssertSeenAsync([X1, Second.Id], Viewer.Of(P1, T0.PlusHours(3)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Limit_WithOrWithoutAReview_IsInForceAtOnce(bool settles)
    {
        await GivenTwoAsync();
        await Cases.AppendAsync([Limited("l1").To(X1)], T0.PlusHours(1), r => settles ? Reviewed(r, r.Alerts, T0.PlusHours(9), T0.PlusHours(1)) : null, None);
        await AssertSeenAsync([Second.Id], Somebody);
        await Another.Cases.ReviewAsync(X1, wake: T0.PlusHours(9), at: T0.PlusHours(1));
        await AssertSeenAsync([Second.Id], Somebody);
        await Another.Cases.AppendAsync([Fact("u1", "access.unlimited", at: T0.PlusHours(1)).To(X1)], T0.PlusHours(1), r => settles ? Reviewed(r, r.Alerts, T0.PlusHours(9), T0.PlusHours(1)) : null, None);
        await AssertSeenAsync([X1, Second.Id], Somebody);
    }

    [Fact]
    public async Task Limit_Recorded_SaysNothingOfWhoRecordedWhatElseWaits()
    {
        await Cases.RegisterAsync(Case());
        await Cases.ReviewAsync(X1);
        await Cases.AppendAsync(X1, Fact("e1", by: "practitioner:P1"));
        await Cases.AppendAsync(X1, Fact("l1", "access.limited", new { kind = "excluded", staff = new[] { "P9" } }, by: "duty-spo:gwent"));
        foreach (var ports in (Ports[])[Store.One, Another]) Assert.Equal(P1, (await ports.Cases.GetAsync(X1)).Recorders.Sole);
    }

    [Fact]
    public async Task Inbox_PageByPage_IsFullAlthoughCasesAreLeftOut()
    {
        for (var n = 1; n <= 9; n++)
        {
            var id = await Cases.WatchAsync(Release($"X00001{n}"), id => [Alert(id, "a"), Alert(id, "b")]);
            if (n % 3 != 0) await Cases.AppendAsync(id, Limited($"l{n}"), T0.PlusHours(1));
        }

        var seen = new List<ListedAlert>();
        for (AlertId? after = null; await Queries.InboxAsync(new InboxFilter { For = Somebody, After = after, AtMost = 2 }, None) is { Count: > 0 } page; after = page[^1].Alert.Id)
        {
            Assert.Equal(2, page.Count);
            seen.AddRange(page);
        }

        Assert.Equal(6, seen.Count);
        Assert.Equal(["X000013", "X000016", "X000019"], seen.Select(a => a.Release.ReleaseId.Value[..7]).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Inbox_OfAnOwnerAndOfClosedAlerts_LeavesOutLimitedCasesToo()
    {
        await Cases.WatchAsync(Alert(X1, "open"), Alert(X1, "closed") with { Status = AlertStatus.Closed, Closed = ClosedHow.Cleared });
        await Cases.AppendAsync(X1, Limited("l1", staff: "P9"), T0.PlusHours(1));
        foreach (var owners in (Person[]?[])[null, [P1]])
        {
            foreach (var status in (AlertStatus?[])[null, AlertStatus.Closed])
            {
                Assert.Empty(await Queries.InboxAsync(new InboxFilter { For = Somebody, Owners = owners, Status = status }, None));
                Assert.Empty(await Queries.InboxAsync(new InboxFilter { For = Somebody, Owners = owners, Status = status, Pdu = "gwent" }, None));
                Assert.Single(await Queries.InboxAsync(new InboxFilter { For = Viewer.Of(Staff.Of("P9"), T0.PlusHours(1)), Owners = owners, Status = status }, None));
            }
        }
    }

    [Fact]
    public async Task Limited_AreCountedForThePduUntilTheyEnd()
    {
        await GivenTwoAsync();
        await Cases.WatchAsync(Release("X000003", "north"), _ => []);
        foreach (var id in (ReleaseId[])[X1, Second.Id, Release("X000003").Id]) await Cases.AppendAsync(id, Limited("l1", staff: "head-of-pdu:gwent"), T0.PlusHours(1));
        await Cases.AppendAsync(Second.Id, Limited("l2", "excluded", T0.PlusHours(1), staff: "P9"), T0.PlusHours(1));
        Assert.Equal(1, await Queries.CountLimitedAsync("gwent", Somebody, None));
        Assert.Equal(0, await Queries.CountLimitedAsync("gwent", Viewer.Of(new Person(Role.HeadOfPdu, "gwent"), T0.PlusHours(1)), None));
        Assert.Equal(0, await Queries.CountLimitedAsync("gwent", Viewer.OfAll, None));
        await Cases.ReviewAsync(X1, [], at: T0.PlusHours(2), state: WatchState.Ended);
        Assert.Equal(0, await Queries.CountLimitedAsync("gwent", Somebody, None));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Lists_WhateverWasRecorded_AgreeWithTheDomain(int seed)
    {
        var random = new Random(seed);
        string[] names = ["P1", "P2", "duty-spo:gwent", "head-of-pdu:gwent", "dd9a3c2e-0000-4000-8000-000000000001"];
        string[] Some() => [.. names.Where(_ => random.Next(3) == 0).DefaultIfEmpty("P9")];
        for (var n = 0; n < 6; n++)
        {
            var id = await Cases.WatchAsync(Release($"X00002{n}"), id => [Alert(id, "a")]);
            for (var e = 0; e < 4; e++)
            {
                var (at, recordedAt) = (T0.PlusHours(random.Next(6)), T0.PlusHours(random.Next(3)));
                var fact = random.Next(5) switch
                {
                    0 => Fact($"u{e}", "access.unlimited", at: at, recordedAt: recordedAt),
                    1 => Fact($"w{e}", "fact.withdrawn", new { eventId = $"l{random.Next(4)}", reason = "wrong" }, at, recordedAt: recordedAt),
                    2 => Limited($"l{random.Next(4)}", "excluded", at, recordedAt, Some()),
                    _ => Limited($"l{e}", "restricted", at, recordedAt, Some()),
                };
                await Cases.AppendAsync(id, fact, T0);
            }
        }

        for (var hour = 0; hour < 7; hour++)
        {
            var viewer = Viewer.Of(Staff.Of(Some()), T0.PlusHours(hour));
            var expected = new List<ReleaseId>();
            for (var n = 0; n < 6; n++)
            {
                var record = await Another.Cases.GetAsync(Release($"X00002{n}").Id);
                if (viewer.MaySee(record.History.Access)) expected.Add(record.Id);
            }

            await AssertSeenAsync(expected, viewer);
        }
    }

    private async Task GivenTwoAsync()
    {
        await Cases.WatchAsync(Release(), id => [Alert(id, "first"), Alert(id, "of P2") with { Owner = P2 }], T0.PlusHours(5));
        await Cases.WatchAsync(Second, id => [Alert(id, "second")], T0.PlusHours(5));
    }

    private async Task AssertSeenAsync(IReadOnlyList<ReleaseId> expected, Viewer viewer)
    {
        foreach (var ports in (Ports[])[Store.One, Another])
        {
            var inbox = await ports.Queries.InboxAsync(new InboxFilter { For = viewer, Pdu = "gwent" }, None);
            Assert.Equal(expected, inbox.Select(a => a.Release.ReleaseId).Distinct().Order());
            var triage = await ports.Queries.TriageAsync("gwent", viewer, None);
            Assert.Equal(expected, triage.Select(c => c.ReleaseId).Order());
            var all = (await ports.Queries.TriageAsync("gwent", Viewer.OfAll, None)).Select(c => c.ReleaseId).ToArray();
            Assert.Equal(expected, (await ports.Queries.TriageAsync(all, viewer, None)).Select(c => c.Release.ReleaseId).Order());
            Assert.Equal(all.Length - expected.Count, await ports.Queries.CountLimitedAsync("gwent", viewer, None));
        }
    }
}
