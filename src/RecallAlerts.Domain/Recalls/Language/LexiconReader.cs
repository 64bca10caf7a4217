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
            else if (line[0] == '[') entries.Add(ReadHead(line, entries.Count, number));
            else if (entries.Count == 0) throw new FormatException($"Line {number} of the lexicon belongs to no entry.");
            else entries[^1] = With(entries[^1], line);
        }

        return (version, entries);
    }

    private static LexiconEntry ReadHead(string line, int id, int number)
    {
        var end = line.IndexOf(']', StringComparison.Ordinal);
        if (end < 2) throw new FormatException($"Line {number} of the lexicon has no [name].");
        var (name, rest) = (line[1..end], line[(end + 1)..].Trim());
        var entry = new LexiconEntry(id, name, "", null, null, ModifierKind.None, null, []);
        if (rest.Length == 0) return entry;
        if (RecallReasons.TryParse(rest, out var label)) return entry with { Label = label, About = label };
        if (rest.StartsWith(About, StringComparison.Ordinal) && RecallReasons.TryParse(rest[About.Length..], out var about)) return entry with { About = about };
        var (kind, discount) = ReadModifier(rest) ?? throw new FormatException($"Line {number} of the lexicon: '{rest}' is no reason and no modifier.");
        return entry with { Modifier = kind, Discount = discount };
    }

    private static (ModifierKind Kind, Discount? Discount)? ReadModifier(string text)
    {
        if (text == "ends") return (ModifierKind.Ends, null);
        if (text == "pseudo") return (ModifierKind.Pseudo, null);
        if (text.Split(' ') is not [var what, var where] || !Enum.TryParse(where, ignoreCase: true, out ModifierKind kind)) return null;
        return what switch
        {
            "negated" => (kind, Discount.Negated),
            "historic" => (kind, Discount.Historic),
            "hypothetical" => (kind, Discount.Hypothetical),
            "other-person" => (kind, Discount.OtherPerson),
            _ => null,
        };
    }

    private static LexiconEntry With(LexiconEntry entry, string line)
    {
        if (line.StartsWith("means ", StringComparison.Ordinal)) return entry with { Means = line[6..].Trim() };
        var terms = line.StartsWith("terms ", StringComparison.Ordinal) ? line[6..] : line;
        return entry with { Phrases = [.. entry.Phrases, .. terms.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] };
    }
}
