using System.Globalization;
using Microsoft.Extensions.Configuration;
using RecallAlerts.Notify;

namespace RecallAlerts.Notify;

/// <summary>Reads and checks the section Sending of the settings; all wrong values are collected, to be put right in one go.</summary>
public sealed class SendingOptionsReader
{
    private const int MostSeconds = 120;
    private const int IdLength = 36;

    private readonly List<SettingProblem> _problems = [];

    private SendingOptionsReader()
    {
    }

    /// <summary>The options.</summary>
    /// <exception cref="InvalidSettingException">A value is wrong; every wrong value is named.</exception>
    public static SendingOptions Read(IConfiguration settings)
    {
        var reader = new SendingOptionsReader();
        var options = reader.ReadSection(settings.GetSection(SendingOptions.Section));
        return reader._problems.Count == 0 ? options : throw new InvalidSettingException("The section Sending", reader._problems);
    }

    /// <summary>The options of GOV.UK Notify alone, from a section of their own; what is wrong is added to the problems.</summary>
    public static NotifyOptions ReadNotify(IConfigurationSection section, ICollection<SettingProblem> problems)
    {
        var reader = new SendingOptionsReader();
        var options = reader.ReadNotify(section);
        foreach (var problem in reader._problems) problems.Add(problem);
        return options;
    }

    private SendingOptions ReadSection(IConfigurationSection section)
    {
        RefuseUnknown(section, "Sender", "File", "LinkBaseUrl", "Directory", "Notify");
        var sender = Text(section, "Sender") ?? "file";
        if (sender is not ("file" or "notify")) Refuse(section, "Sender", "must be file or notify");
        var notify = sender == "notify" ? ReadNotify(section.GetSection("Notify")) : null;
        return new SendingOptions(
            Text(section, "File") ?? SendingOptions.Default.File, Url(section, "LinkBaseUrl", SendingOptions.Default.LinkBase.OriginalString),
            Text(section, "Directory"), notify);
    }

    private NotifyOptions ReadNotify(IConfigurationSection section)
    {
        RefuseUnknown(section, "ApiKey", "EmailTemplateId", "SmsTemplateId", "BaseUrl", "TimeoutSeconds");
        return new NotifyOptions(
            ApiKey(section), TemplateId(section, "EmailTemplateId"), TemplateId(section, "SmsTemplateId"),
            Url(section, "BaseUrl", NotifyOptions.DefaultBaseUrl), Timeout(section));
    }

    private string ApiKey(IConfigurationSection section)
    {
        var key = Text(section, "ApiKey") ?? "";

        // The client takes the two ids by their place from the end, whatever stands there.
        var isKey = key.Length > (2 * IdLength) + 1 && !key.Any(char.IsWhiteSpace) && key[^(IdLength + 1)] == '-' &&
                    Guid.TryParseExact(key[^IdLength..], "D", out _) && Guid.TryParseExact(key[^((2 * IdLength) + 1)..^(IdLength + 1)], "D", out _);
        if (!isKey) Refuse(section, "ApiKey", "must be an API key of GOV.UK Notify: its name, the service id and the secret, joined by hyphens");
        return key;
    }

    private Guid TemplateId(IConfigurationSection section, string name)
    {
        if (!Guid.TryParseExact(Text(section, name), "D", out var id)) Refuse(section, name, "must be the id of a template of GOV.UK Notify");
        return id;
    }

    private Uri Url(IConfigurationSection section, string name, string otherwise)
    {
        var isUrl = Uri.TryCreate(Text(section, name) ?? otherwise, UriKind.Absolute, out var url);
        if (isUrl && url!.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0 && IsSafe(url)) return url;
        Refuse(section, name, "must be an https address without a query (http on this machine only)");
        return new Uri(otherwise);
    }

    private static bool IsSafe(Uri url) => url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);

    private TimeSpan Timeout(IConfigurationSection section)
    {
        var text = Text(section, "TimeoutSeconds");
        if (text is null) return TimeSpan.FromSeconds(NotifyOptions.DefaultTimeoutSeconds);
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds);
        if (!isNumber || seconds is < 1 or > MostSeconds) Refuse(section, "TimeoutSeconds", $"must be a whole number from 1 to {MostSeconds}");
        return TimeSpan.FromSeconds(seconds);
    }

    // What is set but empty counts as not set, as in files of environment variables.
    private static string? Text(IConfigurationSection section, string name) => string.IsNullOrWhiteSpace(section[name]) ? null : section[name];

    private void RefuseUnknown(IConfigurationSection section, params string[] known)
    {
        foreach (var child in section.GetChildren().Where(c => !known.Contains(c.Key, StringComparer.OrdinalIgnoreCase)))
            Refuse(section, child.Key, "is not an option");
    }

    private void Refuse(IConfigurationSection section, string name, string reason) =>
        _problems.Add(new SettingProblem($"{section.Path}:{name}", reason));
}
