using RecallAlerts.Api.Access;
using RecallAlerts.LocalHost.Tests.Directory;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>Who sees which case: the practitioner in force, who covers for them, and the managers of the PDU in force.</summary>
public sealed class CaseAccessTests(CaseAccessTests.WithDirectory server) : IClassFixture<CaseAccessTests.WithDirectory>
{
    private const string NotThere = "Z999999-20260601";

    [Fact]
    public async Task Practitioner_SeesOwnCaseAndNotAnothers()
    {
        await server.RegisterAsync(Sent.Release("J000001"), Sent.Release("J000002", practitioner: "P3"));
        var token = server.Token(AppRole.Practitioner, "P1");
        await AssertSeesAsync(token, "J000001-20260601");
        await AssertSeesNothingAsync(token, "J000002-20260601");
    }

    [Fact]
    public async Task Practitioner_WithTheCase_ByAllocation()
    {
        await server.RegisterAsync(Sent.Release("J000003"));
        await server.RecordAsync(Sent.Event("j1", "practitioner.allocated", "J000003", data: """{"practitionerId":"P3"}"""));
        await AssertSeesAsync(server.Token(AppRole.Practitioner, "P3"), "J000003-20260601");
        await AssertSeesNothingAsync(server.Token(AppRole.Practitioner, "P1"), "J000003-20260601");
    }

    [Fact]
    public async Task Practitioner_WithoutId_SeesNothing()
    {
        await server.RegisterAsync(Sent.Release("J000004"));
        await AssertSeesNothingAsync(server.Token(AppRole.Practitioner), "J000004-20260601");
        Assert.Equal(404, (await server.GetAsync("/api/alerts", server.Token(AppRole.Practitioner))).Status);
    }

    [Fact]
    public async Task Practitioner_WithThePduOfTheCase_IsNoManager()
    {
        await server.RegisterAsync(Sent.Release("J000005", practitioner: "P3"));
        await AssertSeesNothingAsync(server.Token(AppRole.Practitioner, "P1", "derby-city"), "J000005-20260601");
    }

    [Theory]
    [InlineData(AppRole.DutyManager)]
    [InlineData(AppRole.HeadOfPdu)]
    public async Task Manager_SeesOwnPduOnly(AppRole role)
    {
        await server.RegisterAsync(Sent.Release("J000006"), Sent.Release("J000007", "derbyshire"));
        var token = server.Token(role, pdu: "derby-city");
        await AssertSeesAsync(token, "J000006-20260601");
        await AssertSeesNothingAsync(token, "J000007-20260601");
        Assert.Equal(404, (await server.GetAsync("/api/alerts?pdu=derbyshire", token)).Status);
        Assert.DoesNotContain("derbyshire", (await InboxAsync(token)).Select(i => i.Pdu));
        await AssertSeesNothingAsync(server.Token(role), "J000006-20260601");
    }

    [Fact]
    public async Task Manager_AfterThePduWasAmended_IsOfThePduInForce()
    {
        await server.RegisterAsync(Sent.Release("J000008", "before"));
        var (before, after) = (server.Token(AppRole.DutyManager, pdu: "before"), server.Token(AppRole.DutyManager, pdu: "after"));
        await AssertSeesAsync(before, "J000008-20260601");
        await server.RecordAsync(Sent.Event("j2", "release.amended", "J000008", data: """{"pdu":"after"}"""));
        await AssertSeesAsync(after, "J000008-20260601");
        await AssertSeesNothingAsync(before, "J000008-20260601");
        Assert.Empty(await InboxAsync(before));
        Assert.NotEmpty(await InboxAsync(after));
        Assert.Empty((await server.GetAsync("/api/triage", before)).Body.List("releases"));
        Assert.Single((await server.GetAsync("/api/triage", after)).Body.List("releases"));
    }

    [Fact]
    public async Task Manager_LooksBack_ByThePduOfToday()
    {
        await server.RegisterAsync(Sent.Release("J000009", "old"));
        await server.RecordAsync(Sent.Event("j3", "release.amended", "J000009", data: """{"pdu":"new"}"""));
        Assert.Equal(404, (await server.GetAsync("/api/releases/J000009-20260601/explain?at=2026-06-01T12:00:00Z", server.Token(AppRole.DutyManager, pdu: "old"))).Status);
        Assert.Equal(200, (await server.GetAsync("/api/releases/J000009-20260601/explain?at=2026-06-01T12:00:00Z", server.Token(AppRole.DutyManager, pdu: "new"))).Status);
    }

