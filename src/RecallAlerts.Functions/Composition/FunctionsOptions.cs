using RecallAlerts.Api.Access;
using RecallAlerts.CaseDetails;
using RecallAlerts.Notify;

namespace RecallAlerts.Functions.Composition;

/// <summary>What the app is told by its settings.</summary>
public sealed record FunctionsOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "RecallAlerts";

    /// <summary>Where the tables are.</summary>
    public required Uri TablesEndpoint { get; init; }

    /// <summary>The Service Bus namespace, such as recall.servicebus.windows.net.</summary>
    public required string ServiceBusNamespace { get; init; }

    /// <summary>The service's secret.</summary>
    public required byte[] ServiceKey { get; init; }

    /// <summary>How GOV.UK Notify is used.</summary>
    public required NotifyOptions Notify { get; init; }

    /// <summary>Where the pages are that messages point to.</summary>
    public required Uri LinkBase { get; init; }

    /// <summary>Which tokens are taken.</summary>
    public required EntraOptions Entra { get; init; }

    /// <summary>Where details of HMPPS events are asked for; null asks nobody.</summary>
    public CaseDetailsOptions? Details { get; init; }

    /// <summary>The managed identity; null on a developer's machine.</summary>
    public string? ClientId { get; init; }

    /// <summary>Where figures go; null where nobody reads them.</summary>
    public string? ApplicationInsights { get; init; }

    /// <summary>Where it runs, without any secret.</summary>
    public override string ToString() => $"RecallAlerts on {TablesEndpoint}";
}
