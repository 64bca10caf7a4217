using FsCheck;
using FsCheck.Fluent;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Recalls.Language;

namespace RecallAlerts.Domain.Tests.Recalls;

/// <summary>Texts of every kind: what people write, what it becomes when it is cut and mistyped, and what nobody writes.</summary>
internal static class RecallNarratives
{
    private const int Longest = 20_000;

    private static readonly string[] Written = [.. Judged.Narratives("development", "n.jsonl").Select(n => n.Text)];
    private static readonly string[] Terms = [.. RecallModel.Shipped.Lexicon.Entries.SelectMany(e => e.Phrases)];

    private static readonly string[] Odd =
    [
        "\U0001F3E0", "\ud83c", "\udfe0", "\u0000", "\u0007", "\u200f", "\u202e", "\u05d1\u05d9\u05ea", "\u0628\u064a\u062a", "e\u0301", "\u00df", "\u0130", "\u0131", "\ufb01", "\uff21", "\u0663",
        "?", "?no", "''s", "&", "a&", "&a", "...", "..", "--", "\r\n", "\t", ",", ";", "\u2028", "\u00a0", "\ufeff", "@home", "[x]", "#", "%", "(start)", "\u4f60\u597d", "\u0e01\u0e33",
    ];

    public static IEnumerable<string> Worst =>
    [
        new string('a', Longest), new string(',', Longest), new string(' ', Longest), new string('?', Longest), new string('\ud83c', Longest), new string('\n', Longest),
        Repeated("no "), Repeated("no nfa "), Repeated("ric "), Repeated("poss "), Repeated("?a "), Repeated("a's "), Repeated("1 "), Repeated("flat lost "), Repeated("\U0001F3E0"),
        Repeated("\u05d1\u05d9\u05ea "), Repeated("because nfa since "), new string('a', Longest - 1) + "\ud83c",
    ];

    public static Gen<string> Any => Gen.Frequency(
        (4, Mistyped), (3, Words), (2, Characters), (1, Gen.Elements(Written)), (1, from term in Gen.Elements(Terms) from count in Gen.Choose(1, 60) select Times(term + " ", count)));

    /// <summary>Any text with any recorded reasons and signs.</summary>
    public static Gen<RecallInput> Inputs =>
        from text in Any
        from none in Gen.Choose(0, 20)
        from codes in Gen.SubListOf("FAILED_RESIDE", "POOR_BEHAVIOUR_DRUGS", "POOR_BEHAVIOUR_ALCOHOL", "POOR_BEHAVIOUR_FURTHER_OFFENCE", "BREACH_EXCLUSION_ZONE", "OTHER")
        from signs in Gen.ArrayOf(Sign)
        select new RecallInput(none == 0 ? null : text, [.. codes], [.. signs.Take(5)]);

    private static Gen<TimelineEvidence> Sign =>
        from label in Gen.Elements(RecallReason.Homelessness, RecallReason.SubstanceMisuse, RecallReason.ContinuityFailure)
        from id in Gen.Elements("e1", "e2", null)
        from discounted in Gen.Elements<Discount?>(null, null, null, Discount.Historic)
        select new TimelineEvidence(label, "a-sign", discounted, id);

    // A narrative cut at both ends, with letters lost and their case changed.
    private static Gen<string> Mistyped =>
        from text in Gen.Elements(Written)
        from other in Gen.Elements(Written)
        from start in Gen.Choose(0, text.Length)
        from end in Gen.Choose(start, text.Length)
        from seed in Gen.Choose(1, 1_000_000)
        select Mangled(text[start..end] + other[..Math.Min(other.Length, start)], seed);

    private static Gen<string> Words =>
        from pieces in Gen.ArrayOf(Gen.OneOf(Gen.Elements(Terms), Gen.Elements(Odd), Gen.Elements("no", "but", "he", "was", "since", "because", "?", "not", "brother")))
        from joint in Gen.Elements(" ", " ", ", ", ". ", "", "\n")
        select string.Join(joint, pieces);

    private static Gen<string> Characters => Gen.ArrayOf(Gen.Choose(0, char.MaxValue)).Select(codes => new string([.. codes.Select(c => (char)c)]));

    // Drawn from a number by a simple rule, so that a failure shows again.
    private static string Mangled(string text, int seed) => new([.. text.Select((c, i) => (Char: c, Draw: (int)(((long)seed * (i + 7) * 48_271) % 2_147_483_647 % 40)))
        .Where(x => x.Draw != 0).Select(x => x.Draw < 4 ? char.ToUpperInvariant(x.Char) : x.Draw == 4 ? char.ToLowerInvariant(x.Char) : x.Char)]);

    private static string Repeated(string unit) => Times(unit, Longest / unit.Length);

    private static string Times(string unit, int count) => string.Concat(Enumerable.Repeat(unit, count));
}
