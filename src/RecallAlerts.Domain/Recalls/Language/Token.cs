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
/// <param name="Before">What stands before it.</param>
internal readonly record struct Token(int Start, int Length, int Word, Gap Before)
{
    public int End => Start + Length;
}
