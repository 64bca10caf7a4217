namespace RecallAlerts.Application.Messages;

/// <summary>PDUs as words. Slugs come from outside, so only letters and digits pass: no line break, no link.</summary>
internal static class PduWords
{
    private const int MostNamed = 3;

    private static readonly string[] Small = ["and", "of", "the", "upon"];

    public static string Of(IReadOnlyList<string> slugs)
    {
        var names = slugs.Select(Name).Where(n => n.Length > 0).ToArray();
        if (names.Length > MostNamed) return $"{string.Join(", ", names[..(MostNamed - 1)])} and {names.Length - MostNamed + 1} more";
        return names.Length switch
        {
            0 => "your area",
            1 => names[0],
            _ => $"{string.Join(", ", names[..^1])} and {names[^1]}",
        };
    }

    private static string Name(string slug)
    {
        var letters = string.Concat(slug.Select(c => char.IsLetterOrDigit(c) ? c : ' '));
        return string.Join(' ', letters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Capitalised));
    }

    private static string Capitalised(string word, int place) =>
        place > 0 && Small.Contains(word, StringComparer.Ordinal) ? word : char.ToUpperInvariant(word[0]) + word[1..];
}
