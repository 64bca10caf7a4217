namespace RecallAlerts.Api.Words;

/// <summary>Names of regions, PDUs and teams: slugs come from outside and are shown as words.</summary>
internal static class PlaceNames
{
    private static readonly string[] Small = ["and", "of", "the"];

    /// <summary>A slug: derby-city is Derby City, east-of-england is East of England.</summary>
    public static string Of(string slug)
    {
        var words = slug.Split('-', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? slug : string.Join(' ', words.Select((w, i) => i > 0 && Small.Contains(w, StringComparer.Ordinal) ? w : Capital(w)));
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
