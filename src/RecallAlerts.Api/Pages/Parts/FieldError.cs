namespace RecallAlerts.Api.Pages.Parts;

/// <summary>What is wrong with a field of a form.</summary>
/// <param name="Field">The id of the field.</param>
/// <param name="Text">What is wrong and what to do.</param>
public sealed record FieldError(string Field, string Text);
