namespace RecallAlerts.Notify;

/// <summary>How messages leave this host.</summary>
/// <param name="File">Where the file sender writes.</param>
/// <param name="LinkBase">Where the pages are that messages point to.</param>
/// <param name="Directory">The directory file; null when there is none.</param>
/// <param name="Notify">GOV.UK Notify; null when messages go to the file.</param>
public sealed record SendingOptions(string File, Uri LinkBase, string? Directory, NotifyOptions? Notify)
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Sending";

    /// <summary>To the file, with links to this machine.</summary>
    public static SendingOptions Default { get; } = new(".data/messages.ndjson", new Uri("http://localhost:7071"), null, null);
}

/// <summary>How GOV.UK Notify is used.</summary>
/// <param name="ApiKey">The key: name, service id and secret, joined by hyphens.</param>
/// <param name="EmailTemplateId">The e-mail template.</param>
/// <param name="SmsTemplateId">The text message template.</param>
/// <param name="BaseUrl">The service, or a stand-in for it in tests.</param>
/// <param name="Timeout">How long an answer is waited for.</param>
public sealed record NotifyOptions(string ApiKey, Guid EmailTemplateId, Guid SmsTemplateId, Uri BaseUrl, TimeSpan Timeout)
{
    /// <summary>Where GOV.UK Notify is.</summary>
    public const string DefaultBaseUrl = "https://api.notifications.service.gov.uk";

    /// <summary>How long an answer is waited for unless the settings say otherwise.</summary>
    public const int DefaultTimeoutSeconds = 15;

    /// <summary>Without the key.</summary>
    public override string ToString() => $"GOV.UK Notify at {BaseUrl}";
}
