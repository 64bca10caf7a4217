using System.Globalization;
using System.Text.Json;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Notify;

namespace RecallAlerts.Notify.Directory;

/// <summary>Reads values of a directory file and keeps every problem.</summary>
internal sealed class DirectoryFields
{
    private const int LongestText = 200;
    private const int LongestEmail = 254;

    private readonly List<SettingProblem> _problems = [];

    public IReadOnlyList<SettingProblem> Problems => _problems;

    public void Refuse(string path, string reason) => _problems.Add(new SettingProblem(path, reason));

    public bool IsObject(JsonElement element, string path) => IsKind(element, JsonValueKind.Object, path, "must be an object");

    public IEnumerable<(JsonElement Item, string Path)> Items(JsonElement root, string name)
    {
        if (!TryGet(root, name, out var list) || !IsKind(list, JsonValueKind.Array, name, "must be a list")) return [];
        return list.EnumerateArray().Select((item, place) => (item, $"{name}[{place}]"));
    }

    public IEnumerable<(JsonProperty Member, string Path)> Members(JsonElement root, string name)
    {
        if (!TryGet(root, name, out var members) || !IsObject(members, name)) return [];
        return members.EnumerateObject().Select(member => (member, $"{name}.{member.Name}"));
    }

    public void RefuseUnknown(JsonElement element, string path, params string[] known)
    {
        foreach (var member in element.EnumerateObject().Where(m => !known.Contains(m.Name, StringComparer.Ordinal)))
            Refuse(path.Length == 0 ? member.Name : $"{path}.{member.Name}", "must be one of " + string.Join(", ", known));
    }

    public string? OptionalText(JsonElement element, string path, string name)
    {
        if (!TryGet(element, name, out var value)) return null;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (text is { Length: > 0 and <= LongestText } && !text.Any(char.IsControl) && !char.IsWhiteSpace(text[0])) return text;
        Refuse($"{path}.{name}", $"must be a text of 1 to {LongestText} characters");
        return null;
    }

    public Person? Person(JsonElement element, string path, string name)
    {
        if (Domain.Alerts.Person.TryParse(Text(element, path, name, out var isThere), out var person)) return person;
        if (isThere) Refuse($"{path}.{name}", "must be a role and an id, such as practitioner:P1 or duty-spo:derby-city");
        return null;
    }

    public Contact? Contact(JsonElement element, string path)
    {
        var channel = Text(element, path, "channel", out var hasChannel);
        var address = Text(element, path, "address", out var hasAddress);
        if (hasChannel && channel is not ("email" or "sms")) Refuse($"{path}.channel", "must be email or sms");
        if (!hasAddress || channel is not ("email" or "sms")) return null;
        var isRight = channel == "email" ? IsEmail(address!) : IsTelephone(address!);
        if (isRight) return new Contact(channel, address!);
        Refuse($"{path}.address", channel == "email" ? "must be an e-mail address" : "must be a telephone number of 10 to 15 digits");
        return null;
    }

    /// <summary>An instant, or a date: the start of the local day, or for an end the end of it, because "until Friday" has Friday in it.</summary>
    public Instant? Moment(JsonElement element, string path, string name, bool isEnd)
    {
        var text = Text(element, path, name, out var isThere);
        if (!isThere) return null;
        if (Instant.TryParse(text, out var instant)) return instant;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 2000 and < 2100)
            return LondonTime.StartOf(isEnd ? date.AddDays(1) : date);
        Refuse($"{path}.{name}", "must be a date yyyy-MM-dd from 2000 to 2099, or an instant such as 2026-06-02T09:00:00Z");
        return null;
    }

    private string? Text(JsonElement element, string path, string name, out bool isThere)
    {
        var before = _problems.Count;
        var text = OptionalText(element, path, name);
        isThere = text is not null;
        if (!isThere && _problems.Count == before) Refuse($"{path}.{name}", "is required");
        return text;
    }

    private bool IsKind(JsonElement element, JsonValueKind kind, string path, string reason)
    {
        if (element.ValueKind != kind) Refuse(path, reason);
        return element.ValueKind == kind;
    }

    private static bool TryGet(JsonElement element, string name, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    private static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < text.Length - 1 && at == text.LastIndexOf('@') && text.Length <= LongestEmail && !text.Any(char.IsWhiteSpace);
    }

    private static bool IsTelephone(string text) =>
        text.Count(char.IsAsciiDigit) is >= 10 and <= 15 &&
        (text[0] == '+' ? text[1..] : text).All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '(' or ')');
}
