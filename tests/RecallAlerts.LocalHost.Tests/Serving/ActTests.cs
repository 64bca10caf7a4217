using System.Text.Json;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>Acts on alerts over HTTP (lifecycle.md §6): without a token, so that the body says by whom.</summary>
public sealed class ActTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Owner = "practitioner:P1";
    private const string DutySpo = "duty-spo:derby-city";
    private static int _people;

    [Theory]
    [InlineData("acknowledge", Owner, "")]
    [InlineData("acknowledge", DutySpo, ",\"note\":\"on it\"")]
    [InlineData("snooze", Owner, ",\"until\":\"2026-06-03T09:00:00Z\",\"reason\":\"visit\"")]
    [InlineData("dismiss", Owner, ",\"reason\":\"wrong\",\"words\":\"handed over by phone\"")]
    [InlineData("reassign", DutySpo, ",\"to\":\"practitioner:P7\"")]
    public async Task Act_WhenDoneThenAgain_Answers200AndChangesOnce(string act, string by, string rest)
    {
        var (id, release) = await AlertAsync();
        var first = await ActAsync(id, act, by, rest);
        Assert.Equal(200, first.Status);
        var changes = Changes(release);
        var again = await ActAsync(id, act, by, rest);
        Assert.Equal((200, first.Text), (again.Status, again.Text));
        Assert.Equal(changes, Changes(release));
        Assert.Equal(act == "reassign" ? "practitioner:P7" : Owner, first.Body.Text("owner"));
    }

    [Theory]
    [InlineData("acknowledge", "", "acknowledged", "acknowledgedAt", "2026-06-02T09:00:00Z")]
    [InlineData("snooze", ",\"until\":\"2026-06-05T09:00:00Z\",\"reason\":\"visit\"", "snoozed", "snoozedUntil", "2026-06-05T09:00:00Z")]
    [InlineData("dismiss", ",\"reason\":\"not-useful\",\"words\":\"no\"", "dismissed", "dismissed", "not-useful")]
    public async Task Act_AnswersTheAlertAsItIsNow(string act, string rest, string status, string field, string value)
    {
        var (id, release) = await AlertAsync();
        var answer = (await ActAsync(id, act, Owner, rest)).Body;
        Assert.Equal((status, value), (answer.Text("status"), answer.Text(field)));
        var page = (await server.GetAsync($"/api/releases/{release}")).Body.List("alerts").Single(a => a.Text("alertId") == id);
        Assert.Equal(status, page.Text("status"));
    }

    [Fact]
    public async Task Undo_ByWhoDidIt_OpensItAgain()
    {
        var (id, _) = await AlertAsync();
        await ActAsync(id, "dismiss", Owner, ",\"reason\":\"known\",\"words\":\"x\"");
        Assert.Equal((403, "act-not-allowed"), await RefusedAsync(id, "undo", DutySpo, "", "dismissed"));
        Assert.Equal("open", (await ActAsync(id, "undo", Owner)).Body.Text("status"));
        Assert.Equal((409, "act-does-not-apply"), await RefusedAsync(id, "undo", Owner, "", "open"));
    }

    [Theory]
    [InlineData("acknowledge", "practitioner:P2", "")]
    [InlineData("acknowledge", "head-of-pdu:derby-city", "")]
    [InlineData("acknowledge", "duty-spo:derbyshire", "")]
    [InlineData("reassign", Owner, ",\"to\":\"practitioner:P7\"")]
    [InlineData("snooze", "practitioner:P2", ",\"until\":\"2026-06-03T09:00:00Z\",\"reason\":\"visit\"")]
    public async Task Act_ByWhoMayNot_Is403WithTheState(string act, string by, string rest)
    {
        var (id, _) = await AlertAsync();
        Assert.Equal((403, "act-not-allowed"), await RefusedAsync(id, act, by, rest, "open"));
    }

    [Theory]
    [InlineData("snooze", ",\"until\":\"2026-06-02T18:00:00Z\",\"reason\":\"visit\"")]
    [InlineData("dismiss", ",\"reason\":\"wrong\",\"words\":\"x\"")]
    public async Task Act_OnAnUrgentAlert_IsForTheDutySpo(string act, string rest)
    {
        var (_, release) = await AlertAsync();
        await server.RecordAsync(Sent.Event("h" + release, "accommodation.recorded", release, data: """{"code":"A08A"}"""));
        var id = await IdOfAsync(release, "homeless");
        Assert.Equal((403, "act-not-allowed"), await RefusedAsync(id, act, Owner, rest, "open"));
        Assert.Equal(200, (await ActAsync(id, act, DutySpo, rest)).Status);
    }

    [Theory]
    [InlineData("2026-06-02T09:00:00Z")]
    [InlineData("2026-06-05T09:00:01Z")]
    public async Task Snooze_OverTheLimit_Is422WithTheState(string until)
    {
        var (id, _) = await AlertAsync();
        Assert.Equal((422, "act-over-limit"), await RefusedAsync(id, "snooze", Owner, $",\"until\":\"{until}\",\"reason\":\"visit\"", "open"));
    }

    [Theory]
    [InlineData("acknowledge", "")]
    [InlineData("snooze", ",\"until\":\"2026-06-03T09:00:00Z\",\"reason\":\"visit\"")]
    [InlineData("reassign", ",\"to\":\"practitioner:P7\"")]
    public async Task Act_OnADismissedAlert_Is409WithTheState(string act, string rest)
    {
        var (id, _) = await AlertAsync();
        await ActAsync(id, "dismiss", DutySpo, ",\"reason\":\"wrong\",\"words\":\"x\"");
        Assert.Equal((409, "act-does-not-apply"), await RefusedAsync(id, act, DutySpo, rest, "dismissed"));
    }

    [Theory]
    [InlineData("acknowledge", "")]
    [InlineData("dismiss", ",\"reason\":\"wrong\",\"words\":\"x\"")]
    [InlineData("undo", "")]
    public async Task Act_OnAClosedAlert_Is409WithTheState(string act, string rest)
    {
        var (id, release) = await AlertAsync();
        await server.RecordAsync(Sent.Event("c" + release, "handover.completed", release));
        Assert.Equal((409, "act-does-not-apply"), await RefusedAsync(id, act, DutySpo, rest, "closed"));
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("nonsense")]
    public async Task Act_OnNoAlert_Is404(string id)
    {
        var answer = await server.PostAsync($"/api/alerts/{id}/acknowledge", "{}");
        Assert.Equal((404, "not-found"), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task Act_OfNoKnownName_Is404()
    {
        var (id, _) = await AlertAsync();
        Assert.Equal((404, "not-found"), (await server.PostAsync($"/api/alerts/{id}/resolve", "{}")) is var a ? (a.Status, a.Problem) : default);
    }

    [Theory]
    [InlineData("snooze", "{}", "missing-field", "until")]
    [InlineData("snooze", "{\"until\":\"2026-06-03T09:00:00Z\"}", "missing-field", "reason")]
    [InlineData("snooze", "{\"until\":\"2026-06-03T09:00:00\",\"reason\":\"x\"}", "instant-without-offset", "until")]
    [InlineData("dismiss", "{\"words\":\"x\"}", "missing-field", "reason")]
    [InlineData("dismiss", "{\"reason\":\"bored\",\"words\":\"x\"}", "unknown-code", "reason")]
    [InlineData("dismiss", "{\"reason\":\"wrong\"}", "missing-field", "words")]
    [InlineData("reassign", "{}", "missing-field", "to")]
    [InlineData("reassign", "{\"to\":\"somebody\"}", "invalid-field", "to")]
    [InlineData("acknowledge", "{\"note\":7}", "invalid-field", "note")]
    [InlineData("acknowledge", "[]", "invalid-field", "")]
    [InlineData("acknowledge", "{\"note\":\"\\ud800\"}", "invalid-field", "note")]
    [InlineData("acknowledge", "{\"by\":\"\\ud800\"}", "malformed-json", "")]
    [InlineData("acknowledge", "{\"\\ud800\":1}", "malformed-json", "")]
    [InlineData("acknowledge", "{", "malformed-json", "")]
    public async Task Act_WithAWrongBody_NamesTheField(string act, string body, string problem, string field)
    {
        var (id, release) = await AlertAsync();
        var changes = Changes(release);
        var answer = await server.PostAsync($"/api/alerts/{id}/{act}", body);
        Assert.Equal((problem, field), (answer.Problem, answer.Body.Text("field")));
        Assert.Equal(changes, Changes(release));
    }

    [Fact]
    public async Task Act_WithoutBy_IsOfTheDutySpo()
    {
        var (id, release) = await AlertAsync();
        Assert.Equal(200, (await server.PostAsync($"/api/alerts/{id}/acknowledge", "{}")).Status);
        Assert.Equal(DutySpo, server.Store.Text("SELECT by FROM alert_changes c JOIN releases r ON r.no = c.release_no WHERE r.release_id = $1 AND change = 'Acknowledged'", release));
    }

    [Fact]
    public async Task Act_ByTenAtOnce_ChangesOnce()
    {
        var (id, release) = await AlertAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ActAsync(id, "acknowledge", Owner)));
        Assert.All(answers, a => Assert.Equal(200, a.Status));
        Assert.Single(Changes(release).Split(','), c => c == "Acknowledged");
    }

    private async Task<(string AlertId, string ReleaseId)> AlertAsync()
    {
        var crn = $"I{Interlocked.Increment(ref _people):000000}";
        await server.RegisterAsync(Sent.Release(crn));
        return (await IdOfAsync(Sent.IdOf(crn), "handover-not-completed"), Sent.IdOf(crn));
    }

    private async Task<string> IdOfAsync(string release, string rule) =>
        (await server.GetAsync($"/api/releases/{release}")).Body.List("alerts").Single(a => a.Text("rule") == rule).Text("alertId");

    private Task<Answer> ActAsync(string id, string act, string by, string rest = "") => server.PostAsync($"/api/alerts/{id}/{act}", $$"""{"by":"{{by}}"{{rest}}}""");

    private async Task<(int Status, string? Problem)> RefusedAsync(string id, string act, string by, string rest, string state)
    {
        var answer = await ActAsync(id, act, by, rest);
        Assert.Equal(state, answer.Body.TryGetProperty("alert", out JsonElement alert) ? alert.Text("status") : answer.Text);
        return (answer.Status, answer.Problem);
    }

    private string Changes(string release) => server.Store.Text(
        "SELECT group_concat(change, ',') FROM alert_changes c JOIN releases r ON r.no = c.release_no WHERE r.release_id = $1", release)!;
}
