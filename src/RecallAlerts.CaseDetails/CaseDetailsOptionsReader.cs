using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace RecallAlerts.CaseDetails;

/// <summary>Reads and checks the section CaseDetails of the settings; all wrong values are collected, to be put right in one go.</summary>
public sealed class CaseDetailsOptionsReader
{
    private const int MostSeconds = 60;
    private static readonly string[] Known = ["AllowedHosts", "TimeoutSeconds", "ReleaseUrl", "Token", "TokenUrl", "ClientId", "ClientSecret"];

    private readonly IConfigurationSection _section;
    private readonly List<string> _problems = [];

    private CaseDetailsOptionsReader(IConfigurationSection section) => _section = section;

    /// <summary>The options; null where the settings have no such section, and details are not asked for.</summary>
    /// <exception cref="FormatException">A value is wrong; every wrong value is named, and none is shown.</exception>
    public static CaseDetailsOptions? Read(IConfiguration settings)
    {
        var section = settings.GetSection(CaseDetailsOptions.Section);
        if (!section.GetChildren().Any()) return null;
        var reader = new CaseDetailsOptionsReader(section);
        var options = reader.ReadSection();
        return reader._problems.Count == 0 ? options : throw new FormatException($"The section CaseDetails is not valid: {string.Join("; ", reader._problems)}");
    }

    private CaseDetailsOptions ReadSection()
    {
        foreach (var child in _section.GetChildren().Where(c => !Known.Contains(c.Key, StringComparer.OrdinalIgnoreCase))) Refuse(child.Key, "is not an option");
        var hosts = (Text("AllowedHosts") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (hosts.Length == 0 || !Array.TrueForAll(hosts, IsHost)) Refuse("AllowedHosts", "must name hosts, separated by commas, such as api.example.gov.uk");
        if (Text("Token") is not null && Text("TokenUrl") is not null) Refuse("Token", "must not be set together with TokenUrl");
        var options = new CaseDetailsOptions(hosts, Timeout()) { ReleaseUrl = Text("ReleaseUrl"), Token = Text("Token"), Fetched = Fetched() };
        if (options.ReleaseUrl is { } url && new AllowedAddress(hosts).Of(url.Replace("{id}", "X", StringComparison.Ordinal)) is null)
            Refuse("ReleaseUrl", "must be an https address at an allowed host");
        return options;
    }

    private static bool IsHost(string host) =>
        Uri.TryCreate($"https://{host}/", UriKind.Absolute, out var url) && url.UserInfo.Length == 0 && url.AbsolutePath == "/" && !host.Contains('/', StringComparison.Ordinal);

    private TokenOptions? Fetched()
    {
        if (Text("TokenUrl") is not { } text) return null;
        if (Text("ClientId") is not { } id || Text("ClientSecret") is not { } secret)
        {
            Refuse("TokenUrl", "needs ClientId and ClientSecret");
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && AllowedAddress.IsSafe(url)) return new TokenOptions(url, id, secret);
        Refuse("TokenUrl", "must be an https address (http on this machine only)");
        return null;
    }

    private TimeSpan Timeout()
    {
        if (Text("TimeoutSeconds") is not { } text) return TimeSpan.FromSeconds(CaseDetailsOptions.DefaultTimeoutSeconds);
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds);
        if (!isNumber || seconds is < 1 or > MostSeconds) Refuse("TimeoutSeconds", $"must be a whole number from 1 to {MostSeconds}");
        return TimeSpan.FromSeconds(seconds);
    }

    private string? Text(string name) => string.IsNullOrWhiteSpace(_section[name]) ? null : _section[name];

    private void Refuse(string name, string reason) => _problems.Add($"{_section.Path}:{name} {reason}");
}
