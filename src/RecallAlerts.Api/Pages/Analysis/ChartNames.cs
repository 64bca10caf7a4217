namespace RecallAlerts.Api.Pages.Analysis;

/// <summary>Names on charts.</summary>
internal static class ChartNames
{
    /// <summary>A sentence's first letter.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
