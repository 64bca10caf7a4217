using Microsoft.Extensions.Configuration;
using RecallAlerts.Functions.Composition;
using RecallAlerts.Notify;

namespace RecallAlerts.Functions.Tests.Composition;

public sealed class FunctionsOptionsTests
{
    internal static Dictionary<string, string?> Right { get; } = new(StringComparer.Ordinal)
    {
        ["RecallAlerts:Tables:Endpoint"] = "https://recall.table.core.windows.net/",
        ["RecallAlerts:ServiceBus:FullyQualifiedNamespace"] = "recall.servicebus.windows.net",
        ["RecallAlerts:ServiceKey"] = string.Concat(Enumerable.Repeat("0a", 32)),
        ["RecallAlerts:Notify:ApiKey"] = "recall-11111111-2222-3333-4444-555555555555-66666666-7777-8888-9999-000000000000",
        ["RecallAlerts:Notify:EmailTemplateId"] = "11111111-2222-3333-4444-555555555555",
        ["RecallAlerts:Notify:SmsTemplateId"] = "11111111-2222-3333-4444-555555555556",
        ["RecallAlerts:LinkBase"] = "https://alerts.example",
        ["RecallAlerts:Entra:TenantId"] = "11111111-2222-3333-4444-555555555555",
        ["RecallAlerts:Entra:Audience"] = "api://recall-alerts",
        ["AZURE_CLIENT_ID"] = "11111111-2222-3333-4444-555555555555",
    };

    [Fact]
    public void Settings_ThatAreRight_AreRead()
    {
        var options = Read(Right);
        Assert.Equal("recall.servicebus.windows.net", options.ServiceBusNamespace);
        Assert.Equal(32, options.ServiceKey.Length);
        Assert.Equal(Right["AZURE_CLIENT_ID"], options.ClientId);
        Assert.DoesNotContain("0a0a", options.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RecallAlerts:Tables:Endpoint", "recall.table.core.windows.net")]
    [InlineData("RecallAlerts:Tables:Endpoint", "http://recall.table.core.windows.net")]
    [InlineData("RecallAlerts:ServiceBus:FullyQualifiedNamespace", "sb://recall.servicebus.windows.net")]
    [InlineData("RecallAlerts:ServiceBus:FullyQualifiedNamespace", "recall")]
    [InlineData("RecallAlerts:ServiceKey", "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/service-key)")]
    [InlineData("RecallAlerts:ServiceKey", "0a0a")]
    [InlineData("RecallAlerts:ServiceKey", null)]
    [InlineData("RecallAlerts:Notify:ApiKey", "key")]
    [InlineData("RecallAlerts:Notify:EmailTemplateId", null)]
    [InlineData("RecallAlerts:LinkBase", "https://user:word@alerts.example")]
    [InlineData("RecallAlerts:LinkBase", "")]
    [InlineData("RecallAlerts:Entra:TenantId", "contoso")]
    [InlineData("RecallAlerts:Entra:Audience", " ")]
    [InlineData("AZURE_CLIENT_ID", "me")]
    public void Setting_ThatIsWrong_IsNamedAndNotRepeated(string name, string? value)
    {
        var failure = Assert.Throws<InvalidSettingException>(() => Read(With(name, value)));
        Assert.Equal([name], failure.Problems.Select(p => p.Path));
        if (value?.Length > 6) Assert.DoesNotContain(value, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_ThatAreMissing_AreAllNamed()
    {
        var failure = Assert.Throws<InvalidSettingException>(() => Read([]));
        Assert.Equal(Right.Keys.Where(k => k != "AZURE_CLIENT_ID").Order(StringComparer.Ordinal), failure.Problems.Select(p => p.Path).Order(StringComparer.Ordinal));
    }

    internal static FunctionsOptions Read(Dictionary<string, string?> settings) => FunctionsOptionsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

    private static Dictionary<string, string?> With(string name, string? value) => new(Right, StringComparer.Ordinal) { [name] = value };
}
