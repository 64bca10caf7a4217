using RecallAlerts.Infra.Tests.Compiler;

namespace RecallAlerts.Infra.Tests;

/// <summary>The app may do what it needs, and each thing only there.</summary>
public sealed class RoleTests
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0"] = "Azure Service Bus Data Receiver",
        ["69a216fc-b8fb-44d8-bc22-1f3c2cd27a39"] = "Azure Service Bus Data Sender",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
    };

    private static readonly string[] Allowed =
    [
        "Azure Service Bus Data Receiver on queues/case-events",
        "Azure Service Bus Data Receiver on subscriptions/immediate",
        "Azure Service Bus Data Receiver on subscriptions/lists",
        "Azure Service Bus Data Receiver on subscriptions/on-call",
        "Azure Service Bus Data Sender on queues/case-events",
        "Azure Service Bus Data Sender on topics/alerts",
        "Key Vault Secrets User on vaults",
        "Monitoring Metrics Publisher on components",
        "Storage Blob Data Owner on storageAccounts",
        "Storage Queue Data Contributor on storageAccounts",
        "Storage Table Data Contributor on storageAccounts",
    ];

    [BicepTheory]
    [MemberData(nameof(Deployment.Environments), MemberType = typeof(Deployment))]
    public void Roles_AreExactlyTheAllowed(string environment) =>
        Assert.Equal(Allowed, Deployment.Of(environment).OfType("Microsoft.Authorization/roleAssignments").Select(Words).Order(StringComparer.Ordinal));

    [BicepTheory]
    [MemberData(nameof(Deployment.Environments), MemberType = typeof(Deployment))]
    public void Roles_AreGivenToTheOneIdentity(string environment)
    {
        var deployment = Deployment.Of(environment);
        Assert.All(deployment.OfType("Microsoft.Authorization/roleAssignments"), r => Assert.Equal("ServicePrincipal", r.Text("principalType")));
        Assert.Single(deployment.OfType("Microsoft.Authorization/roleAssignments").Select(r => Output(r.Text("principalId")!)).Distinct());
        Assert.Equal("UserAssigned", deployment.The("Microsoft.Web/sites").Json.GetProperty("identity").GetProperty("type").GetString());
    }

    private static string Words(Resource assignment)
    {
        var role = assignment.Text("roleDefinitionId")!;
        var target = assignment.Target.Split('/');
        var hasName = target[^2] is "queues" or "topics" or "subscriptions";
        return $"{Names.GetValueOrDefault(role[(role.LastIndexOf('/') + 1)..], role)} on {(hasName ? $"{target[^2]}/{target[^1]}" : target[^2])}";
    }

    // The id is known after the deployment only; all expressions read it from the same place.
    private static string Output(string expression) => expression[expression.LastIndexOf(".outputs.", StringComparison.Ordinal)..];
}
