using RecallAlerts.Api.Access;
using static RecallAlerts.LocalHost.Tests.Serving.Sent;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>Merging, unmerging and erasing people over HTTP.</summary>
public sealed class PeopleTests : IAsyncLifetime
{
    private const string Source = "X000001";
    private const string Target = "X000002";
    private readonly RunningServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task People_AreMergedTakenApartAndErased()
    {
        await _server.RegisterAsync(Release(Source), Release(Target));
        await _server.RecordAsync(Event("e1", "accommodation.recorded", Source, data: """{"code":"A08"}"""));
        Assert.Contains("homeless", await OpenAsync(Source));
        Assert.Equal((200, "done", 1), await ChangeAsync("merge", Merging));
        Assert.Equal((200, "unchanged", 0), await ChangeAsync("merge", Merging));
        Assert.Equal(("ended", "watching"), (await StateAsync(Source), await StateAsync(Target)));
        Assert.Contains("homeless", await OpenAsync(Target));
        await _server.RecordAsync(Event("e2", "handover.completed", Source));
        Assert.DoesNotContain("handover-not-completed", await OpenAsync(Target));

        Assert.Equal((200, "done", 1), await ChangeAsync("unmerge", $$"""{"unmergedCrn":"{{Target}}","reactivatedCrn":"{{Source}}"}"""));
        Assert.Equal(("watching", "watching"), (await StateAsync(Source), await StateAsync(Target)));
        Assert.Contains("homeless", await OpenAsync(Source));
        Assert.DoesNotContain("homeless", await OpenAsync(Target));

        Assert.Equal((200, "done", 1), await ChangeAsync("erase", Erasing(Source)));
        Assert.Equal((200, "unchanged", 0), await ChangeAsync("erase", Erasing(Source)));
        Assert.Equal((404, 200), ((await _server.GetAsync($"/api/releases/{IdOf(Source)}")).Status, (await _server.GetAsync($"/api/releases/{IdOf(Target)}")).Status));
    }

    [Fact]
    public async Task Erased_AnswerToAnythingAboutThem_Is410AndSaysNoMore()
    {
        await _server.RegisterAsync(Release(Source));
        await ChangeAsync("erase", Erasing(Source));
        foreach (var (path, body) in new[] { ("/api/releases", Release(Source)), ("/api/events", Event("e9", "handover.completed", Source)), ("/api/events", Event("e9", "handover.completed", IdOf(Source))) })
        {
            var answer = await _server.PostAsync(path, body);
            Assert.Equal((410, "erased"), (answer.Status, answer.Problem));
            Assert.DoesNotContain(Source, answer.Text, StringComparison.Ordinal);
        }

        Assert.Equal(410, (await _server.PostAsync("/api/people/merge", Merging)).Status);
        Assert.Equal("event erased", _server.Store.LastRefused());
    }

    [Theory]
    [InlineData("merge", "{}", "missing-field", "sourceCrn")]
    [InlineData("merge", """{"sourceCrn":"x","targetCrn":"X000002"}""", "invalid-crn", "sourceCrn")]
    [InlineData("merge", """{"sourceCrn":"X000002","targetCrn":"X000002"}""", "invalid-field", "targetCrn")]
    [InlineData("unmerge", """{"unmergedCrn":"X000002"}""", "missing-field", "reactivatedCrn")]
    [InlineData("erase", """{"crn":"X000001"}""", "missing-field", "reason")]
    [InlineData("erase", "[]", "malformed-json", "")]
    public async Task Body_ThatIsWrong_IsAProblemWithItsField(string operation, string body, string problem, string field)
    {
        var answer = await _server.PostAsync($"/api/people/{operation}", body);
        Assert.Equal((problem, field), (answer.Problem, answer.Body.Text("field")));
    }

    [Fact]
    public async Task Operation_WithoutThePermission_IsRefused() =>
        Assert.Equal(403, (await _server.PostAsync("/api/people/erase", Erasing(Source), _server.Token(AppRole.HeadOfPdu, "H1", "derby-city"))).Status);

    private static string Merging => $$"""{"sourceCrn":"{{Source}}","targetCrn":"{{Target}}"}""";

    private static string Erasing(string crn) => $$"""{"crn":"{{crn}}","reason":"asked for"}""";

    private async Task<(int, string, int)> ChangeAsync(string operation, string body)
    {
        var answer = await _server.PostAsync($"/api/people/{operation}", body);
        await _server.RestAsync();
        return (answer.Status, answer.Body.Text("status"), answer.Body.Number("releases"));
    }

    private async Task<string?> StateAsync(string crn) => (await _server.GetAsync($"/api/releases/{IdOf(crn)}")).Body.Text("state");

    private async Task<string[]> OpenAsync(string crn) =>
        [.. (await _server.GetAsync($"/api/releases/{IdOf(crn)}")).Body.List("alerts").Select(a => a.Text("rule")!)];
}
