using Microsoft.Azure.Functions.Worker;
using RecallAlerts.Application.Audit;
using RecallAlerts.Functions.Audit;
using RecallAlerts.Functions.Tests.Given;

namespace RecallAlerts.Functions.Tests.Watching;

public sealed class AnchorAuditTests
{
    [Fact]
    public async Task Anchor_ByHourAndByNight_KnowsEveryChain()
    {
        await using var app = new App();
        await app.IngestAsync(Sent.Registration());
        var anchor = new AnchorAudit(app.UseCases, app.Clock, app.Logs.Of<AnchorAudit>());
        await anchor.RunAsync(new TimerInfo(), CancellationToken.None);
        await app.IngestAsync(Sent.Homeless());
        await anchor.RunAllAsync(new TimerInfo(), CancellationToken.None);
        var report = await new VerifyAudit(app.UseCases.Stores.Audit).RunAsync(null, CancellationToken.None);
        Assert.Equal((2, 0), ((int)report.Anchors, report.Findings.Count));
        Assert.Equal(2, app.Logs.Lines.Count(l => l.Contains($"ends at ", StringComparison.Ordinal)));
    }
}
