namespace RecallAlerts.LocalHost.Tests.Serving;

public sealed class EventTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Event_WhenNewThenAgain_IsAcceptedThenDuplicate()
    {
        await server.RegisterAsync(Sent.Release("B000001"));
        var e = Sent.Event("e1", "handover.completed", "B000001-20260601");
        Assert.Equal("accepted", (await server.PostAsync("/api/events", e)).Body.Text("status"));
        Assert.Equal("duplicate", (await server.PostAsync("/api/events", e)).Body.Text("status"));
        Assert.Equal(1, server.Store.Count("SELECT count(*) FROM facts WHERE event_id = 'e1'"));
    }

    [Fact]
    public async Task Event_WhenSubjectIsCrn_GoesToTheReleaseInForce()
    {
        await server.RegisterAsync(Sent.Release("B000002"), Sent.Release("B000002", releasedAt: "2026-06-20T08:00:00Z"));
        await server.RecordAsync(Sent.Event("e2", "handover.completed", "B000002"));
        Assert.Equal("B000002-20260601", ReleaseOf("e2"));
    }

    [Fact]
    public async Task Event_WhenOtherContentUnderOneId_IsKeptAsVariant()
    {
        await server.RegisterAsync(Sent.Release("B000003"));
        await server.RecordAsync(Sent.Event("e3", "substance.test", "B000003", data: """{"result":"positive"}"""));
        var other = await server.PostAsync("/api/events", Sent.Event("e3", "substance.test", "B000003", data: """{"result":"negative"}"""));
        Assert.Equal("accepted", other.Body.Text("status"));
        Assert.Equal(2, server.Store.Count("SELECT count(*) FROM facts WHERE event_id = 'e3'"));
    }

    [Fact]
    public async Task Event_WhenItsReleaseIsUnknown_IsHeldAndAppliedAtRegistration()
    {
        var e = Sent.Event("e4", "handover.completed", "B000004", recordedAt: "2026-06-02T08:30:00Z");
        Assert.Equal((200, "held"), (await server.PostAsync("/api/events", e)) is var answer ? (answer.Status, answer.Body.Text("status")) : default);
        Assert.Equal(0, server.Store.Count("SELECT count(*) FROM held WHERE subject_key LIKE '%B000004%'"));
        await server.RegisterAsync(Sent.Release("B000004"));
        Assert.Equal("B000004-20260601", ReleaseOf("e4"));
        Assert.Equal(0, server.Store.Count("SELECT count(*) FROM held WHERE event_id = 'e4'"));
        var page = await server.GetAsync("/api/releases/B000004-20260601");
        Assert.Equal("2026-06-02T08:30:00Z", Assert.Single(page.Body.List("timeline")).Text("recordedAt"));
        Assert.DoesNotContain("handover-not-completed", page.Body.List("alerts").Texts("rule"));
    }

    [Fact]
    public async Task Event_WithoutRecordedAt_IsRecordedAtReceipt()
    {
        await server.RegisterAsync(Sent.Release("B000005"));
        await server.RecordAsync(Sent.Event("e5", "handover.completed", "B000005"));
        Assert.Equal(RunningServer.Start.Seconds, server.Store.Count("SELECT recorded_at FROM facts WHERE event_id = 'e5'"));
    }

    [Fact]
    public async Task Array_AnswersEachEventInItsPlace()
    {
        await server.RegisterAsync(Sent.Release("B000006"));
        var known = Sent.Event("e6", "handover.completed", "B000006");
        await server.RecordAsync(known);
        string[] events =
        [
            known, Sent.Event("e7", "support.referred", "B000006", data: """{"need":"finance"}"""), Sent.Event("e8", "no.such", "B000006"), "17",
            Sent.Event("e9", "handover.completed", "B999999"),
        ];
        var answer = await server.PostAsync("/api/events", $"[{string.Join(',', events)}]");
        Assert.Equal(200, answer.Status);
        Assert.Equal(["duplicate", "accepted", "rejected", "rejected", "held"], answer.Body.EnumerateArray().Texts("status"));
        Assert.Equal(("unknown-type", "type"), (answer.Body[2].Text("problem"), answer.Body[2].Text("field")));
        Assert.Equal("malformed-json", answer.Body[3].Text("problem"));
    }

    [Fact]
    public async Task Array_WhenAllAreRejected_Answers200()
    {
        var answer = await server.PostAsync("/api/events", "[{},null,[]]");
        Assert.Equal((200, 3), (answer.Status, answer.Body.GetArrayLength()));
        Assert.All(answer.Body.EnumerateArray(), e => Assert.Equal("rejected", e.Text("status")));
    }

    [Fact]
    public async Task Array_WhenEmpty_AnswersEmpty() => Assert.Equal("[]", (await server.PostAsync("/api/events", "[]")).Text);

    [Fact]
    public async Task Array_WhenOneEventIsThereTwice_TakesItOnce()
    {
        await server.RegisterAsync(Sent.Release("B000007"));
        var e = Sent.Event("e10", "handover.completed", "B000007");
        var answer = await server.PostAsync("/api/events", $"[{e},{e}]");
        Assert.Equal(["accepted", "duplicate"], answer.Body.EnumerateArray().Texts("status"));
    }

    [Fact]
    public async Task Array_WhenRegistrationComesAfterItsEvents_TakesAll()
    {
        var answer = await server.PostAsync(
            "/api/events", $"[{Sent.Event("e11", "handover.completed", "B000008")},{Sent.Registration("e12", Sent.Release("B000008"))}]");
        Assert.Equal(["accepted", "accepted"], answer.Body.EnumerateArray().Texts("status"));
        Assert.Equal("B000008-20260601", ReleaseOf("e11"));
    }

    [Theory]
    [InlineData(1_000, 200)]
    [InlineData(1_001, 413)]
    public async Task Array_TakesUpToAThousand(int events, int status)
    {
        var before = server.Store.Stored();
        var answer = await server.PostAsync("/api/events", $"[{string.Join(',', Enumerable.Repeat("{}", events))}]");
        Assert.Equal(status, answer.Status);
        if (status != 200) Assert.Equal("too-many-events", answer.Problem);
        Assert.Equal(before, server.Store.Stored());
    }

    private string? ReleaseOf(string eventId) =>
        server.Store.Text("SELECT r.release_id FROM facts f JOIN releases r ON r.no = f.release_no WHERE f.event_id = $1", eventId);
}
