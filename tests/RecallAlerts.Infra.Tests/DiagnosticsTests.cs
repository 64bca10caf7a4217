using RecallAlerts.Infra.Tests.Compiler;

namespace RecallAlerts.Infra.Tests;

/// <summary>Every resource that has something to say says it in the workspace; a new type has to be put into one of the two lists.</summary>
public sealed class DiagnosticsTests
{
    private static readonly HashSet<string> Speaking = new(StringComparer.Ordinal)
    {
        "Microsoft.KeyVault/vaults", "Microsoft.Network/networkSecurityGroups", "Microsoft.Network/publicIPAddresses", "Microsoft.Network/virtualNetworks",
        "Microsoft.OperationalInsights/workspaces", "Microsoft.ServiceBus/namespaces", "Microsoft.Storage/storageAccounts",
        "Microsoft.Storage/storageAccounts/blobServices", "Microsoft.Storage/storageAccounts/queueServices", "Microsoft.Storage/storageAccounts/tableServices",
        "Microsoft.Web/sites",
    };

    /// <summary>Parts of others; what has no logs; and Application Insights, whose telemetry is in the workspace already and would be paid for twice.</summary>
    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal)
    {
        "Microsoft.Authorization/roleAssignments", "Microsoft.Insights/actionGroups", "Microsoft.Insights/components", "Microsoft.Insights/diagnosticSettings",
        "Microsoft.Insights/metricAlerts", "Microsoft.Insights/scheduledQueryRules", "Microsoft.ManagedIdentity/userAssignedIdentities",
        "Microsoft.Network/natGateways", "Microsoft.Network/privateDnsZones", "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
        "Microsoft.Network/privateEndpoints", "Microsoft.Network/privateEndpoints/privateDnsZoneGroups", "Microsoft.ServiceBus/namespaces/queues",
        "Microsoft.ServiceBus/namespaces/topics", "Microsoft.ServiceBus/namespaces/topics/subscriptions", "Microsoft.ServiceBus/namespaces/topics/subscriptions/rules",
        "Microsoft.Storage/storageAccounts/blobServices/containers", "Microsoft.Storage/storageAccounts/managementPolicies", "Microsoft.Web/serverfarms",
        "Microsoft.Web/sites/basicPublishingCredentialsPolicies", "Microsoft.Web/sites/config",
    };

    [BicepTheory]
    [MemberData(nameof(Deployment.Environments), MemberType = typeof(Deployment))]
    public void EveryResource_ThatCan_HasDiagnostics(string environment)
    {
        var deployment = Deployment.Of(environment);
        var targets = deployment.OfType("Microsoft.Insights/diagnosticSettings").Select(s => s.Target);
        Assert.Equal(deployment.Resources.Where(r => Speaking.Contains(r.Type)).Select(r => r.Id).Order(StringComparer.Ordinal), targets.Order(StringComparer.Ordinal));
        Assert.All(deployment.Resources, r => Assert.True(Speaking.Contains(r.Type) || Silent.Contains(r.Type), r.Type));
    }

    [BicepTheory]
    [MemberData(nameof(Deployment.Environments), MemberType = typeof(Deployment))]
    public void RequestsToTablesAndQueues_AreNotLogged(string environment)
    {
        var settings = Deployment.Of(environment).OfType("Microsoft.Insights/diagnosticSettings")
            .Where(s => s.Target.Contains("/tableServices/", StringComparison.Ordinal) || s.Target.Contains("/queueServices/", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, settings.Length);
        Assert.All(settings, s => Assert.False(s.Properties.TryGetProperty("logs", out _), "row keys are in the addresses of requests"));
    }
}
