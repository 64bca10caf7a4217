using RecallAlerts.Api.Words;
using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Api.Pages.Recalls;

/// <summary>A piece of a narrative.</summary>
/// <param name="Text">The words, as they were written.</param>
/// <param name="IsEvidence">Whether it is part of any evidence at all.</param>
/// <param name="Counts">Whether some of that counts.</param>
/// <param name="Labels">What the evidence that ends with this piece is, in words: for who does not see the colours.</param>
public sealed record NarrativePiece(string Text, bool IsEvidence, bool Counts, IReadOnlyList<string> Labels);

/// <summary>Cuts a narrative where evidence begins and ends: what overlaps is cut where it does, and all pieces together are the narrative.</summary>
internal static class Highlighting
{
    public static IReadOnlyList<NarrativePiece> Of(string narrative, IEnumerable<RecallEvidence> evidence)
    {
        NarrativeEvidence[] spans = [.. evidence.OfType<NarrativeEvidence>().Where(e => e.Start >= 0 && e.Length > 0 && e.Start <= narrative.Length - e.Length)];
        int[] cuts = [.. spans.SelectMany(e => (int[])[e.Start, End(e)]).Append(0).Append(narrative.Length).Where(at => !IsWithinCharacter(narrative, at)).Distinct().Order()];
        return [.. cuts.Zip(cuts.Skip(1)).Select(x => Piece(narrative, x.First, x.Second, spans))];
    }

    private static NarrativePiece Piece(string narrative, int from, int until, NarrativeEvidence[] spans)
    {
        var over = Array.FindAll(spans, e => e.Start < until && End(e) > from);
        var ending = over.Where(e => End(e) <= until).OrderBy(e => e.Start).ThenBy(e => e.Label).Select(LabelOf).Distinct(StringComparer.Ordinal);
        return new NarrativePiece(narrative[from..until], over.Length > 0, Array.Exists(over, e => e.Discounted is null), [.. ending]);
    }

    private static string LabelOf(NarrativeEvidence e) => e.Discounted is { } why ? $"{RecallWords.Of(e.Label)}, does not count: {RecallWords.Of(why)}" : RecallWords.Of(e.Label);

    private static int End(NarrativeEvidence e) => e.Start + e.Length;

    // A character of two halves is never cut.
    private static bool IsWithinCharacter(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]);
}
