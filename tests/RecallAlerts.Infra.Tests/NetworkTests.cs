using RecallAlerts.Infra.Tests.Compiler;

namespace RecallAlerts.Infra.Tests;

/// <summary>Prod is private, the others are not, and nobody speaks old TLS.</summary>
public sealed class NetworkTests
{
    private static readonly string[] Services = ["Microsoft.Storage/storageAccounts", "Microsoft.ServiceBus/namespaces", "Microsoft.KeyVault/vaults"];

    [BicepFact]
    public void Prod_IsReachedThroughPrivateEndpointsOnly()
    {
        var prod = Deployment.Of("prod");
        Assert.All(Services, s => Assert.Equal("Disabled", prod.The(s).Text("publicNetworkAccess")));
        Assert.Equal(["blob", "namespace", "queue", "table", "vault"], prod.OfType("Microsoft.Network/privateEndpoints").Select(Group).Order(StringComparer.Ordinal));
        Assert.Equal(5, prod.OfType("Microsoft.Network/privateDnsZones").Count);
        Assert.Equal(5, prod.OfType("Microsoft.Network/privateDnsZones/virtualNetworkLinks").Count);
        Assert.Equal(5, prod.OfType("Microsoft.Network/privateEndpoints/privateDnsZoneGroups").Count);
        Assert.EndsWith("/subnets/app", prod.The("Microsoft.Web/sites").Text("virtualNetworkSubnetId"), StringComparison.Ordinal);
    }

    [BicepTheory]
    [InlineData("dev")]
    [InlineData("test")]
    public void OutsideProd_ThereIsNoNetwork(string environment)
    {
        var deployment = Deployment.Of(environment);
        Assert.DoesNotContain(deployment.Resources, r => r.Type.StartsWith("Microsoft.Network/", StringComparison.Ordinal));
        Assert.All(Services, s => Assert.Equal("Enabled", deployment.The(s).Text("publicNetworkAccess")));
    }

    [BicepTheory]
    [InlineData("dev", "Standard", "Standard_LRS", "False")]
    [InlineData("test", "Standard", "Standard_ZRS", "False")]
    [InlineData("prod", "Premium", "Standard_GZRS", "True")]
    public void Tier_IsThatOfTheEnvironment(string environment, string serviceBus, string storage, string zones)
    {
        var deployment = Deployment.Of(environment);
        Assert.Equal(serviceBus, deployment.The("Microsoft.ServiceBus/namespaces").Json.GetProperty("sku").GetProperty("name").GetString());
        Assert.Equal(storage, deployment.The("Microsoft.Storage/storageAccounts").Json.GetProperty("sku").GetProperty("name").GetString());
        Assert.Equal(zones, deployment.The("Microsoft.Web/serverfarms").Text("zoneRedundant"));
    }

    [BicepFact]
    public void UkWest_HasNoZones_AndKeepsItsDataInPairs()
    {
        var west = Deployment.Changed("prod", text => text.Replace("'uksouth'", "'ukwest'", StringComparison.Ordinal));
        Assert.Equal("ukwest", west.The("Microsoft.Web/sites").Json.GetProperty("location").GetString());
        Assert.Equal("Standard_GRS", west.The("Microsoft.Storage/storageAccounts").Json.GetProperty("sku").GetProperty("name").GetString());
        Assert.Equal("False", west.The("Microsoft.Web/serverfarms").Text("zoneRedundant"));
    }

    [BicepTheory]
    [MemberData(nameof(Deployment.Environments), MemberType = typeof(Deployment))]
    public void Transport_IsTls12AtLeast(string environment)
    {
        var deployment = Deployment.Of(environment);
        var site = deployment.The("Microsoft.Web/sites");
        Assert.Equal("TLS1_2", deployment.The("Microsoft.Storage/storageAccounts").Text("minimumTlsVersion"));
        Assert.Equal("True", deployment.The("Microsoft.Storage/storageAccounts").Text("supportsHttpsTrafficOnly"));
        Assert.Equal("1.2", deployment.The("Microsoft.ServiceBus/namespaces").Text("minimumTlsVersion"));
        Assert.Equal("True", site.Text("httpsOnly"));
        Assert.Equal(("1.2", "1.2"), (Setting(site, "minTlsVersion"), Setting(site, "scmMinTlsVersion")));
    }

    private static string? Setting(Resource site, string name) => site.Properties.GetProperty("siteConfig").GetProperty(name).GetString();

    private static string? Group(Resource endpoint) =>
        endpoint.Properties.GetProperty("privateLinkServiceConnections")[0].GetProperty("properties").GetProperty("groupIds")[0].GetString();
}
