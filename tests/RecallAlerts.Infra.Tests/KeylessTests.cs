using System.Text.Json;
using System.Text.RegularExpressions;
using RecallAlerts.Infra.Tests.Compiler;

namespace RecallAlerts.Infra.Tests;

/// <summary>Nothing is reached with a key: not by the app, not by Azure, not by a person.</summary>
public sealed partial class KeylessTests
{
    [BicepTheory]
    [InlineData("main.bicep")]
    [InlineData("secrets.bicep")]
    public void Template_ReadsNoKey_AndBuildsNoConnectionString(string file) => Assert.Empty(Forbidden().Matches(Bicep.Build(file).Output));

    [BicepTheory]
    [MemberData(nameof(Deployment.Environments), MemberType = typeof(Deployment))]
    public void Deployment_ReadsNoKey_AndBuildsNoConnectionString(string environment) => Assert.Empty(Forbidden().Matches(Deployment.Of(environment).Text));

    [Fact]
    public void Forbidden_FindsWhatItIsToFind() => Assert.All(
        ["listKeys(", "listAccountSas", "AccountKey=abc", "SharedAccessKey=abc", "DefaultEndpointsProtocol=https", "sig=abc"],
        text => Assert.Matches(Forbidden(), text));

    [BicepTheory]
    [MemberData(nameof(Deployment.Environments), MemberType = typeof(Deployment))]
    public void Services_TakeNoKeys(string environment)
    {
        var deployment = Deployment.Of(environment);
        Assert.Equal("False", deployment.The("Microsoft.Storage/storageAccounts").Text("allowSharedKeyAccess"));
        Assert.Equal("False", deployment.The("Microsoft.Storage/storageAccounts").Text("allowBlobPublicAccess"));
        Assert.Equal("True", deployment.The("Microsoft.ServiceBus/namespaces").Text("disableLocalAuth"));
        Assert.Equal("True", deployment.The("Microsoft.Insights/components").Text("DisableLocalAuth"));
        Assert.Equal("True", deployment.The("Microsoft.KeyVault/vaults").Text("enableRbacAuthorization"));
        Assert.Equal("True", deployment.The("Microsoft.KeyVault/vaults").Text("enablePurgeProtection"));
        Assert.Equal(["ftp", "scm"], deployment.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies").Where(p => p.Text("allow") == "False").Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    [BicepFact]
    public void ServiceKey_OnceWritten_IsNotOverwritten()
    {
        using var template = JsonDocument.Parse(Bicep.Build("secrets.bicep").Output);
        var guarded = template.RootElement.GetProperty("resources").EnumerateObject().Where(r => r.Value.TryGetProperty("@options", out var options) && options.GetProperty("onlyIfNotExists").ValueKind != JsonValueKind.False);
        Assert.Equal(["service"], guarded.Select(r => r.Name));
    }

    [GeneratedRegex("list(Keys|ConnectionStrings?|Secrets|AccountSas|ServiceSas|QueryKeys|Credentials)|AccountKey=|SharedAccess(Key|Signature)|DefaultEndpointsProtocol|[?&]?sig=", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Forbidden();
}
