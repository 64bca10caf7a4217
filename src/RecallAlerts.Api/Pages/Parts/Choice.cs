namespace RecallAlerts.Api.Pages.Parts;

/// <summary>One of several.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Text">What is shown.</param>
public sealed record Choice(string Value, string Text)
{
    /// <summary>More about it; null when nothing more is said.</summary>
    public string? Hint { get; init; }
}
