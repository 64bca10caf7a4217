using System.Runtime.InteropServices;

namespace RecallAlerts.Domain.Recalls.Language;

/// <summary>A narrative taken apart: its words, the entries that stand in it, and why some of these do not count.</summary>
internal sealed class Reading
{
    private const int WidestGap = 3;
    private readonly Lexicon _lexicon;
    private readonly List<Token> _tokens;
    private readonly List<Hit> _hits;
    private readonly int[] _firstHit;

    private Reading(Lexicon lexicon, List<Token> tokens)
    {
        (_lexicon, _tokens) = (lexicon, tokens);
        _hits = new List<Hit>(tokens.Count + 8);
        _firstHit = new int[tokens.Count + 1];
    }

    /// <summary>Its words.</summary>
    public ReadOnlySpan<Token> Tokens => CollectionsMarshal.AsSpan(_tokens);

    /// <summary>The entries in it, by their first word.</summary>
    public ReadOnlySpan<Hit> Hits => CollectionsMarshal.AsSpan(_hits);

    /// <summary>Why each entry does not count; null where it does.</summary>
    public Discount?[] Discounts { get; private set; } = [];

    /// <summary>The number of the first entry that begins at a word or after.</summary>
    public int FirstHitAt(int token) => _firstHit[token];

    /// <summary>Reads a narrative.</summary>
    public static Reading Of(string text, Lexicon lexicon, Vocabulary vocabulary)
    {
        var reading = new Reading(lexicon, TokensOf(text, vocabulary));
        for (var i = reading._tokens.Count - 1; i >= 0; i--) reading.FindAt(i);
        reading.PutInOrder();
        if (reading.DropOtherMeanings()) reading.PutInOrder();
        reading.Discounts = Scopes.Discounts(reading, lexicon);
        return reading;
    }

    private static List<Token> TokensOf(string text, Vocabulary vocabulary)
    {
        var reader = new WordReader(text);
        var tokens = new List<Token>((text.Length / 5) + 4);
        Span<char> plain = stackalloc char[WordReader.LongestWord];
        while (reader.TryRead(plain, out var length, out var start, out var end, out var before))
        {
            var exact = vocabulary.FindExact(plain[..length]);
            tokens.Add(new Token(start, end - start, vocabulary.Find(plain, length), exact, before));
        }

        return tokens;
    }

    // From the back, so that what a phrase refers to further on is known already.
    private void FindAt(int i)
    {
        _firstHit[i] = _hits.Count;
        var (word, exact, from) = (_tokens[i].Word, _tokens[i].Exact, _hits.Count);
        if (exact >= 0) FindTerms(exact, i);
        if (word >= 0) FindTerms(word, i);
        var groups = _hits.Count;
        if (word >= 0) FindFrames(word, i, i + 1);
        for (var h = from; h < groups; h++) FindFrames(_lexicon.UnitOf(_hits[h].Entry), i, _hits[h].To);
    }

    private void FindTerms(int word, int i)
    {
        if (_lexicon.TermsOf(word) is not { } terms) return;
        foreach (var term in terms)
        {
            if (Stands(term.Rest, i + 1) && !IsFound(term.Entry, _firstHit[i])) _hits.Add(new Hit(term.Entry, i, i + 1 + term.Rest.Length));
        }
    }

    private bool Stands(int[] words, int at)
    {
        if (at + words.Length > _tokens.Count) return false;
        for (var k = 0; k < words.Length; k++)
        {
            if (!_tokens[at + k].Is(words[k]) || _tokens[at + k].Before >= Gap.Clause) return false;
        }

        return true;
    }

    private bool IsFound(int entry, int from)
    {
        for (var h = from; h < _hits.Count; h++)
        {
            if (_hits[h].Entry == entry) return true;
        }

        return false;
    }

    private void FindFrames(int unit, int i, int end)
    {
        if (_lexicon.FramesOf(unit) is not { } frames) return;
        foreach (var frame in frames)
        {
            if (!IsFound(frame.Entry, _firstHit[i]) && EndOf(frame.Parts, 1, end) is var to and > 0) _hits.Add(new Hit(frame.Entry, i, to));
        }
    }

    // Where the rest of a phrase ends; 0 when it does not stand here.
    private int EndOf(PhrasePart[] parts, int next, int at)
    {
        if (next == parts.Length) return at;
        var (part, last) = (parts[next], at + (parts[next].AfterGap ? WidestGap : 0));
        for (var i = at; i <= last && i < _tokens.Count && _tokens[i].Before < (i == at ? Gap.Clause : Gap.Comma); i++)
        {
            if (part.Unit < _lexicon.Words)
            {
                if (_tokens[i].Is(part.Unit) && EndOf(parts, next + 1, i + 1) is var end and > 0) return end;
            }
            else if (EndOfGroup(parts, next, i) is var end and > 0) return end;
        }

        return 0;
    }

    private int EndOfGroup(PhrasePart[] parts, int next, int i)
    {
        var entry = parts[next].Unit - _lexicon.Words;
        for (var h = _firstHit[i]; h < _hits.Count && _hits[h].From == i; h++)
        {
            if (_hits[h].Entry == entry && EndOf(parts, next + 1, _hits[h].To) is var end and > 0) return end;
        }

        return 0;
    }

    // NFA in "NFA by police" is no address.
    private bool DropOtherMeanings()
    {
        var others = _hits.FindAll(hit => _lexicon.Entries[hit.Entry].About == RecallReason.Homelessness && IsInside(hit));
        if (others.Count > 0) _hits.RemoveAll(others.Contains);
        return others.Count > 0;
    }

    private bool IsInside(Hit hit)
    {
        for (var h = _firstHit[Math.Max(0, hit.From - WidestGap - 2)]; h < _hits.Count && _hits[h].From <= hit.From; h++)
        {
            if (_lexicon.Entries[_hits[h].Entry].Modifier == ModifierKind.Earlier && _hits[h].To >= hit.To && _hits[h].To - _hits[h].From > hit.To - hit.From) return true;
        }

        return false;
    }

    private void PutInOrder()
    {
        _hits.Sort(static (a, b) => a.From != b.From ? a.From.CompareTo(b.From) : a.Entry != b.Entry ? a.Entry.CompareTo(b.Entry) : a.To.CompareTo(b.To));
        for (int i = 0, h = 0; i <= _tokens.Count; i++)
        {
            while (h < _hits.Count && _hits[h].From < i) h++;
            _firstHit[i] = h;
        }
    }
}
