namespace RecallAlerts.Domain.Recalls.Language;

/// <summary>
/// Finds the one known word that a misspelling is one edit away from: a letter too many, too few, wrong, or two exchanged. The first letter
/// must be right, short words are not guessed at, and a word that could be two known ones is none.
/// </summary>
internal sealed class Spelling
{
    private const int Shortest = 5;
    private const int Several = -2;
    private readonly Dictionary<ulong, int[]> _byDeletion = [];
    private readonly string[] _words;

    /// <param name="words">The known words. The more of them, the fewer words are taken for misspellings of others.</param>
    public Spelling(IReadOnlyDictionary<string, int> words)
    {
        _words = new string[words.Count];
        foreach (var (word, number) in words)
        {
            _words[number] = word;
            if (word.Length < Shortest) continue;
            Add(Hash(word, skip: -1), number);
            for (var i = 1; i < word.Length; i++) Add(Hash(word, i), number);
        }
    }

    /// <summary>The number of the word that was meant; -1 when there is none, or more than one.</summary>
    public int Find(ReadOnlySpan<char> word)
    {
        if (word.Length < Shortest) return -1;
        var found = Meant(word, -1, -1);
        for (var i = 1; i < word.Length && found != Several; i++) found = Meant(word, i, found);
        return found == Several ? -1 : found;
    }

    private int Meant(ReadOnlySpan<char> word, int skip, int found)
    {
        if (!_byDeletion.TryGetValue(Hash(word, skip), out var numbers)) return found;
        foreach (var number in numbers)
        {
            if (number == found || !IsOneEditAway(word, _words[number])) continue;
            if (found >= 0) return Several;
            found = number;
        }

        return found;
    }

    private void Add(ulong hash, int number) =>
        _byDeletion[hash] = _byDeletion.TryGetValue(hash, out var known) ? known.Contains(number) ? known : [.. known, number] : [number];

    // Two words with a common deletion may be two edits apart: what differs is looked at.
    private static bool IsOneEditAway(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var head = a.CommonPrefixLength(b);
        if (head == 0) return false;
        var x = a[head..];
        var y = b[head..];
        if (x.Length == y.Length) return x.Length > 0 && (x[1..].SequenceEqual(y[1..]) || (x.Length > 1 && x[0] == y[1] && x[1] == y[0] && x[2..].SequenceEqual(y[2..])));
        return x.Length + 1 == y.Length ? x.SequenceEqual(y[1..]) : x.Length == y.Length + 1 && x[1..].SequenceEqual(y);
    }

    private static ulong Hash(ReadOnlySpan<char> word, int skip)
    {
        var hash = 14_695_981_039_346_656_037UL;
        for (var i = 0; i < word.Length; i++)
        {
            if (i != skip) hash = (hash ^ word[i]) * 1_099_511_628_211UL;
        }

        return hash;
    }
}
