namespace RecallAlerts.Domain.Recalls.Language;

/// <summary>
/// Which words stand in the scope of a modifier (after NegEx and ConText). A scope ends at the end of its clause, at a word that ends scopes (but,
/// since, now), and after some words.
/// </summary>
internal sealed class Scopes
{
    private const int WordsOfNegation = 7;
    private const int WordsOfPast = 4;
    private const int MostWords = 40;
    private const int WordsBack = 7;
    private readonly Reading _reading;
    private readonly Lexicon _lexicon;
    private readonly Discount?[] _all;
    private readonly bool[] _others;
    private readonly bool[] _cameToNothing;

    private Scopes(Reading reading, Lexicon lexicon)
    {
        (_reading, _lexicon) = (reading, lexicon);
        (_all, _others, _cameToNothing) = (new Discount?[reading.Tokens.Length], new bool[reading.Tokens.Length], new bool[reading.Tokens.Length]);
    }

    /// <summary>For each entry in a reading why it does not count; null where it does.</summary>
    public static Discount?[] Discounts(Reading reading, Lexicon lexicon)
    {
        var discounts = new Discount?[reading.Hits.Length];
        var scopes = new Scopes(reading, lexicon);
        if (!scopes.MarkAll()) return discounts;
        for (var h = 0; h < discounts.Length; h++)
        {
            if (lexicon.Entries[reading.Hits[h].Entry].About is { } about) discounts[h] = scopes.Why(reading.Hits[h], about);
        }

        return discounts;
    }

    private Discount? Why(Hit hit, RecallReason about)
    {
        if (_all[hit.From] is { } why) return why;
        if (about == RecallReason.FurtherOffence && _cameToNothing[hit.From]) return Discount.Negated;
        // That somebody else puts a person out, or loses the file, is about the person all the same.
        return about is RecallReason.SubstanceMisuse or RecallReason.FurtherOffence && _others[hit.From] ? Discount.OtherPerson : null;
    }

    private bool MarkAll()
    {
        var any = false;
        for (var h = 0; h < _reading.Hits.Length; h++)
        {
            var hit = _reading.Hits[h];
            var entry = _lexicon.Entries[hit.Entry];
            if (entry.Discount is not { } discount || IsPartOfALongerOne(hit, entry.Modifier)) continue;
            any = true;
            if (entry.Modifier == ModifierKind.Earlier) Mark(_cameToNothing, StartOfArrest(hit.From), hit.To);
            else Mark(hit, entry.Modifier, discount);
        }

        return any;
    }

    private void Mark(Hit hit, ModifierKind kind, Discount discount)
    {
        var from = kind == ModifierKind.Before ? hit.To : Back(hit.From);
        var to = kind == ModifierKind.After ? hit.From : Forth(hit.To, hit.To + WordsOf(kind, discount), discount);
        if (discount == Discount.OtherPerson) Mark(_others, from, to);
        for (var i = from; i < to && discount != Discount.OtherPerson; i++) _all[i] ??= discount;
    }

    private static void Mark(bool[] marks, int from, int to)
    {
        for (var i = from; i < to; i++) marks[i] = true;
    }

    // "not" in "not only", or in "not rehoused", negates nothing else. What stands behind a phrase denies it even where the phrase has a gap for it.
    private bool IsPartOfALongerOne(Hit hit, ModifierKind kind)
    {
        for (var h = _reading.FirstHitAt(Math.Max(0, hit.From - 3)); h < _reading.Hits.Length && _reading.Hits[h].From <= hit.From; h++)
        {
            var other = _reading.Hits[h];
            if (other.To < hit.To || other.To - other.From <= hit.To - hit.From) continue;
            var entry = _lexicon.Entries[other.Entry];
            if (entry is { Modifier: ModifierKind.Pseudo } or { Discount: not null }) return true;
            if (entry.Label is not null && kind is not (ModifierKind.After or ModifierKind.Earlier)) return true;
        }

        return false;
    }

    private static int WordsOf(ModifierKind kind, Discount discount) => discount switch
    {
        Discount.Negated => WordsOfNegation,
        Discount.Historic when kind == ModifierKind.Before => WordsOfPast,
        _ => MostWords,
    };

    private int Forth(int at, int end, Discount discount)
    {
        // A comma ends what is denied or said of somebody else; what is past or only possible goes on over it.
        var stop = discount is Discount.OtherPerson or Discount.Negated ? Gap.Comma : Gap.Clause;
        end = Math.Min(end, _reading.Tokens.Length);
        while (at < end && _reading.Tokens[at].Before < stop && !Ends(at)) at++;
        return at;
    }

    private int Back(int at)
    {
        var least = Math.Max(0, at - WordsBack);
        while (at > least && _reading.Tokens[at].Before < Gap.Clause && !Ends(at - 1)) at--;
        return at;
    }

    // "Arrested for theft. No charge": where the sentence itself says nothing of an offence, the one before is meant.
    private int StartOfArrest(int at)
    {
        var start = StartOfSentence(at);
        return start == 0 || IsAboutAnOffence(start, at) ? start : StartOfSentence(start - 1);
    }

    private int StartOfSentence(int at)
    {
        var least = Math.Max(0, at - MostWords);
        while (at > least && _reading.Tokens[at].Before < Gap.Sentence) at--;
        return at;
    }

    private bool IsAboutAnOffence(int from, int to)
    {
        for (var h = _reading.FirstHitAt(from); h < _reading.Hits.Length && _reading.Hits[h].From < to; h++)
        {
            if (_lexicon.Entries[_reading.Hits[h].Entry].About == RecallReason.FurtherOffence) return true;
        }

        return false;
    }

    private bool Ends(int token)
    {
        for (var h = _reading.FirstHitAt(token); h < _reading.Hits.Length && _reading.Hits[h].From == token; h++)
        {
            if (_lexicon.Entries[_reading.Hits[h].Entry].Modifier == ModifierKind.Ends) return true;
        }

        return false;
    }
}
