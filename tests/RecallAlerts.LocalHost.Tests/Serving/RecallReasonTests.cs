using System.Text.Json;
using RecallAlerts.Api.Access;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>Who sees a recall, and who answers why it was.</summary>
public sealed class RecallReasonTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Narrative = "He was evicted.";
    private static int _people;

    [Fact]
    public async Task Recall_IsForThePractitionerOfTheCaseAndItsManagers()
    {
        var id = await RecallAsync();
        string[] seeing = [server.Token(AppRole.Practitioner, "P1"), server.Token(AppRole.DutyManager, pdu: "derby-city"), server.Token(AppRole.HeadOfPdu, pdu: "derby-city")];
        foreach (var token in seeing) Assert.Equal(200, (await server.GetAsync($"/api/recalls/{id}", token)).Status);
        string[] others = [server.Token(AppRole.Practitioner, "P2"), server.Token(AppRole.DutyManager, pdu: "derbyshire"), server.Token(AppRole.HeadOfPdu, pdu: "derbyshire")];
        foreach (var token in others)
        {
            var (hidden, unknown) = (await server.GetAsync($"/api/recalls/{id}", token), await server.GetAsync("/api/recalls/nobody", token));
            Assert.Equal((404, unknown.Text, unknown.Media), (hidden.Status, hidden.Text, hidden.Media));
            var (refused, nowhere) = (await AnswerAsync(id, "homelessness", token: token), await AnswerAsync("nobody", "homelessness", token: token));
            Assert.Equal((404, nowhere.Text), (refused.Status, refused.Text));
        }
    }

    [Fact]
    public async Task Answer_OtherThanTheMachines_ReplacesAndBothAreKept()
    {
        var id = await RecallAsync();
        var machine = (await server.GetAsync($"/api/recalls/{id}")).Body.GetProperty("classification").Text("primary");
        var shown = (await AnswerAsync(id, "further_offence", """["continuity_failure","homelessness"]""", server.Token(AppRole.Practitioner, "P1"))).Body;
        Assert.Equal(("person", machine), (shown.Text("reasonSource"), shown.GetProperty("classification").Text("primary")));
        Assert.Equal(("further_offence", "further charge or arrest (not proven)"), shown.GetProperty("reason") is var r ? (r.Text("primary"), r.Text("shownAs")) : default);
        Assert.Equal(["homelessness", "continuity_failure"], shown.GetProperty("reason").List("secondary").Select(s => s.GetString()));
        Assert.Equal(("replaced", "practitioner:P1", "2026-06-02T09:00:00Z"), shown.GetProperty("person") is var p ? (p.Text("answer"), p.Text("by"), p.Text("at")) : default);
        Assert.Equal(["classifier", "person"], shown.List("history").Texts("source"));
        Assert.Equal("Because.", shown.List("history")[1].Text("words"));
    }

    [Fact]
    public async Task Answer_TheMachines_Confirms()
    {
        var id = await RecallAsync();
        var machine = (await server.GetAsync($"/api/recalls/{id}")).Body.GetProperty("classification");
        var shown = (await AnswerAsync(id, machine.Text("primary"), machine.GetProperty("secondary").GetRawText())).Body;
        Assert.Equal(("confirmed", "duty-spo:derby-city"), shown.GetProperty("person") is var p ? (p.Text("answer"), p.Text("by")) : default);
    }

    [Fact]
    public async Task Answer_TheSameAgain_IsKeptOnceForEachPerson()
    {
        var id = await RecallAsync();
        var (p1, spo) = (server.Token(AppRole.Practitioner, "P1"), server.Token(AppRole.DutyManager, pdu: "derby-city"));
        await AnswerAsync(id, "homelessness", token: p1);
        Assert.Equal(2, (await AnswerAsync(id, "homelessness", token: p1)).Body.List("history").Length);
        Assert.Equal(3, (await AnswerAsync(id, "homelessness", token: spo)).Body.List("history").Length);
        var last = (await AnswerAsync(id, "substance_misuse", token: p1)).Body;
        Assert.Equal((4, "substance_misuse"), (last.List("history").Length, last.GetProperty("reason").Text("primary")));
    }

    [Fact]
    public async Task Answer_DeletesTheNarrativeAndItsWords()
    {
        var id = await RecallAsync();
        Assert.Equal(Narrative, (await server.GetAsync($"/api/recalls/{id}")).Body.Text("narrative"));
        var shown = (await AnswerAsync(id, "homelessness")).Body;
        Assert.Equal(JsonValueKind.Null, shown.GetProperty("narrative").ValueKind);
        Assert.All(shown.GetProperty("classification").List("evidence").Where(e => e.TryGetProperty("start", out _)), e => Assert.Equal(JsonValueKind.Null, e.GetProperty("text").ValueKind));
        Assert.Equal(0, server.Store.Count("SELECT count(*) FROM facts WHERE narrative IS NOT NULL AND event_id = $1", $"recall:{id}"));
        Assert.Equal(0, server.Store.Count("SELECT has_narrative FROM recalls WHERE recall_id = $1", id));
    }

    [Theory]
    [InlineData("{}", "missing-field", "primary")]
    [InlineData("""{"primary":"homeless","reason":"x"}""", "unknown-code", "primary")]
    [InlineData("""{"primary":"homelessness"}""", "missing-field", "reason")]
    [InlineData("""{"primary":"homelessness","secondary":["homelessness"],"reason":"x"}""", "invalid-field", "secondary")]
    [InlineData("""{"primary":"homelessness","reason":"x","by":"\ud800"}""", "malformed-json", "")]
    [InlineData("[]", "invalid-field", "")]
    [InlineData("{", "malformed-json", "")]
    public async Task Answer_ThatIsWrong_NamesTheFieldAndChangesNothing(string body, string problem, string field)
    {
        var id = await RecallAsync();
        var answer = await server.PostAsync($"/api/recalls/{id}/reason", body);
        Assert.Equal((problem, field), (answer.Problem, answer.Body.Text("field")));
        Assert.Single((await server.GetAsync($"/api/recalls/{id}")).Body.List("history"));
    }

    [Fact]
    public async Task Classify_AnswersAndStoresNothing()
    {
        var (before, refused) = (server.Store.Stored(), server.Store.Count("SELECT count(*) FROM refused"));
        var one = await server.PostAsync("/api/recall-reasons/classify", """{"narrative":"He was evicted.","recordedReasons":["FAILED_RESIDE"],"type":"LR"}""", server.Token(AppRole.Service));
        Assert.Equal((200, "for learning and statistics only"), (one.Status, one.Body.Text("note")));
        var many = await server.PostAsync("/api/recall-reasons/classify", """[{"narrative":"He was evicted.","recordedReasons":["FAILED_RESIDE"],"type":"LR"},{}]""");
        Assert.Equal(one.Text, many.Body[0].GetRawText());
        Assert.Equal(2, many.Body.GetArrayLength());
        Assert.Equal("unknown-code", (await server.PostAsync("/api/recall-reasons/classify", """[{},{"type":"x"}]""")).Problem);
        Assert.Equal((before, refused), (server.Store.Stored(), server.Store.Count("SELECT count(*) FROM refused")));
    }

    [Theory]
    [InlineData(100, 200)]
    [InlineData(101, 413)]
    public async Task Classify_TakesUpToAHundred(int recalls, int status) =>
        Assert.Equal(status, (await server.PostAsync("/api/recall-reasons/classify", $"[{string.Join(',', Enumerable.Repeat("{}", recalls))}]")).Status);

    private async Task<string> RecallAsync()
    {
        var crn = $"L{Interlocked.Increment(ref _people):000000}";
        await server.RegisterAsync(Sent.Release(crn));
        var recall = $$"""{"recallId":"R-{{crn}}","releaseId":"{{Sent.IdOf(crn)}}","recalledAt":"2026-06-02T08:00:00Z","type":"FTR_28","narrative":"{{Narrative}}"}""";
        Assert.Equal(201, (await server.PostAsync("/api/recalls", recall)).Status);
        return $"R-{crn}";
    }

    private Task<Answer> AnswerAsync(string id, string primary, string secondary = "[]", string? token = null) =>
        server.PostAsync($"/api/recalls/{id}/reason", $$"""{"primary":"{{primary}}","secondary":{{secondary}},"reason":"Because."}""", token);
}
