using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Policies;

/// <summary>Lays a document over another that is known to be right, and collects every wrong name and value by its path.</summary>
internal sealed class PolicyOverlay
{
    private const int MostDays = 1000;

    public List<PolicyProblem> Problems { get; } = [];

    public JsonObject Lay(JsonObject given, JsonObject known, string path)
    {
        var laid = LayObject(given, known, path);
        PolicyOrder.Check(laid, path, Problems);
        return laid;
    }

    private JsonObject LayObject(JsonObject given, JsonObject known, string path)
    {
        var laid = known.DeepClone().AsObject();
        foreach (var (name, value) in given)
        {
            if (path.Length == 0 && name == "regions") continue;
            if (!known.ContainsKey(name)) Problems.Add(new PolicyProblem(path + name, "is not a name of the policy"));
            else if (known[name] is JsonObject inner) laid[name] = LayInner(value, inner, path + name);
            else if (WhyWrong(name, value, known) is { } reason) Problems.Add(new PolicyProblem(path + name, reason));
            else laid[name] = value?.DeepClone();
        }

        return laid;
    }

    private JsonNode LayInner(JsonNode? value, JsonObject known, string path)
    {
        if (value is JsonObject inner) return LayObject(inner, known, path + ".");
        Problems.Add(new PolicyProblem(path, "must be an object"));
        return known.DeepClone();
    }

    private static string? WhyWrong(string name, JsonNode? value, JsonObject known)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        if (name == "version") return kind == JsonValueKind.String && value!.ToString().Length is > 0 and <= 40 ? null : "must be a text of 1 to 40 characters";
        if (name == "enabled") return kind is JsonValueKind.True or JsonValueKind.False ? null : "must be true or false";
        if (name.EndsWith("everity", StringComparison.Ordinal))
            return NameOf<Severity>.TryParse(TextOf(value), out _) ? null : "must be one of " + string.Join(", ", NameOf<Severity>.All);
        if (name.EndsWith("At", StringComparison.Ordinal)) return WhyWrongTime(value, known[name] is JsonArray);
        if (known.Parent is { Parent: not null } section && section.GetPropertyName() == "triage" || name.EndsWith("Factor", StringComparison.Ordinal))
            return kind == JsonValueKind.Number && value!.GetValue<double>() is > 0 and <= 1000 ? null : "must be a number above 0, at most 1000";
        if (name == "reviewBelow") return kind == JsonValueKind.Number && value!.GetValue<double>() is >= 0 and <= 1 ? null : "must be a number from 0 to 1";
        if (kind == JsonValueKind.Null && known.Parent is not null && known.GetPropertyName().EndsWith("WorkingHours", StringComparison.Ordinal)) return null;
        return WhyWrongNumber(name, value, kind);
    }

    private static string? WhyWrongNumber(string name, JsonNode? value, JsonValueKind kind)
    {
        var most = name.EndsWith("our", StringComparison.Ordinal) ? 23 : MostDays;
        var least = name is "openHour" or "releaseDayHour" || name.EndsWith("our", StringComparison.Ordinal) || name.EndsWith("Day", StringComparison.Ordinal) ||
                    name is "graceDays" or "hoursAfterLeaving" or "companyMinutes" or "lastDaysBefore" or "immediateADay" or "immediateAWeek" ? 0 : 1;
        var whole = kind == JsonValueKind.Number && value!.AsValue().TryGetValue<int>(out var number) && number >= least && number <= most;
        return whole ? null : $"must be a whole number from {least} to {most}";
    }

    private static string? WhyWrongTime(JsonNode? value, bool isList)
    {
        if (!isList) return IsTime(TextOf(value)) ? null : "must be a local time HH:mm";
        return value is JsonArray { Count: > 0 } list && list.All(t => IsTime(TextOf(t))) ? null : "must be a list of local times HH:mm";
    }

    private static bool IsTime(string? text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string? TextOf(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
