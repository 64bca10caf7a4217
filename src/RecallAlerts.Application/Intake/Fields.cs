using System.Globalization;
using System.Text.Json;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Intake;

/// <summary>
/// Reads the fields of one JSON object and keeps the first problem; after a problem the values are of no use.
/// </summary>
/// <param name="element">The object.</param>
/// <param name="path">Where it stands, with a dot at the end; empty for the whole.</param>
/// <param name="limits">The instants that are accepted.</param>
internal sealed class Fields(JsonElement element, string path, InstantLimits limits)
{
    public const int LongestText = 200;
    private const int MostCodes = 20;
    private static readonly System.Buffers.SearchValues<char> CapitalsAndUnderscore = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_");

    public Problem? Problem { get; private set; }

    public bool Has(string name) => element.TryGetProperty(name, out _);

    public bool IsNull(string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Null;

    public string Text(string name, int longest = LongestText)
    {
        var text = OptionalText(name, longest);
        if (text is null && Problem is null) Fail(ProblemType.MissingField, name, "is required");
        return text ?? "";
    }

    public string? OptionalText(string name, int longest = LongestText)
    {
        if (!TryGet(name, out var value)) return null;
        var text = TextOf(value);
        if (string.IsNullOrWhiteSpace(text) || text.Length > longest) return Fail<string>(name, $"must be a text of 1 to {longest} characters");
        return text;
    }

    public Instant Instant(string name) => OptionalInstant(name) ?? Missing<Instant>(name);

    public Instant? OptionalInstant(string name)
    {
        if (OptionalText(name) is not { } text) return null;
        if (Domain.Calendar.Instant.TryParse(text, out var instant)) return InRange(name, instant);
        if (Domain.Calendar.Instant.TryParse(text + "Z", out _)) Fail(ProblemType.InstantWithoutOffset, name, "must have an offset or Z");
        else Fail(ProblemType.InvalidField, name, "must be an instant such as 2026-06-02T09:00:00Z");
        return null;
    }

    public DateOnly Date(string name) => OptionalDate(name) ?? Missing<DateOnly>(name);

    public DateOnly? OptionalDate(string name)
    {
        if (OptionalText(name) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 2000 and < 2100)
            return date;
        Fail(ProblemType.InvalidField, name, "must be a date yyyy-MM-dd from 2000 to 2099");
        return null;
    }

    public T Named<T>(string name)
        where T : struct, Enum => NameOf<T>.TryParse(Text(name), out var value) ? value : Unknown<T>(name, NameOf<T>.All);

    public string OneOf(string name, IReadOnlyCollection<string> known)
    {
        var text = Text(name);
        return known.Contains(text) ? text : Unknown<string>(name, known) ?? "";
    }

    public IReadOnlyList<T> NamedList<T>(string name, params T[] allowed)
        where T : struct, Enum
    {
        if (!TryGet(name, out var list)) return [];
        if (list.ValueKind != JsonValueKind.Array) return Fail<T[]>(name, "must be a list") ?? [];
        var values = new SortedSet<T>();
        foreach (var item in list.EnumerateArray())
        {
            var text = TextOf(item);
            if (!NameOf<T>.TryParse(text, out var value) || !allowed.Contains(value)) Unknown<T>(name, allowed.Select(NameOf<T>.Text).ToArray());
            values.Add(value);
        }

        return [.. values];
    }

    /// <summary>Texts of a list of at least one, none blank at its ends: one that is misspelt so would silently mean nobody.</summary>
    public IReadOnlyList<string> Texts(string name, int most, int longest)
    {
        if (!TryGet(name, out var list)) return Missing(name);
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() < 1 || list.GetArrayLength() > most)
            return Fail<string[]>(name, $"must be a list of 1 to {most} texts") ?? [];
        string[] texts = [.. list.EnumerateArray().Select(TextOf).OfType<string>().Where(t => t.Length > 0 && t.Length <= longest && t.Trim() == t)];
        return texts.Length == list.GetArrayLength() ? texts : Fail<string[]>(name, $"must hold texts of 1 to {longest} characters without blanks at their ends") ?? [];
    }

    /// <summary>Values of a list that is known, without repeats, in the order of that list.</summary>
    public IReadOnlyList<string> SomeOf(string name, IReadOnlyList<string> known)
    {
        if (!TryGet(name, out var list)) return [];
        if (list.ValueKind != JsonValueKind.Array) return Fail<string[]>(name, "must be a list") ?? [];
        var given = list.EnumerateArray().Select(TextOf).ToHashSet(StringComparer.Ordinal);
        return given.IsSubsetOf(known!) ? [.. known.Where(given.Contains)] : Unknown<string[]>(name, known) ?? [];
    }

    /// <summary>
    /// Codes in capitals joined by underscores, without repeats, in the order given. The list of the source is open (recall-reasons.md), but a
    /// code with a digit is refused: it could be a CRN, and these go into exports.
    /// </summary>
    public IReadOnlyList<string> CapitalCodes(string name)
    {
        if (!TryGet(name, out var list)) return [];
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MostCodes)
            return Fail<string[]>(name, $"must be a list of at most {MostCodes} codes") ?? [];
        var codes = new List<string>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            var code = TextOf(item);
            if (!IsCapitalCode(code)) return Fail<string[]>(name, "must hold codes in capital letters and underscores") ?? [];
            if (!codes.Contains(code!)) codes.Add(code!);
        }

        return codes;
    }

    private static bool IsCapitalCode(string? code) =>
        code is { Length: > 0 and <= 60 } && !code.AsSpan().ContainsAnyExcept(CapitalsAndUnderscore) && code[0] != '_' && code[^1] != '_';

    public bool Flag(string name)
    {
        if (!TryGet(name, out var value)) return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Fail(ProblemType.InvalidField, name, "must be true or false");
        return value.ValueKind == JsonValueKind.True;
    }

    public int? OptionalNumber(string name, int least, int most)
    {
        if (!TryGet(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most) return number;
        Fail(ProblemType.InvalidField, name, $"must be a whole number from {least} to {most}");
        return null;
    }

    public void Fail(ProblemType type, string name, string reason) => Problem ??= new Problem(type, path + name, reason);

    // Half a surrogate pair is JSON, and no text.
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private bool TryGet(string name, out JsonElement value) =>
        element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private Instant? InRange(string name, Instant instant)
    {
        if (limits.Contains(instant)) return instant;
        Fail(ProblemType.InstantOutOfRange, name, "must not be before 2000 nor more than two years ahead");
        return null;
    }

    private T? Fail<T>(string name, string reason)
    {
        Fail(ProblemType.InvalidField, name, reason);
        return default;
    }

    private string[] Missing(string name)
    {
        Fail(ProblemType.MissingField, name, "is required");
        return [];
    }

    private T Missing<T>(string name)
        where T : struct
    {
        Fail(ProblemType.MissingField, name, "is required");
        return default;
    }

    private T? Unknown<T>(string name, IEnumerable<string> known)
    {
        Fail(ProblemType.UnknownCode, name, "must be one of " + string.Join(", ", known));
        return default;
    }
}
