using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Tests.Telemetry;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>What the server does once a day by itself: it verifies the audit log and forgets messages.</summary>
public sealed class NightTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Findings = "recallalerts.audit.findings";
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task Server_ByNight_VerifiesTheAuditLogAndForgetsMessages()
    {
        await server.RegisterAsync(Sent.Release("A910001", "night"));
        var start = Instant.From(server.Clock.GetUtcNow());
        await server.MoveToAsync(start.PlusHours(24));
        await Until.TrueAsync(() => Left(start.PlusHours(25)) > 0 && server.Store.Count("SELECT count(*) FROM messages WHERE sent_at IS NULL") == 0, Within, "messages to leave");
        Assert.True(Decided(start.PlusHours(25)) > 0);
        using var heard = new Heard(server.Services.Instruments);
        await Until.TrueAsync(() => heard.Of(Findings).Any(), Within, "the verification of the second night");
        Assert.Equal(0, heard.Of(Findings).Last().Value);
        server.Store.Run("DROP TRIGGER audit_unchanged; UPDATE audit SET who = 'x' WHERE no = 1");

        await server.MoveToAsync(Instant.Parse("2027-08-01T02:00:00Z"));
        await Until.TrueAsync(() => Left(start.PlusHours(25)) + Decided(start.PlusHours(25)) == 0, Within, "messages to be forgotten");
        await Until.TrueAsync(() => heard.Of(Findings).Any(f => f.Value == 1), Within, "the verification of a later night");
    }

    private long Left(Instant before) => server.Store.Count("SELECT count(*) FROM messages WHERE sent_at < $1", before.Seconds);

    private long Decided(Instant before) => server.Store.Count("SELECT count(*) FROM notification_log WHERE at < $1", before.Seconds);
}
