using RecallAlerts.Infra.Tests.Compiler;

namespace RecallAlerts.Infra.Tests;

/// <summary>What must never be silent wakes somebody.</summary>
public sealed class AlarmTests
{
    private static readonly (string Alarm, string About)[] OnLogs =
    [
        ("audit-broken", "recallalerts.audit.findings"), ("audit-fails", "recallalerts.audit.failed"), ("failed-orchestrations", "(Orchestrator)"),
        ("failing-sends", "recallalerts.outbox.failing"),
        ("no-audit-anchors", "recallalerts.audit.anchors"), ("no-audit-verification", "recallalerts.audit.verifications"), ("no-proof-of-watch", "recallalerts.watch.proofs"),
        ("outbox-age", "recallalerts.outbox.oldest_seconds"),
        ("server-errors-seen-by-the-app", "http.server.request.duration"),
        ("unwatched-releases", "recallalerts.watch.unwatched"),
    ];

    [BicepTheory]
    [MemberData(nameof(Deployment.Environments), MemberType = typeof(Deployment))]
    public void LogAlarms_AreOnWhatTheyAreNamedFor(string environment)
    {
        var alarms = Deployment.Of(environment).OfType("Microsoft.Insights/scheduledQueryRules").OrderBy(a => a.Name, StringComparer.Ordinal).ToArray();
        Assert.Equal(OnLogs.Select(a => $"recallalerts-{environment}-{a.Alarm}"), alarms.Select(a => a.Name));
        Assert.All(alarms.Zip(OnLogs), pair => Assert.Contains(pair.Second.About, Query(pair.First), StringComparison.Ordinal));
    }

    [BicepFact]
    public void UnwatchedReleases_AnythingButZero_IsCritical()
    {
        var alarm = Deployment.Of("prod").OfType("Microsoft.Insights/scheduledQueryRules").Single(a => a.Name.EndsWith("-unwatched-releases", StringComparison.Ordinal));
        Assert.EndsWith("| where value != 0", Query(alarm), StringComparison.Ordinal);
        Assert.Equal("0", alarm.Text("severity"));
    }

    [BicepTheory]
    [InlineData("dead-letters", "DeadletteredMessages", 0)]
    [InlineData("server-errors", "Http5xx", 5)]
    public void MetricAlarms_AreOnWhatAzureCounts(string name, string metric, int threshold)
    {
        var alarm = Deployment.Of("prod").OfType("Microsoft.Insights/metricAlerts").Single(a => a.Name == $"recallalerts-prod-{name}");
        var criterion = alarm.Properties.GetProperty("criteria").GetProperty("allOf")[0];
        Assert.Equal((metric, "GreaterThan", threshold), (criterion.GetProperty("metricName").GetString(), criterion.GetProperty("operator").GetString(), criterion.GetProperty("threshold").GetInt32()));
    }

    [BicepFact]
    public void DeadLetters_AreWatchedInQueueAndTopic()
    {
        var alarm = Deployment.Of("prod").OfType("Microsoft.Insights/metricAlerts").Single(a => a.Name.EndsWith("dead-letters", StringComparison.Ordinal));
        var dimension = alarm.Properties.GetProperty("criteria").GetProperty("allOf")[0].GetProperty("dimensions")[0];
        Assert.Equal("EntityName", dimension.GetProperty("name").GetString());
        Assert.Equal(["case-events", "alerts"], dimension.GetProperty("values").EnumerateArray().Select(v => v.GetString()));
    }

    [BicepTheory]
    [MemberData(nameof(Deployment.Environments), MemberType = typeof(Deployment))]
    public void EveryAlarm_TellsTheOperators(string environment)
    {
        var deployment = Deployment.Of(environment);
        var group = deployment.The("Microsoft.Insights/actionGroups");
        Resource[] alarms = [.. deployment.OfType("Microsoft.Insights/scheduledQueryRules"), .. deployment.OfType("Microsoft.Insights/metricAlerts")];
        Assert.NotEmpty(group.Properties.GetProperty("emailReceivers").EnumerateArray());
        Assert.All(alarms, a => Assert.Contains(group.Id, a.Properties.GetProperty("actions").GetRawText(), StringComparison.Ordinal));
        Assert.All(alarms, a => Assert.Equal("True", a.Text("enabled")));
    }

    private static string Query(Resource alarm) => alarm.Properties.GetProperty("criteria").GetProperty("allOf")[0].GetProperty("query").GetString()!;
}
