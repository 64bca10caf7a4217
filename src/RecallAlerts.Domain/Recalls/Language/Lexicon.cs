namespace RecallAlerts.Domain.Recalls.Language;

/// <summary>One part of a phrase: a word, or any word of a group; perhaps after up to three other words.</summary>
/// <param name="Unit">The word, or a group: units are numbered by <see cref="Lexicon"/>.</param>
/// <param name="AfterGap">Whether other words may stand before it.</param>
internal readonly record struct PhrasePart(int Unit, bool AfterGap);

/// <summary>A phrase that refers to groups of words.</summary>
/// <param name="Entry">The entry that it belongs to.</param>
/// <param name="Parts">Its parts.</param>
internal sealed record Frame(int Entry, PhrasePart[] Parts);

/// <summary>A phrase of words only.</summary>
/// <param name="Entry">The entry that it belongs to.</param>
/// <param name="Rest">The words after the first.</param>
internal sealed record Term(int Entry, int[] Rest);

/// <summary>
/// The lexicon, made ready for looking up. Words and entries share one space of numbers, units: first the words, then the entries, then
/// the orders of two reasons.
/// </summary>
internal sealed class Lexicon
{
    /// <summary>The group of words after which a cause follows.</summary>
    public const string Because = "because";

    /// <summary>The group of words before which a cause stands.</summary>
    public const string LeadsTo = "leads-to";

    private const string Gap = "..";
    private readonly Term[][] _terms;
    private readonly Frame[]?[] _frames;

    private Lexicon(LexiconEntry[] entries, int words, Term[][] terms, Frame[]?[] frames) =>
        (Entries, Words, _terms, _frames, BecauseEntry, LeadsToEntry) =
        (entries, words, terms, frames, IdOf(entries, Because), IdOf(entries, LeadsTo));

    /// <summary>All entries.</summary>
    public LexiconEntry[] Entries { get; }

    /// <summary>How many words there are: the first unit that is none.</summary>
    public int Words { get; }

    /// <summary>Makes entries ready; their words are added to the vocabulary, which must then be closed.</summary>
    /// <exception cref="FormatException">A phrase names a group that is not there.</exception>
    public static Lexicon Of(IReadOnlyList<LexiconEntry> entries, Vocabulary vocabulary, IEnumerable<string> moreWords)
    {
        var names = entries.ToDictionary(e => e.Name, e => e.Id, StringComparer.Ordinal);
        var plain = entries.SelectMany(e => e.Phrases.Where(p => !p.Contains('@') && !p.Contains(Gap)).Select(p => (e.Id, Words: vocabulary.AddAll(p)))).ToArray();
        var parts = entries.SelectMany(e => e.Phrases.Where(p => p.Contains('@') || p.Contains(Gap)).Select(p => (e.Id, Parts: Parse(p, names, vocabulary)))).ToArray();
        foreach (var word in moreWords) vocabulary.Add(word);
        var words = vocabulary.Count;
        var terms = new Term[words][];
        foreach (var group in plain.Where(t => t.Words.Length > 0).GroupBy(t => t.Words[0]))
            terms[group.Key] = [.. group.Select(t => new Term(t.Id, t.Words[1..])).OrderByDescending(t => t.Rest.Length).ThenBy(t => t.Entry)];
        var frames = new Frame[]?[words + entries.Count];
        foreach (var group in parts.Select(f => new Frame(f.Id, Array.ConvertAll(f.Parts, p => p.Unit < 0 ? p with { Unit = words + ~p.Unit } : p))).GroupBy(f => f.Parts[0].Unit))
            frames[group.Key] = [.. group];
        return new Lexicon([.. entries], words, terms, frames);
    }

    /// <summary>The unit of an entry.</summary>
    public int UnitOf(int entry) => Words + entry;

    /// <summary>The unit of two reasons that cues of the lexicon speak for, one before the other in the text, or the second as the cause of the first.</summary>
    public int UnitOf(RecallReason first, RecallReason second, bool isCause) =>
        Words + Entries.Length + ((((int)first * RecallReasons.All.Count) + (int)second) * 2) + (isCause ? 1 : 0);

    /// <summary>The entry with <see cref="Because"/>; -1 when the lexicon has none.</summary>
    public int BecauseEntry { get; }

    /// <summary>The entry with <see cref="LeadsTo"/>; -1 when the lexicon has none.</summary>
    public int LeadsToEntry { get; }

    /// <summary>Phrases of words only that begin with a word, the longest first; null when there are none.</summary>
    public Term[]? TermsOf(int word) => _terms[word];

    /// <summary>Phrases that refer to groups and begin with a unit; null when there are none.</summary>
    public Frame[]? FramesOf(int unit) => _frames[unit];

    /// <summary>A unit as people read it.</summary>
    public string Text(int unit, Func<int, string> word)
    {
        if (unit < Words) return word(unit);
        var entry = unit - Words;
        if (entry < Entries.Length) return "@" + Entries[entry].Name;
        return OrderText(entry - Entries.Length);
    }

    /// <summary>The name of the order of two reasons, as the scorecard has it.</summary>
    public static string OrderText(RecallReason first, RecallReason second, bool isCause) =>
        $"@{RecallReasons.Text(first)} {(isCause ? "because of" : "then")} {RecallReasons.Text(second)}";

    private static int IdOf(LexiconEntry[] entries, string name) => Array.FindIndex(entries, e => e.Name == name);

    private static string OrderText(int order) =>
        OrderText((RecallReason)(order / 2 / RecallReasons.All.Count), (RecallReason)(order / 2 % RecallReasons.All.Count), order % 2 == 1);

    private static PhrasePart[] Parse(string phrase, Dictionary<string, int> names, Vocabulary vocabulary)
    {
        var (parts, afterGap) = (new List<PhrasePart>(), false);
        foreach (var piece in phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (piece == Gap) afterGap = true;
            else if (piece[0] == '@') parts.Add(new PhrasePart(~names.GetValueOrDefault(piece[1..], int.MinValue), afterGap));
            else parts.AddRange(vocabulary.AddAll(piece).Select((w, i) => new PhrasePart(w, afterGap && i == 0)));
            if (piece != Gap) afterGap = false;
            if (parts is [.., { Unit: int.MaxValue }]) throw new FormatException($"The lexicon has no group {piece}, which '{phrase}' refers to.");
        }

        return [.. parts];
    }
}
