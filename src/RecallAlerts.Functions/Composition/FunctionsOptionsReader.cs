using Microsoft.Extensions.Configuration;
using RecallAlerts.Api.Access;
using RecallAlerts.CaseDetails;
using RecallAlerts.Notify;

namespace RecallAlerts.Functions.Composition;

/// <summary>Reads and checks the settings; all wrong values are collected, to be put right in one go. Values are not repeated: some are secrets.</summary>
public sealed class FunctionsOptionsReader
{
    private const int FewestKeyBytes = 32;

    private readonly IConfiguration _settings;
    private readonly IConfigurationSection _section;
    private readonly List<SettingProblem> _problems = [];

    private FunctionsOptionsReader(IConfiguration settings) => (_settings, _section) = (settings, settings.GetSection(FunctionsOptions.Section));

    /// <summary>The options.</summary>
    /// <exception cref="InvalidSettingException">A value is wrong; every wrong value is named.</exception>
    public static FunctionsOptions Read(IConfiguration settings)
    {
        var reader = new FunctionsOptionsReader(settings);
        var options = reader.ReadAll();
        return reader._problems.Count == 0 ? options : throw new InvalidSettingException("The app's settings", reader._problems);
    }

    private FunctionsOptions ReadAll() => new()
    {
        TablesEndpoint = Url("Tables:Endpoint"),
        ServiceBusNamespace = Host("ServiceBus:FullyQualifiedNamespace"),
        ServiceKey = Key("ServiceKey"),
        Notify = SendingOptionsReader.ReadNotify(_section.GetSection("Notify"), _problems),
        LinkBase = Url("LinkBase"),
        Entra = new EntraOptions(Id("Entra:TenantId"), Text("Entra:Audience") ?? Refuse("Entra:Audience", "must be there", "")),
        Details = Details(),
        ClientId = ClientId(),
        ApplicationInsights = string.IsNullOrWhiteSpace(_settings["APPLICATIONINSIGHTS_CONNECTION_STRING"]) ? null : _settings["APPLICATIONINSIGHTS_CONNECTION_STRING"],
    };

    private Uri Url(string name)
    {
        var isUrl = Uri.TryCreate(Text(name), UriKind.Absolute, out var url);
        var isSafe = isUrl && (url!.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
        if (isSafe && url!.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0) return url;
        return Refuse(name, "must be an https address without a query (http on this machine only)", new Uri("https://localhost"));
    }

    private string Host(string name) => Text(name) is { } host && host.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(host) == UriHostNameType.Dns
        ? host
        : Refuse(name, "must be a host name such as NAME.servicebus.windows.net, without a scheme", "");

    private byte[] Key(string name)
    {
        var text = Text(name) ?? "";
        var isKey = text.Length >= 2 * FewestKeyBytes && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit);
        return isKey ? Convert.FromHexString(text) : Refuse<byte[]>(name, $"must be {FewestKeyBytes} bytes or more in hex; a reference into the vault that is not resolved is not one", []);
    }

    private Guid Id(string name) => Guid.TryParseExact(Text(name), "D", out var id) ? id : Refuse(name, "must be an id of the form 00000000-0000-0000-0000-000000000000", id);

    private CaseDetailsOptions? Details()
    {
        try
        {
            return CaseDetailsOptionsReader.Read(_section);
        }
        catch (FormatException e)
        {
            // It names every wrong value itself, and shows none.
            return Refuse<CaseDetailsOptions?>(CaseDetailsOptions.Section, e.Message, null);
        }
    }

    private string? ClientId()
    {
        const string name = "AZURE_CLIENT_ID";
        if (string.IsNullOrWhiteSpace(_settings[name])) return null;
        if (!Guid.TryParseExact(_settings[name], "D", out _)) _problems.Add(new SettingProblem(name, "must be the client id of a managed identity"));
        return _settings[name];
    }

    private string? Text(string name) => string.IsNullOrWhiteSpace(_section[name]) ? null : _section[name];

    private T Refuse<T>(string name, string reason, T otherwise)
    {
        _problems.Add(new SettingProblem($"{FunctionsOptions.Section}:{name}", reason));
        return otherwise;
    }
}
