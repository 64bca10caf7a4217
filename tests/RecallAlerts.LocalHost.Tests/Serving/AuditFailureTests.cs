namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>What cannot be noted is not shown, and an act whose entry cannot be written does not happen.</summary>
public sealed class AuditFailureTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Crn = "A900001";
    private static readonly string Release = Sent.IdOf(Crn);

    [Fact]
    public async Task Server_WhoseAuditLogCannotBeWritten_ShowsNobodyAndDoesNothing()
    {
        await server.RegisterAsync(Sent.Release(Crn, "no-audit"));
        var alert = (await server.GetAsync($"/api/releases/{Release}")).Body.List("alerts")[0].Text("alertId");
        var changes = Changes();
        server.Store.Run("CREATE TRIGGER no_audit BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END");
        foreach (var path in (string[])[$"/api/releases/{Release}", $"/api/releases/{Release}/explain", "/api/alerts", "/api/triage?pdu=no-audit", "/api/exports/releases", "/api/exports/recall-reasons"])
        {
            var answer = await server.GetAsync(path);
            Assert.Equal((503, "store-unavailable"), (answer.Status, answer.Problem));
            Assert.DoesNotContain(Crn, answer.Text, StringComparison.Ordinal);
        }

        Assert.Equal(503, (await server.PostAsync($"/api/alerts/{alert}/acknowledge", "{\"by\":\"practitioner:P1\"}")).Status);
        Assert.Equal(503, (await server.PostAsync("/api/events", Sent.Event("n1", "handover.completed", Crn))).Status);
        Assert.Equal(503, (await server.PostAsync("/api/releases", Sent.Release("A900002"))).Status);
        Assert.Equal((changes, 0, 1), (Changes(), server.Store.Count("SELECT count(*) FROM facts"), server.Store.Count("SELECT count(*) FROM releases")));
        Assert.Equal(200, (await server.GetAsync("/health/live")).Status);
        server.Store.Run("DROP TRIGGER no_audit");
        Assert.Equal(200, (await server.PostAsync($"/api/alerts/{alert}/acknowledge", "{\"by\":\"practitioner:P1\"}")).Status);
        Assert.Equal(200, (await server.GetAsync($"/api/releases/{Release}")).Status);
        Assert.True((await server.GetAsync("/api/audit/verify")).Body.GetProperty("isWhole").GetBoolean());
    }

    private long Changes() => server.Store.Count("SELECT count(*) FROM alert_changes");
}
