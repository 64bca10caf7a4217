using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RecallAlerts.Domain.Policies;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Policies;

/// <summary>
/// Reads policy documents. A document is laid over the default one, so it names only what differs; a name or a value that the
/// default does not know is refused, each by its path.
/// </summary>
public static class PolicyDocument
{
    /// <summary>The path of a problem of the document as a whole.</summary>
    public const string Whole = "(document)";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new NamedEnumConverter<Severity>() },
        RespectRequiredConstructorParameters = true,
    };

    private static readonly JsonDocumentOptions EachNameOnce = new() { AllowDuplicateProperties = false };

    private static readonly Lazy<PolicySet> Shipped = new(() => Load("{}"));

    /// <summary>The policy that ships: every number of rules.md and alerts.md.</summary>
    public static PolicySet Default => Shipped.Value;

    /// <summary>Reads and validates a document.</summary>
    /// <exception cref="InvalidPolicyException">A value is wrong; every wrong value is named.</exception>
    public static PolicySet Load(string json)
    {
        var document = Parse(json);
        var overlay = new PolicyOverlay();
        var general = overlay.Lay(document, DefaultDocument(), path: "");
        var regions = Regions(document, general, overlay);
        if (overlay.Problems.Count > 0) throw new InvalidPolicyException(overlay.Problems);
        return new PolicySet(Read(general), regions.ToDictionary(r => r.Region, r => Read(r.Document), StringComparer.Ordinal));
    }

    /// <summary>A policy as a document that names everything.</summary>
    internal static JsonObject Write(Policy policy) => JsonSerializer.SerializeToNode(policy, Options)!.AsObject();

    private static JsonObject Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: EachNameOnce) as JsonObject ?? throw NotAnObject("it is not a JSON object");
        }
        catch (JsonException e)
        {
            throw NotAnObject(Where(e));
        }
    }

    // The parser counts from 0, and does not say where a name stands twice.
    private static string Where(JsonException e) => e is { LineNumber: { } line, BytePositionInLine: { } position }
        ? $"it cannot be read as JSON at line {line + 1}, position {position + 1}: look there and just before for a comma, quotation mark or bracket that is missing or too many"
        : "it cannot be read as JSON: look for a name that stands twice in one object";

    private static InvalidPolicyException NotAnObject(string why) => new([new PolicyProblem(Whole, why)]);

    private static JsonObject DefaultDocument()
    {
        using var stream = typeof(PolicyDocument).Assembly.GetManifestResourceStream("default-policy.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }

    private static List<(string Region, JsonObject Document)> Regions(JsonObject document, JsonObject general, PolicyOverlay overlay)
    {
        var regions = new List<(string, JsonObject)>();
        if (document["regions"] is not JsonObject differences)
        {
            if (document.ContainsKey("regions")) overlay.Problems.Add(new PolicyProblem("regions", "must be an object"));
            return regions;
        }

        foreach (var (region, difference) in differences)
        {
            if (difference is JsonObject named) regions.Add((region, overlay.Lay(named, general, $"regions.{region}.")));
            else overlay.Problems.Add(new PolicyProblem($"regions.{region}", "must be an object"));
        }

        return regions;
    }

    private static Policy Read(JsonObject document) => document.Deserialize<Policy>(Options)!;

    private sealed class NamedEnumConverter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            NameOf<T>.TryParse(reader.GetString(), out var value) ? value : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(NameOf<T>.Text(value));
    }
}
