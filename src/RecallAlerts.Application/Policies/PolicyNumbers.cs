using System.Text.Json.Nodes;

namespace RecallAlerts.Application.Policies;

/// <summary>A value of a policy by its name.</summary>
/// <param name="Path">Its name, as a document writes it: rules.noContact.graceDays.</param>
/// <param name="Value">Its value, as a document writes it; "never" where it has none.</param>
public sealed record PolicyNumber(string Path, string Value);

/// <summary>A value that differs.</summary>
/// <param name="Path">Its name.</param>
/// <param name="Before">What it is otherwise.</param>
/// <param name="Now">What it is.</param>
public sealed record PolicyDifference(string Path, string Before, string Now);

/// <summary>The values of a policy by name, so that people can read what is in force.</summary>
public static class PolicyNumbers
{
    /// <summary>The path of the version.</summary>
    public const string Version = "version";

    private const string Never = "never";

    /// <summary>Every value, in the order of the document.</summary>
    public static IReadOnlyList<PolicyNumber> Of(Domain.Policies.Policy policy)
    {
        var numbers = new List<PolicyNumber>();
        Add(PolicyDocument.Write(policy), "", numbers);
        return numbers;
    }

    /// <summary>Where a policy says something else than another.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="other">What it is compared with.</param>
    public static IReadOnlyList<PolicyDifference> Differences(Domain.Policies.Policy policy, Domain.Policies.Policy other)
    {
        var before = Of(other).ToDictionary(n => n.Path, n => n.Value, StringComparer.Ordinal);
        return [.. Of(policy).Where(n => before[n.Path] != n.Value).Select(n => new PolicyDifference(n.Path, before[n.Path], n.Value))];
    }

    private static void Add(JsonNode? node, string path, List<PolicyNumber> numbers)
    {
        if (node is JsonObject inner)
        {
            foreach (var (name, value) in inner) Add(value, path.Length == 0 ? name : $"{path}.{name}", numbers);
        }
        else
        {
            numbers.Add(new PolicyNumber(path, node is JsonArray list ? string.Join(", ", list.Select(Text)) : Text(node)));
        }
    }

    // Times of day have no seconds in a document.
    private static string Text(JsonNode? node)
    {
        var text = node?.ToString() ?? Never;
        return TimeOnly.TryParseExact(text, "HH:mm:ss", out var time) ? time.ToString("HH:mm") : text;
    }
}
