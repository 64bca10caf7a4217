using System.Globalization;
using System.Text.Json;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Intake.Hmpps;

/// <summary>Reads whom an HMPPS domain event is about: personReference.identifiers, and for prison events additionalInformation.nomsNumber.</summary>
internal static class HmppsPerson
{
    private const string List = "personReference.identifiers";

    public static (Crn? Crn, NomsNumber? Noms) Read(JsonElement root, Fields f)
    {
        Crn? crn = null;
        NomsNumber? noms = null;
        var at = 0;
        foreach (var item in IdentifiersOf(root, f))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{List}[{at++}]");
            if (item.ValueKind != JsonValueKind.Object) f.Fail(ProblemType.InvalidField, name, "must be an object with type and value");
            else if (TypeOf(item) == "CRN") crn = Same(crn, ReadCrn(item, name, f), name, f);
            else if (TypeOf(item) == "NOMS") noms = Same(noms, ReadNoms(item, name, f), name, f);
        }

        return (crn, noms ?? InAdditionalInformation(root, f));
    }

    private static IEnumerable<JsonElement> IdentifiersOf(JsonElement root, Fields f)
    {
        if (!f.Has("personReference") || f.IsNull("personReference")) return [];
        var reference = root.GetProperty("personReference");
        if (reference.ValueKind == JsonValueKind.Object)
        {
            if (!reference.TryGetProperty("identifiers", out var list) || list.ValueKind == JsonValueKind.Null) return [];
            if (list.ValueKind == JsonValueKind.Array) return list.EnumerateArray();
        }

        f.Fail(ProblemType.InvalidField, List, "must be a list");
        return [];
    }

    private static string? TypeOf(JsonElement item) => new Fields(item, "", InstantLimits.None).OptionalText("type");

    private static Crn? ReadCrn(JsonElement item, string name, Fields f)
    {
        if (Crn.TryParse(new Fields(item, "", InstantLimits.None).OptionalText("value"), out var crn)) return crn;
        f.Fail(ProblemType.InvalidCrn, $"{name}.value", "must be a capital letter and six digits");
        return null;
    }

    private static NomsNumber? ReadNoms(JsonElement item, string name, Fields f)
    {
        if (NomsNumber.TryParse(new Fields(item, "", InstantLimits.None).OptionalText("value"), out var number)) return number;
        f.Fail(ProblemType.InvalidNomsNumber, $"{name}.value", "must be a capital letter, four digits and two capital letters");
        return null;
    }

    // Of two people nobody can say which is meant.
    private static T? Same<T>(T? known, T? read, string name, Fields f)
        where T : struct, IEquatable<T>
    {
        if (known is { } before && read is { } now && !before.Equals(now)) f.Fail(ProblemType.InvalidField, name, "names another person than the one before");
        return read;
    }

    private static NomsNumber? InAdditionalInformation(JsonElement root, Fields f)
    {
        if (!root.TryGetProperty("additionalInformation", out var more) || more.ValueKind != JsonValueKind.Object) return null;
        if (new Fields(more, "", InstantLimits.None).OptionalText("nomsNumber") is not { } text) return null;
        if (NomsNumber.TryParse(text, out var number)) return number;
        f.Fail(ProblemType.InvalidNomsNumber, "additionalInformation.nomsNumber", "must be a capital letter, four digits and two capital letters");
        return null;
    }
}
