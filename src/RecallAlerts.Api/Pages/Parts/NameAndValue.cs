namespace RecallAlerts.Api.Pages.Parts;

/// <summary>Something that is known.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">How it stands.</param>
public sealed record NameAndValue(string Name, string Value);