    [Fact]
    public async Task Cover_SeesAndActsOnTheCasesOfWhoIsAway()
    {
        await server.RegisterAsync(Sent.Release("J000010", practitioner: "P2"), Sent.Release("J000011", practitioner: "P3"));
        var cover = server.Token(AppRole.Practitioner, "P1");
        await AssertSeesAsync(cover, "J000010-20260601");
        Assert.Equal(200, (await server.PostAsync($"/api/alerts/{await AlertAsync("J000010-20260601")}/acknowledge", "{}", cover)).Status);
        await AssertSeesNothingAsync(cover, "J000011-20260601");
        Assert.Contains("J000010-20260601", (await InboxAsync(cover)).Select(i => i.Release));
        Assert.DoesNotContain("J000011-20260601", (await InboxAsync(cover)).Select(i => i.Release));
        Assert.NotEmpty((await server.GetAsync("/api/alerts?practitionerId=P2", cover)).Body.List("alerts"));
        Assert.Equal(404, (await server.GetAsync("/api/alerts?practitionerId=P3", cover)).Status);
    }

    [Fact]
    public async Task Away_StillSeesOwnCases()
    {
        await server.RegisterAsync(Sent.Release("J000012", practitioner: "P2"));
        await AssertSeesAsync(server.Token(AppRole.Practitioner, "P2"), "J000012-20260601");
    }

    [Fact]
    public async Task Owner_ByReassignment_SeesTheAlertInTheInboxAndActsOnIt()
    {
        await server.RegisterAsync(Sent.Release("J000013", "third", practitioner: "P8"));
        var id = await AlertAsync("J000013-20260601");
        Assert.Equal(200, (await server.PostAsync($"/api/alerts/{id}/reassign", """{"to":"practitioner:P9"}""", server.Token(AppRole.DutyManager, pdu: "third"))).Status);
        var owner = server.Token(AppRole.Practitioner, "P9");
        Assert.Equal("J000013-20260601", Assert.Single(await InboxAsync(owner)).Release);
        Assert.Equal(200, (await server.PostAsync($"/api/alerts/{id}/acknowledge", "{}", owner)).Status);
    }

    [Fact]
    public async Task Caller_WithAToken_ActsAsNobodyElse()
    {
        await server.RegisterAsync(Sent.Release("J000014", "fourth"));
        var id = await AlertAsync("J000014-20260601");
        var answer = await server.PostAsync($"/api/alerts/{id}/reassign", """{"to":"practitioner:P9","by":"duty-spo:fourth"}""", server.Token(AppRole.Practitioner, "P1"));
        Assert.Equal((403, "act-not-allowed"), (answer.Status, answer.Problem));
    }

    private async Task AssertSeesAsync(string token, string release)
    {
        Assert.Equal(200, (await server.GetAsync($"/api/releases/{release}", token)).Status);
        Assert.Equal(200, (await server.GetAsync($"/api/releases/{release}/explain", token)).Status);
        var act = await server.PostAsync($"/api/alerts/{await AlertAsync(release)}/undo", "{}", token);
        Assert.Equal(409, act.Status);
    }

    // The answer must not tell a case of somebody else from one that does not exist.
    private async Task AssertSeesNothingAsync(string token, string release)
    {
        var alert = await AlertAsync(release);
        foreach (var (path, other) in new[] { (release, NotThere), (await WatchIdAsync(release), NotThere), ($"{release}/explain", $"{NotThere}/explain") })
            AssertSame(await server.GetAsync($"/api/releases/{path}", token), await server.GetAsync($"/api/releases/{other}", token));
        foreach (var body in new[] { "{}", "{", "[]" })
        {
            var (one, none) = ($"/api/alerts/{alert}/acknowledge", $"/api/alerts/{new string('0', 32)}/acknowledge");
            AssertSame(await server.PostAsync(one, body, token), await server.PostAsync(none, body, token));
        }
    }

    private static void AssertSame(Answer one, Answer none)
    {
        Assert.Equal(404, none.Status);
        Assert.Equal(none.Status, one.Status);
        Assert.Equal(Said(none), Said(one));
    }

    private static string[] Said(Answer answer) => [.. answer.Body.EnumerateObject().Where(p => p.Name != "traceId").Select(p => $"{p.Name}: {p.Value}")];

    private async Task<string> AlertAsync(string release) =>
        (await server.GetAsync($"/api/releases/{release}")).Body.List("alerts").Single(a => a.Text("rule") == "handover-not-completed").Text("alertId");

    private async Task<string> WatchIdAsync(string release) => (await server.GetAsync($"/api/releases/{release}")).Body.Text("watchId");

    private async Task<(string Release, string Pdu)[]> InboxAsync(string token) =>
        [.. (await server.GetAsync("/api/alerts?rule=handover-not-completed", token)).Body.List("alerts").Select(i => (i.GetProperty("alert").Text("releaseId"), i.Text("pdu")))];

    /// <summary>P2 is away and P1 covers.</summary>
    public sealed class WithDirectory : RunningServer
    {
        protected override string Directory => DirectoryFiles.Json(DirectoryFiles.Away("practitioner:P2", "practitioner:P1"));
    }
}
