namespace RecallAlerts.Domain.Recalls.Language;

/// <summary>What an entry does to the words around it (after NegEx and ConText).</summary>
internal enum ModifierKind
{
    /// <summary>Nothing: it is a cue, or a group of words for cues.</summary>
    None,

    /// <summary>Discounts what follows in its scope.</summary>
    Before,

    /// <summary>Discounts what stands before it in its scope.</summary>
    After,

    /// <summary>Discounts its whole clause.</summary>
    Around,

    /// <summary>Discounts what was said of a further offence earlier in its sentence, or where nothing was in the sentence before: the arrest came to nothing.</summary>
    Earlier,

    /// <summary>Ends every scope.</summary>
    Ends,

    /// <summary>Looks like a modifier and is none: no change, not only.</summary>
    Pseudo,
}

/// <summary>One entry of the lexicon: a cue or a group of words, with what it means for a person who reviews it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name, as evidence shows it.</param>
/// <param name="Means">What it means.</param>
/// <param name="Label">The reason that it speaks for; null when it is only a group of words.</param>
/// <param name="About">The reason that it is about, though it speaks for none by itself; the same as the label where it has one.</param>
/// <param name="Modifier">What it does to the words around it.</param>
/// <param name="Discount">Why these do not count.</param>
/// <param name="Phrases">Its terms, as written.</param>
internal sealed record LexiconEntry(
    int Id, string Name, string Means, RecallReason? Label, RecallReason? About, ModifierKind Modifier, Discount? Discount, IReadOnlyList<string> Phrases);
