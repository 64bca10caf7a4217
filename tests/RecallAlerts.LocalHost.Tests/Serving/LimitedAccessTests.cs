using RecallAlerts.Api.Access;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>
/// Each kind of limits, naming each kind of staff, for each kind of caller, on each route that shows a case. P2 holds the case and is away, P1 covers.
/// </summary>
public sealed class LimitedAccessTests(CaseAccessTests.WithDirectory server) : IClassFixture<CaseAccessTests.WithDirectory>
{
    private const string NotThere = "Z999999-20260601";
    private const string Oid = "3f0c9f5e-0000-4000-8000-00000000000a";
    private static int _people;

    /// <summary>Kind, who is named, and of holder, cover, other practitioner, duty SPO, head, duty SPO elsewhere and developer those who see the case.</summary>
    public static TheoryData<string, string, string> Matrix => new()
    {
        { "restricted", "P2", "holder dev" }, { "restricted", "practitioner:P1", "cover dev" }, { "restricted", "P3", "dev" }, { "restricted", "P99", "dev" },
        { "restricted", "duty-spo:PDU", "duty dev" }, { "restricted", "head-of-pdu:PDU", "head dev" }, { "restricted", "duty-spo:derbyshire", "dev" },
        { "restricted", Oid, "head dev" }, { "restricted", "P2,P1,duty-spo:PDU", "holder cover duty dev" },
        { "excluded", "P2", "cover duty head dev" }, { "excluded", "practitioner:P1", "holder duty head dev" }, { "excluded", "P3", "holder cover duty head dev" },
        { "excluded", "duty-spo:PDU", "holder cover head dev" }, { "excluded", Oid, "holder cover duty dev" }, { "excluded", "P2,P1,duty-spo:PDU,head-of-pdu:PDU", "dev" },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Case_IsSeenByThoseWhomLimitsLeave_AndIsNotThereForOthers(string kind, string named, string seen)
    {
        var limited = await GivenAsync(kind, named);
        foreach (var (who, token) in Callers(limited.Pdu))
        {
            if (seen.Split(' ').Contains(who)) await AssertSeesAsync(limited, who, token);
            else await AssertNotThereAsync(limited, token);
        }
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Recall_IsSeenByThoseWhomLimitsLeave_AndIsNotThereForOthers(string kind, string named, string seen)
    {
        var limited = await GivenAsync(kind, named);
        var recall = $"recall-{limited.Crn}";
        var sent = await server.PostAsync("/api/recalls", $$"""{"recallId":"{{recall}}","releaseId":"{{limited.Release}}","recalledAt":"2026-06-02T08:30:00Z","type":"FTR_28","narrative":"He was evicted."}""");
        Assert.Equal(201, sent.Status);
        foreach (var (who, token) in Callers(limited.Pdu))
        {
            var shown = await server.GetAsync($"/api/recalls/{recall}", token);
            if (seen.Split(' ').Contains(who)) Assert.Equal(200, shown.Status);
            else
            {
                AssertSame(shown, await server.GetAsync("/api/recalls/none", token));
                foreach (var body in new[] { "{", """{"primary":"HOMELESSNESS","reason":"so"}""" })
                    AssertSame(await server.PostAsync($"/api/recalls/{recall}/reason", body, token), await server.PostAsync("/api/recalls/none/reason", body, token));
            }
        }
    }

    [Theory]
    [InlineData("P2", "duty head")]
    [InlineData("duty-spo:PDU", "head")]
    [InlineData("duty-spo:PDU,head-of-pdu:PDU", "")]
    public async Task LimitedCases_AreCountedForManagersWhoMayNotSeeThem(string named, string counting)
    {
        var limited = await GivenAsync("restricted", named);
        foreach (var (who, token) in Callers(limited.Pdu).Where(c => c.Who is "duty" or "head" or "dev"))
        {
            var triage = (await server.GetAsync($"/api/triage?pdu={limited.Pdu}", token)).Body;
            Assert.Equal(counting.Split(' ').Contains(who) ? 1 : 0, triage.Number("limitedCases"));
            Assert.Equal(counting.Split(' ').Contains(who) ? 0 : 1, triage.Number("count"));
        }
    }

    [Fact]
    public async Task Owner_ByReassignment_DoesNotSeeALimitedCase()
    {
        var limited = await GivenAsync("excluded", "P9");
        Assert.Equal(200, (await server.PostAsync($"/api/alerts/{limited.Alert}/reassign", """{"to":"practitioner:P9","by":"duty-spo:any"}""", server.Token(AppRole.DutyManager, pdu: limited.Pdu))).Status);
        var owner = server.Token(AppRole.Practitioner, "P9");
        Assert.Empty((await server.GetAsync("/api/alerts", owner)).Body.List("alerts"));
        Assert.Equal(404, (await server.PostAsync($"/api/alerts/{limited.Alert}/acknowledge", "{}", owner)).Status);
    }

    [Fact]
    public async Task Release_RegisteredLater_IsLimitedAsThePersonIs()
    {
        var limited = await GivenAsync("restricted", "P1");
        await server.RegisterAsync(Sent.Release(limited.Crn, limited.Pdu, "P2", releasedAt: "2026-06-02T08:00:00Z"));
        var holder = server.Token(AppRole.Practitioner, "P2");
        Assert.Equal(404, (await server.GetAsync($"/api/releases/{Sent.IdOf(limited.Crn, "20260602")}", holder)).Status);
        await server.RecordAsync(Sent.Event($"w-{limited.Crn}", "fact.withdrawn", limited.Crn, data: $$"""{"eventId":"l-{{limited.Crn}}","reason":"wrong"}"""));
        Assert.Equal(200, (await server.GetAsync($"/api/releases/{Sent.IdOf(limited.Crn, "20260602")}", holder)).Status);
        Assert.Equal(200, (await server.GetAsync($"/api/releases/{limited.Release}", holder)).Status);
    }

    [Fact]
    public async Task Watch_CountsAlertsThatNobodyMayBeToldOf()
    {
        async Task<int> CountAsync() => (await server.GetAsync("/api/watch", server.Token(AppRole.Operations))).Body.Number("alertsWithoutAudience");
        var before = await CountAsync();
        await GivenAsync("restricted", "P2,head-of-pdu:PDU");
        Assert.Equal(before, await CountAsync());
        await GivenAsync("restricted", "P99");
        Assert.True(await CountAsync() > before);
    }

    private static (string Who, Func<CaseAccessTests.WithDirectory, string?> Token)[] Kinds(string pdu) =>
    [
        ("holder", s => s.Token(AppRole.Practitioner, "P2")), ("cover", s => s.Token(AppRole.Practitioner, "P1")), ("other", s => s.Token(AppRole.Practitioner, "P3")),
        ("duty", s => s.Token(AppRole.DutyManager, "oid-duty", pdu)), ("head", s => s.Token(AppRole.HeadOfPdu, Oid, pdu)),
        ("elsewhere", s => s.Token(AppRole.DutyManager, "oid-else", "derbyshire")), ("dev", _ => null),
    ];

    private IEnumerable<(string Who, string? Token)> Callers(string pdu) => Kinds(pdu).Select(k => (k.Who, k.Token(server)));

    private async Task<Limited> GivenAsync(string kind, string named)
    {
        var n = Interlocked.Increment(ref _people);
        var (crn, pdu) = ($"L{n:D6}", $"limited-{n}");
        await server.RegisterAsync(Sent.Release(crn, pdu, "P2"));
        var staff = string.Join(',', named.Replace("PDU", pdu, StringComparison.Ordinal).Split(',').Select(name => $"\"{name}\""));
        await server.RecordAsync(Sent.Event($"l-{crn}", "access.limited", crn, data: $$"""{"kind":"{{kind}}","staff":[{{staff}}]}"""));
        var page = (await server.GetAsync($"/api/releases/{Sent.IdOf(crn)}")).Body;
        return new Limited(crn, pdu, Sent.IdOf(crn), page.Text("watchId"), page.List("alerts").Single(a => a.Text("rule") == "handover-not-completed").Text("alertId"));
    }

    private async Task AssertSeesAsync(Limited limited, string who, string? token)
    {
        foreach (var path in new[] { limited.Release, limited.WatchId, $"{limited.Release}/explain" }) Assert.Equal(200, (await server.GetAsync($"/api/releases/{path}", token)).Status);
        Assert.Equal(409, (await server.PostAsync($"/api/alerts/{limited.Alert}/undo", "{}", token)).Status);

        // Who is away has their inbox with the cover.
        if (who != "holder") Assert.Contains(limited.Release, await InboxAsync(limited.Pdu, token));
        if (who is "duty" or "head" or "dev") Assert.Single((await server.GetAsync($"/api/triage?pdu={limited.Pdu}", token)).Body.List("releases"));
    }

    private async Task AssertNotThereAsync(Limited limited, string? token)
    {
        foreach (var (path, other) in new[] { (limited.Release, NotThere), (limited.WatchId, new string('0', 32)), ($"{limited.Release}/explain", $"{NotThere}/explain") })
            AssertSame(await server.GetAsync($"/api/releases/{path}", token), await server.GetAsync($"/api/releases/{other}", token));
        foreach (var body in new[] { "{}", "{" })
            AssertSame(
                await server.PostAsync($"/api/alerts/{limited.Alert}/acknowledge", body, token), await server.PostAsync($"/api/alerts/{new string('0', 32)}/acknowledge", body, token));
        Assert.DoesNotContain(limited.Release, await InboxAsync(limited.Pdu, token));
        var triage = await server.GetAsync($"/api/triage?pdu={limited.Pdu}", token);
        if (triage.Status == 200) Assert.Equal((0, 0), (triage.Body.List("releases").Length, triage.Body.Number("count")));
    }

    private async Task<string[]> InboxAsync(string pdu, string? token)
    {
        var answer = await server.GetAsync($"/api/alerts?pdu={pdu}", token);
        return answer.Status == 404 ? [] : [.. answer.Body.List("alerts").Select(i => i.GetProperty("alert").Text("releaseId"))];
    }

    private static void AssertSame(Answer one, Answer none)
    {
        Assert.Equal(404, none.Status);
        Assert.Equal(none.Status, one.Status);
        Assert.Equal(Said(none), Said(one));
    }

    private static string[] Said(Answer answer) => [.. answer.Body.EnumerateObject().Where(p => p.Name != "traceId").Select(p => $"{p.Name}: {p.Value}")];

    private sealed record Limited(string Crn, string Pdu, string Release, string WatchId, string Alert);
}
