using System.Globalization;

namespace RecallAlerts.Domain.Recalls.Language;

/// <summary>The words that the lexicon and the scorecard know, by their stems. Numbers and years are words of their own.</summary>
internal sealed class Vocabulary
{
    /// <summary>Any number.</summary>
    public const string Number = "#";

    /// <summary>A year, such as 2019.</summary>
    public const string Year = "#year";

    /// <summary>A question mark right before a word: perhaps.</summary>
    public const string Perhaps = "?";

    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly int _number;
    private readonly int _year;
    private Spelling? _spelling;
    private string[]? _texts;

    public Vocabulary()
    {
        _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        (_number, _year) = (Add(Number), Add(Year));
    }

    public int Count => _words.Count;

    /// <summary>The stem of a number.</summary>
    public string Text(int number) => (_texts ??= [.. _words.OrderBy(w => w.Value).Select(w => w.Key)])[number];

    /// <summary>The number of a stem; makes one when it is new.</summary>
    public int Add(string stem)
    {
        if (!_words.TryGetValue(stem, out var number)) _words.Add(stem, number = _words.Count);
        return number;
    }

    /// <summary>The words of a term of the lexicon, as a narrative would be read.</summary>
    public int[] AddAll(string term)
    {
        var numbers = new List<int>();
        foreach (var piece in term.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (piece is Number or Year or Perhaps) numbers.Add(Add(piece));
            else AddWords(piece, numbers);
        }

        return [.. numbers];
    }

    private void AddWords(string piece, List<int> numbers)
    {
        var reader = new WordReader(piece);
        Span<char> plain = stackalloc char[WordReader.LongestWord];
        while (reader.TryRead(plain, out var length, out _, out _, out _)) numbers.Add(Add(plain[..Stemmer.Stem(plain, length)].ToString()));
    }

    /// <summary>After all words are added: misspelt words are found from now on.</summary>
    public void Close() => _spelling = new Spelling(_words);

    /// <summary>The number of a word in plain form; the buffer is changed. -1 when it is not known, also as a misspelling.</summary>
    public int Find(Span<char> plain, int length)
    {
        if (NumberOf(plain[..length]) is var special and >= 0) return special;
        length = Stemmer.Stem(plain, length);
        return _lookup.TryGetValue(plain[..length], out var number) ? number : _spelling?.Find(plain[..length]) ?? -1;
    }

    /// <summary>The word of just this number, where the lexicon names it; otherwise -1.</summary>
    public int FindExact(ReadOnlySpan<char> plain) =>
        !plain.ContainsAnyExceptInRange('0', '9') && _lookup.TryGetValue(plain, out var number) ? number : -1;

    private int NumberOf(ReadOnlySpan<char> plain)
    {
        if (plain.ContainsAnyExceptInRange('0', '9')) return -1;
        return plain.Length == 4 && int.Parse(plain, CultureInfo.InvariantCulture) is >= 1990 and <= 2040 ? _year : _number;
    }
}
