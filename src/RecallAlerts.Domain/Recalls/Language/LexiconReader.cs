using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Recalls.Language;

/// <summary>
/// Reads the text of a lexicon. An entry begins with [name], perhaps followed by the reason that it speaks for or by what it does
/// ("negated before"); then lines "means ..." and "terms ..." with terms separated by commas, going on over indented lines. # begins a remark.
/// </summary>
internal static class LexiconReader
{
    private const string Version = "version ";
    private const string About = "about ";

    /// <summary>Reads the entries and the version.</summary>
    /// <exception cref="FormatException">A line is none of the above; it is named.</exception>
    public static (string Version, List<LexiconEntry> Entries) Read(IEnumerable<string> lines)
    {
        var (version, entries, number) = ("", new List<LexiconEntry>(), 0);
        foreach (var raw in lines)
        {
            number++;
            var line = raw.AsSpan().Trim().ToString();
            if (line.Length == 0 || line[0] == '#') continue;
            if (line.StartsWith(Version, StringComparison.Ordinal)) version = line[Version.Length..];
            else if (line[0] == '[') entries.Add(ReadHead(line, entries, number));
            else if (entries.Count == 0) throw new FormatException($"Line {number} of the lexicon belongs to no entry.");
            else entries[^1] = With(entries[^1], line, number, char.IsWhiteSpace(raw[0]));
        }

        return (version, entries);
    }

    private static LexiconEntry ReadHead(string line, List<LexiconEntry> before, int number)
    {
        var end = line.IndexOf(']', StringComparison.Ordinal);
        if (end < 2) throw new FormatException($"Line {number} of the lexicon has no [name].");
        var (name, rest) = (line[1..end], line[(end + 1)..].Trim());
        if (before.Exists(e => e.Name == name)) throw new FormatException($"Line {number} of the lexicon: [{name}] is there already.");
        var entry = new LexiconEntry(before.Count, name, "", null, null, ModifierKind.None, null, []);
        if (rest.Length == 0) return entry;
        if (RecallReasons.TryParse(rest, out var label)) return entry with { Label = label, About = label };
        if (rest.StartsWith(About, StringComparison.Ordinal) && RecallReasons.TryParse(rest[About.Length..], out var about)) return entry with { About = about };
        var (kind, discount) = ReadModifier(rest) ?? throw new FormatException($"Line {number} of the lexicon: '{rest}' is no reason and no modifier.");
        return entry with { Modifier = kind, Discount = discount };
    }

    private static (ModifierKind Kind, Discount? Discount)? ReadModifier(string text) => text.Split(' ') switch
    {
        ["ends"] => (ModifierKind.Ends, null),
        ["pseudo"] => (ModifierKind.Pseudo, null),
        [var what, var where] when NameOf<Discount>.TryParse(what, out var discount) && KindOf(where) is { } kind => (kind, discount),
        _ => null,
    };

    private static ModifierKind? KindOf(string where) => where switch
    {
        "before" => ModifierKind.Before,
        "after" => ModifierKind.After,
        "around" => ModifierKind.Around,
        "earlier" => ModifierKind.Earlier,
        _ => null,
    };

    private static LexiconEntry With(LexiconEntry entry, string line, int number, bool goesOn)
    {
        if (line.StartsWith("means ", StringComparison.Ordinal)) return entry with { Means = line[6..].Trim() };
        var isTerms = line.StartsWith("terms ", StringComparison.Ordinal);
        if (!isTerms && !(goesOn && entry.Phrases.Count > 0)) throw new FormatException($"Line {number} of the lexicon is neither means nor terms.");
        var terms = (isTerms ? line[6..] : line).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return entry with { Phrases = [.. entry.Phrases, .. terms] };
    }
}
