namespace RecallAlerts.Domain.Recalls.Language;

/// <summary>
/// Takes a text apart into words. Any text will do: what is no letter or digit of any script only separates.
/// </summary>
internal ref struct WordReader(ReadOnlySpan<char> text)
{
    /// <summary>Longer words are cut for looking up: none in the vocabulary is longer.</summary>
    public const int LongestWord = 24;

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;
    private Gap _gap = Gap.Sentence;

    /// <summary>Reads the next word into a buffer of <see cref="LongestWord"/> in its plain form; false at the end.</summary>
    public bool TryRead(scoped Span<char> plain, out int length, out int start, out int end, out Gap before)
    {
        length = start = end = 0;
        before = Gap.None;
        if (!SkipToWord()) return false;
        (start, before, _gap) = (_at, _gap, Gap.None);
        if (_text[_at] == '?') plain[length++] = _text[_at++];
        else length = ReadWord(plain);
        end = _at;
        return true;
    }

    private bool SkipToWord()
    {
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (char.IsLetterOrDigit(c)) return true;
            // A question mark right before a word means "perhaps".
            if (c == '?' && _gap != Gap.None && IsWordAt(_at + 1)) return true;
            if (c == '?' && (_at == 0 || char.IsWhiteSpace(_text[_at - 1])) && IsWordAt(_at + 1)) return true;
            Widen(GapOf(c));
            _at++;
        }

        return false;
    }

    private int ReadWord(scoped Span<char> plain)
    {
        var (length, start) = (0, _at);
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (char.IsLetterOrDigit(c)) length = Add(plain, length, char.ToLowerInvariant(c));
            else if (!IsInside(c)) break;
            else if (c == '&') length = Add(plain, length, c);
            _at++;
        }

        return WithoutPossessive(plain, length, start);
    }

    private static int Add(scoped Span<char> plain, int length, char c)
    {
        if (length < LongestWord) plain[length++] = c;
        return length;
    }

    // mum's is mum, and he's is he.
    private readonly int WithoutPossessive(scoped Span<char> plain, int length, int start) =>
        length > 1 && _at - start > 2 && plain[length - 1] == 's' && IsApostrophe(_text[_at - 2]) ? length - 1 : length;

    private readonly bool IsInside(char c) => (IsApostrophe(c) || c == '&') && IsWordAt(_at + 1) && _at > 0 && char.IsLetterOrDigit(_text[_at - 1]);

    private readonly bool IsWordAt(int i) => i < _text.Length && char.IsLetterOrDigit(_text[i]);

    private static bool IsApostrophe(char c) => c is '\'' or '\u2019';

    private void Widen(Gap gap) => _gap = gap > _gap ? gap : _gap;

    // 9.15 and s.20 are one; "address.Using" is two sentences.
    private readonly bool IsInsideAWord() => IsWordAt(_at + 1) && _at > 0 && char.IsLetterOrDigit(_text[_at - 1]) &&
        !(char.IsLower(_text[_at - 1]) && char.IsUpper(_text[_at + 1]));

    private readonly Gap GapOf(char c) => c switch
    {
        '.' => IsInsideAWord() ? Gap.None : Gap.Sentence,
        '\u2026' or '!' or '?' or '\n' or '\r' => Gap.Sentence,
        ';' or ':' or '\u2013' or '\u2014' or '>' => Gap.Clause,
        '-' => _at > 0 && char.IsWhiteSpace(_text[_at - 1]) ? Gap.Clause : Gap.None,
        ',' or '(' or ')' or '"' or '\u201c' or '\u201d' => Gap.Comma,
        _ => Gap.None,
    };
}
