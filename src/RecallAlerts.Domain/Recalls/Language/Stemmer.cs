namespace RecallAlerts.Domain.Recalls.Language;

/// <summary>
/// Brings the forms of a word together: evicted, evicting and eviction are one. A light stemmer: it need not make words, only the same
/// letters of words that belong together, and it is the same for the lexicon and for a narrative.
/// </summary>
internal static class Stemmer
{
    private const int Shortest = 3;

    private static readonly (string Ending, string Instead, int Least)[] Endings =
    [
        ("ations", "at", 3), ("ation", "at", 3), ("ingly", "", 3), ("edly", "", 3), ("sses", "ss", 2), ("ions", "", 4), ("ion", "", 4), ("ings", "", 3),
        ("ied", "y", 2), ("ies", "y", 2), ("ing", "", 3), ("ed", "", 3), ("ly", "", 4), ("es", "e", 3), ("s", "", 3),
    ];

    /// <summary>Shortens a word in lower case in place; answers its new length.</summary>
    public static int Stem(Span<char> word, int length)
    {
        if (length <= Shortest) return length;
        foreach (var (ending, instead, least) in Endings)
        {
            if (length - ending.Length < least || !word[..length].EndsWith(ending)) continue;
            if (ending == "s" && word[length - 2] is 's' or 'u' or 'i') break;
            length = length - ending.Length + instead.Length;
            instead.CopyTo(word[(length - instead.Length)..]);
            if (ending[0] is 'i' or 'e' && instead.Length == 0) length = Single(word, length);
            break;
        }

        return length > Shortest && word[length - 1] == 'e' ? length - 1 : length;
    }

    // stopp(ed) is stop, but roll(ed) and miss(ed) are whole.
    private static int Single(Span<char> word, int length) =>
        length > Shortest && word[length - 1] == word[length - 2] && word[length - 1] is not ('l' or 's' or 'z' or 'f' or 'e' or 'o') ? length - 1 : length;
}
