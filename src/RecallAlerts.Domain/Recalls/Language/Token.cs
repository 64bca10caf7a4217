namespace RecallAlerts.Domain.Recalls.Language;

/// <summary>What stands between a word and the one before it.</summary>
internal enum Gap
{
    /// <summary>White space, a hyphen or nothing.</summary>
    None,

    /// <summary>A comma, bracket or quotation mark.</summary>
    Comma,

    /// <summary>A semicolon, colon or dash.</summary>
    Clause,

    /// <summary>The end of a sentence or line, and the beginning of the text.</summary>
    Sentence,
}

/// <summary>One word of a narrative.</summary>
/// <param name="Start">Where it begins, in UTF-16 characters.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Word">Its number in the vocabulary; -1 when it is not there.</param>
/// <param name="Exact">For a number that the lexicon names (84, 21) the number in the vocabulary of just this one; otherwise -1.</param>
/// <param name="Before">What stands before it.</param>
internal readonly record struct Token(int Start, int Length, int Word, int Exact, Gap Before)
{
    public int End => Start + Length;

    /// <summary>Whether it is a word of a phrase: the word itself, or for a number any or just this one.</summary>
    public bool Is(int word) => Word == word || (Exact >= 0 && Exact == word);
}
