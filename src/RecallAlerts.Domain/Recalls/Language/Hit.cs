namespace RecallAlerts.Domain.Recalls.Language;

/// <summary>An entry of the lexicon that stands in a narrative.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="From">Its first word.</param>
/// <param name="To">The word after its last.</param>
internal readonly record struct Hit(int Entry, int From, int To);
