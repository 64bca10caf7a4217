namespace RecallAlerts.Domain.Recalls.Language;

/// <summary>
/// Which words stand in the scope of a modifier (after NegEx and ConText). A scope ends at the end of its clause, at a word that ends scopes (but,
/// since, now), and for negations after some words.
/// </summary>
internal static class Scopes
{
    private const int WordsOfNegation = 7;
    private const int WordsOfPast = 4;
    private const int WordsBack = 7;

    /// <summary>For each entry in a reading why it does not count; null where it does.</summary>
    public static Discount?[] Discounts(Reading reading, Lexicon lexicon)
    {
        var discounts = new Discount?[reading.Hits.Length];
        var scopes = ScopesOf(reading, lexicon);
        if (scopes is null) return discounts;
        for (var h = 0; h < discounts.Length; h++)
        {
            var hit = reading.Hits[h];
            if (lexicon.Entries[hit.Entry].About is { } about) discounts[h] = Why(scopes, hit, about);
        }

        return discounts;
    }

    private static Discount? Why(List<(int From, int To, Discount Discount)> scopes, Hit hit, RecallReason about)
    {
        foreach (var (from, to, discount) in scopes)
        {
            if (hit.From < from || hit.From >= to) continue;
            // That somebody else puts a person out, or loses the file, is about the person all the same.
            if (discount == Discount.OtherPerson && about is not (RecallReason.SubstanceMisuse or RecallReason.FurtherOffence)) continue;
            return discount;
        }

        return null;
    }

    private static List<(int From, int To, Discount Discount)>? ScopesOf(Reading reading, Lexicon lexicon)
    {
        List<(int From, int To, Discount Discount)>? scopes = null;
        for (var h = 0; h < reading.Hits.Length; h++)
        {
            var hit = reading.Hits[h];
            var entry = lexicon.Entries[hit.Entry];
            if (entry.Discount is not { } discount || IsPartOfALongerOne(reading, lexicon, hit)) continue;
            var (from, to) = ScopeOf(reading, lexicon, hit, entry.Modifier, discount);
            (scopes ??= []).Add((from, to, discount));
        }

        return scopes;
    }

    // "not" in "not only", or in "not rehoused", negates nothing else.
    private static bool IsPartOfALongerOne(Reading reading, Lexicon lexicon, Hit hit)
    {
        for (var h = reading.FirstHitAt(Math.Max(0, hit.From - 3)); h < reading.Hits.Length && reading.Hits[h].From <= hit.From; h++)
        {
            var other = reading.Hits[h];
            if (other.To < hit.To || other.To - other.From <= hit.To - hit.From) continue;
            if (lexicon.Entries[other.Entry] is { Modifier: ModifierKind.Pseudo } or { Label: not null } or { Discount: not null }) return true;
        }

        return false;
    }

    private static (int From, int To) ScopeOf(Reading reading, Lexicon lexicon, Hit hit, ModifierKind kind, Discount discount)
    {
        var most = MostWords(kind, discount);
        var from = kind == ModifierKind.Before ? hit.To : Back(reading, lexicon, hit.From);
        var to = kind == ModifierKind.After ? hit.From : Forth(reading, lexicon, hit.To, Math.Min(reading.Tokens.Length, hit.To + most), discount);
        return (from, to);
    }

    private static int MostWords(ModifierKind kind, Discount discount) => discount switch
    {
        Discount.Negated => WordsOfNegation,
        Discount.Historic when kind == ModifierKind.Before => WordsOfPast,
        _ => int.MaxValue / 2,
    };

    private static int Forth(Reading reading, Lexicon lexicon, int at, int end, Discount discount)
    {
        // A comma ends what is denied or said of somebody else; what is past or only possible goes on over it.
        var stop = discount is Discount.OtherPerson or Discount.Negated ? Gap.Comma : Gap.Clause;
        while (at < end && reading.Tokens[at].Before < stop && !Ends(reading, lexicon, at)) at++;
        return at;
    }

    private static int Back(Reading reading, Lexicon lexicon, int at)
    {
        var least = Math.Max(0, at - WordsBack);
        while (at > least && reading.Tokens[at].Before < Gap.Clause && !Ends(reading, lexicon, at - 1)) at--;
        return at;
    }

    private static bool Ends(Reading reading, Lexicon lexicon, int token)
    {
        for (var h = reading.FirstHitAt(token); h < reading.Hits.Length && reading.Hits[h].From == token; h++)
        {
            if (lexicon.Entries[reading.Hits[h].Entry].Modifier == ModifierKind.Ends) return true;
        }

        return false;
    }
}
