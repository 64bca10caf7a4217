namespace RecallAlerts.Domain.Recalls.Language;

/// <summary>One cue: a word, two words, a group of words, or two groups near each other, in this order.</summary>
/// <param name="Key">Its two units; the second is absent for one.</param>
/// <param name="From">Its first word.</param>
/// <param name="To">The word after its last.</param>
internal readonly record struct Cue(ulong Key, int From, int To)
{
    private const uint Nothing = uint.MaxValue;

    /// <summary>The key of one unit.</summary>
    public static ulong One(int unit) => ((ulong)(uint)unit << 32) | Nothing;

    /// <summary>The key of two units.</summary>
    public static ulong Two(int first, int second) => ((ulong)(uint)first << 32) | (uint)second;

    /// <summary>The units of a key; the second is -1 for one.</summary>
    public static (int First, int Second) Units(ulong key) => ((int)(key >> 32), (int)(uint)key);
}

/// <summary>Takes cues one after the other.</summary>
internal interface ICueSink
{
    /// <summary>Takes a cue; the same cue comes as often as it stands in the text.</summary>
    void Take(in Cue cue);
}

/// <summary>Finds all cues of a reading: what the scorecard weighs.</summary>
internal static class CueVisitor
{
    private const int Near = 5;

    /// <summary>Shows every cue to a sink.</summary>
    public static void Visit<TSink>(Reading reading, Lexicon lexicon, ref TSink sink)
        where TSink : ICueSink
    {
        var silent = SilentIn(reading);
        for (var i = 0; i < reading.Tokens.Length; i++) VisitWord(reading, silent, i, ref sink);
        for (var h = 0; h < reading.Hits.Length; h++) VisitHit(reading, lexicon, h, ref sink);
        VisitOrder(reading, lexicon, ref sink);
    }

    // Which reason the text is about first, and which it names as the cause of another.
    private static void VisitOrder<TSink>(Reading reading, Lexicon lexicon, ref TSink sink)
        where TSink : ICueSink
    {
        Span<int> first = stackalloc int[RecallReasons.All.Count];
        first.Fill(-1);
        var (last, because, leads) = (-1, -1, -1);
        for (var h = 0; h < reading.Hits.Length; h++)
        {
            if (reading.Hits[h].Entry == lexicon.BecauseEntry) because = h;
            if (reading.Hits[h].Entry == lexicon.LeadsToEntry) leads = h;
            if (reading.Discounts[h] is not null || lexicon.Entries[reading.Hits[h].Entry].About is not { } about) continue;
            if (first[(int)about] < 0) TakeFirst(reading, lexicon, first, about, h, ref sink);
            if (because > last && last >= 0) TakeCause(reading, lexicon, last, h, ref sink);
            if (leads > last && last >= 0) TakeCause(reading, lexicon, h, last, ref sink);
            last = h;
        }
    }

    private static void TakeFirst<TSink>(Reading reading, Lexicon lexicon, Span<int> first, RecallReason about, int h, ref TSink sink)
        where TSink : ICueSink
    {
        for (var r = 0; r < first.Length; r++)
        {
            if (first[r] >= 0) sink.Take(new Cue(Cue.One(lexicon.UnitOf((RecallReason)r, about, isCause: false)), reading.Hits[h].From, reading.Hits[h].To));
        }

        first[(int)about] = h;
    }

    private static void TakeCause<TSink>(Reading reading, Lexicon lexicon, int effect, int cause, ref TSink sink)
        where TSink : ICueSink
    {
        var (what, why) = (lexicon.Entries[reading.Hits[effect].Entry].About!.Value, lexicon.Entries[reading.Hits[cause].Entry].About!.Value);
        var (first, second) = effect < cause ? (reading.Hits[effect], reading.Hits[cause]) : (reading.Hits[cause], reading.Hits[effect]);
        if (what != why && !IsCutOff(reading, first.To, second.From)) sink.Take(new Cue(Cue.One(lexicon.UnitOf(what, why, isCause: true)), first.From, second.To));
    }

    // What is denied, past, only possible or somebody else's counts for nothing: neither do its words.
    private static bool[]? SilentIn(Reading reading)
    {
        bool[]? silent = null;
        for (var h = 0; h < reading.Hits.Length; h++)
        {
            if (reading.Discounts[h] is not null) (silent ??= new bool[reading.Tokens.Length]).AsSpan(reading.Hits[h].From, reading.Hits[h].To - reading.Hits[h].From).Fill(true);
        }

        return silent;
    }

    private static void VisitWord<TSink>(Reading reading, bool[]? silent, int i, ref TSink sink)
        where TSink : ICueSink
    {
        var word = reading.Tokens[i].Word;
        if (word < 0 || silent is not null && silent[i]) return;
        sink.Take(new Cue(Cue.One(word), i, i + 1));
        if (i + 1 >= reading.Tokens.Length || reading.Tokens[i + 1] is not { Word: >= 0, Before: < Gap.Clause } next || (silent is not null && silent[i + 1])) return;
        sink.Take(new Cue(Cue.Two(word, next.Word), i, i + 2));
    }

    private static void VisitHit<TSink>(Reading reading, Lexicon lexicon, int h, ref TSink sink)
        where TSink : ICueSink
    {
        if (reading.Discounts[h] is not null) return;
        var hit = reading.Hits[h];
        var unit = lexicon.UnitOf(hit.Entry);
        sink.Take(new Cue(Cue.One(unit), hit.From, hit.To));
        for (var n = h + 1; n < reading.Hits.Length && reading.Hits[n].From < hit.To + Near; n++)
        {
            var next = reading.Hits[n];
            if (next.From < hit.To || reading.Discounts[n] is not null) continue;
            if (IsCutOff(reading, hit.To, next.From)) break;
            sink.Take(new Cue(Cue.Two(unit, lexicon.UnitOf(next.Entry)), hit.From, next.To));
        }
    }

    private static bool IsCutOff(Reading reading, int from, int to)
    {
        for (var i = from; i <= to; i++)
        {
            if (reading.Tokens[i].Before >= Gap.Sentence) return true;
        }

        return false;
    }
}
