namespace RecallAlerts.LocalHost.Tests.Serving;

public sealed class RegisterTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Register_WhenNew_Answers201WithItsPlace()
    {
        var answer = await server.PostAsync("/api/releases", Sent.Release("A000001"));
        Assert.Equal(201, answer.Status);
        Assert.Equal(("A000001-20260601", "created"), (answer.Body.Text("releaseId"), answer.Body.Text("status")));
        Assert.Equal("/api/releases/A000001-20260601", answer.Location);
        Assert.Equal(200, (await server.GetAsync(answer.Location!)).Status);
    }

    [Fact]
    public async Task Register_WhenSameBodyAgain_Answers200AndChangesNothing()
    {
        await server.RegisterAsync(Sent.Release("A000002"));
        var before = server.Store.Stored();
        var answer = await server.PostAsync("/api/releases", Sent.Release("A000002"));
        Assert.Equal((200, "unchanged"), (answer.Status, answer.Body.Text("status")));
        Assert.Equal(before, server.Store.Stored());
    }

    [Fact]
    public async Task Register_WhenSameBodyIsWrittenOtherwise_Answers200()
    {
        await server.RegisterAsync(Sent.Release("A000003"));
        var otherwise = Sent.With(Sent.With(Sent.Release("A000003"), "releasedAt", "\"2026-06-01T10:00:00+01:00\""), "needs", null);
        Assert.Equal(200, (await server.PostAsync("/api/releases", otherwise)).Status);
    }

    [Fact]
    public async Task Register_WhenOtherBodyForTheSameId_Answers409AndKeepsTheFirst()
    {
        await server.RegisterAsync(Sent.Release("A000004"));
        var before = server.Store.Stored();
        var answer = await server.PostAsync("/api/releases", Sent.Release("A000004", rosh: "very-high"));
        Assert.Equal((409, "release-conflict"), (answer.Status, answer.Problem));
        Assert.Equal(before, server.Store.Stored());
        var release = (await server.GetAsync("/api/releases/A000004-20260601")).Body.GetProperty("release");
        Assert.Equal("medium", release.Text("rosh"));
        Assert.Equal("event release-conflict", server.Store.LastRefused());
    }

    [Fact]
    public async Task Register_WhenTwoDaysOfOnePerson_MakesTwoReleases()
    {
        await server.RegisterAsync(Sent.Release("A000005"), Sent.Release("A000005", releasedAt: "2026-06-20T08:00:00Z"));
        Assert.Equal(2, server.Store.Count("SELECT count(*) FROM releases WHERE crn = 'A000005'"));
    }

    [Fact]
    public async Task Register_WhenSentByTwentyAtOnce_CreatesOnce()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.PostAsync("/api/releases", Sent.Release("A000006"))));
        Assert.Single(answers, a => a.Status == 201);
        Assert.Equal(19, answers.Count(a => a.Status == 200));
        await server.RestAsync();
        Assert.Equal(1, server.Store.Count("SELECT count(*) FROM releases WHERE crn = 'A000006'"));
    }

    [Fact]
    public async Task Register_WhenReleasedAroundMidnight_MintsTheLocalDay()
    {
        var answer = await server.PostAsync("/api/releases", Sent.Release("A000007", releasedAt: "2026-06-01T23:30:00Z"));
        Assert.Equal("A000007-20260602", answer.Body.Text("releaseId"));
    }

    [Fact]
    public async Task Register_AnswersAreNotStored()
    {
        using var response = await server.Client.GetAsync(new Uri("/api/watch", UriKind.Relative));
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }
}
