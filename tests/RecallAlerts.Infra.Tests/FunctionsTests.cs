using RecallAlerts.Infra.Tests.Compiler;

namespace RecallAlerts.Infra.Tests;

/// <summary>The app runs as it was built to run, and is told what it reads.</summary>
public sealed class FunctionsTests
{
    private static readonly string[] Settings =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING", "AZURE_CLIENT_ID", "AzureWebJobsDisableHomepage", "AzureWebJobsStorage__accountName",
        "AzureWebJobsStorage__clientId", "AzureWebJobsStorage__credential", "OTEL_SERVICE_NAME", "RecallAlerts__Entra__Audience", "RecallAlerts__Entra__TenantId",
        "RecallAlerts__LinkBase", "RecallAlerts__Notify__ApiKey", "RecallAlerts__Notify__EmailTemplateId", "RecallAlerts__Notify__SmsTemplateId", "RecallAlerts__ServiceBus__FullyQualifiedNamespace", "RecallAlerts__ServiceKey",
        "RecallAlerts__Tables__Endpoint", "ServiceBusConnection__clientId", "ServiceBusConnection__credential", "ServiceBusConnection__fullyQualifiedNamespace",
    ];

    [BicepTheory]
    [MemberData(nameof(Deployment.Environments), MemberType = typeof(Deployment))]
    public void Settings_AreExactlyThoseThatTheAppReads(string environment) =>
        Assert.Equal(Settings, AppSettings(environment).Keys.Order(StringComparer.Ordinal));

    [BicepTheory]
    [MemberData(nameof(Deployment.Environments), MemberType = typeof(Deployment))]
    public void Secrets_AreReferencesIntoTheVault(string environment)
    {
        var settings = AppSettings(environment);
        Assert.Matches("@Microsoft\\.KeyVault\\(SecretUri=.*/secrets/service-key\\)", settings["RecallAlerts__ServiceKey"]);
        Assert.Matches("@Microsoft\\.KeyVault\\(SecretUri=.*/secrets/notify-api-key\\)", settings["RecallAlerts__Notify__ApiKey"]);
        Assert.EndsWith($"/userAssignedIdentities/id-recallalerts-{environment}", App(environment).Text("keyVaultReferenceIdentity"), StringComparison.Ordinal);
    }

    [BicepTheory]
    [MemberData(nameof(Deployment.Environments), MemberType = typeof(Deployment))]
    public void Connections_AreByTheIdentity(string environment)
    {
        var settings = AppSettings(environment);
        Assert.Equal(("managedidentity", "managedidentity"), (settings["AzureWebJobsStorage__credential"], settings["ServiceBusConnection__credential"]));
        Assert.Contains("Authorization=AAD", settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"], StringComparison.Ordinal);
        var storage = App(environment).Properties.GetProperty("functionAppConfig").GetProperty("deployment").GetProperty("storage");
        Assert.Equal("UserAssignedIdentity", storage.GetProperty("authentication").GetProperty("type").GetString());
        Assert.Contains("/packages", storage.GetProperty("value").GetString(), StringComparison.Ordinal);
    }

    [BicepTheory]
    [InlineData("dev", 0)]
    [InlineData("test", 0)]
    [InlineData("prod", 2)]
    public void App_RunsOnFlexConsumption_WithDotNet10(string environment, int alwaysReady)
    {
        var configuration = App(environment).Properties.GetProperty("functionAppConfig");
        var runtime = configuration.GetProperty("runtime");
        Assert.Equal("FC1", Deployment.Of(environment).The("Microsoft.Web/serverfarms").Json.GetProperty("sku").GetProperty("name").GetString());
        Assert.Equal(("dotnet-isolated", "10.0"), (runtime.GetProperty("name").GetString(), runtime.GetProperty("version").GetString()));
        var ready = configuration.GetProperty("scaleAndConcurrency").GetProperty("alwaysReady").EnumerateArray().Select(x => (x.GetProperty("name").GetString(), x.GetProperty("instanceCount").GetInt32()));
        Assert.Equal(alwaysReady == 0 ? [] : [("http", alwaysReady)], ready);
    }

    private static Resource App(string environment) => Deployment.Of(environment).The("Microsoft.Web/sites");

    private static Dictionary<string, string> AppSettings(string environment) => Deployment.Of(environment).The("Microsoft.Web/sites/config").Properties
        .EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
}
