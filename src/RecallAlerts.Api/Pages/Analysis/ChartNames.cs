namespace RecallAlerts.Api.Pages.Analysis;

/// <summary>Names of regions and reasons on charts: slugs come from outside and are shown as words.</summary>
internal static class ChartNames
{
    private static readonly string[] Small = ["and", "of", "the"];

    /// <summary>A region: east-of-england is East of England.</summary>
    public static string Region(string slug)
    {
        var words = slug.Split('-', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? slug : string.Join(' ', words.Select((w, i) => i > 0 && Small.Contains(w, StringComparer.Ordinal) ? w : Capital(w)));
    }

    /// <summary>A sentence's first letter.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
