using RecallAlerts.Domain.Recalls.Language;

namespace RecallAlerts.Domain.Recalls;

/// <summary>Shows what an answer rests on: cues of the lexicon, the words with most points where the lexicon has none, and signs of the timeline.</summary>
internal sealed class EvidenceFinder(RecallModel model, Reading reading, List<Counted> counted, bool chargeDropped)
{
    private const int MostWords = 3;
    private const int MostOfAKind = 12;

    // A word that stands in every tenth narrative or more explains nothing to a person.
    private const int LeastWeight = 1_100;
    private const string NothingStated = "nothing-stated";

    // The name of a cue is kept longer than the narrative: where the cue is words of the narrative itself, it is not named by them.
    private const string Words = "words";
    private readonly List<NarrativeEvidence> _found = new(8);

    /// <summary>Evidence for the reasons of a verdict, and cues that were found and do not count, whatever they speak for.</summary>
    public IReadOnlyList<RecallEvidence> Find(Verdict verdict, IReadOnlyList<TimelineEvidence> signs, int textLength)
    {
        AddCues(verdict);
        foreach (var reason in verdict.Secondary.Prepend(verdict.Primary))
        {
            if (!_found.Exists(e => e.Label == reason && e.Discounted is null)) AddWords(reason);
        }

        if (NeedsTheWhole(verdict, signs)) _found.Add(new NarrativeEvidence(verdict.Primary, NothingStated, null, 0, textLength));
        return [.. InOrder(), .. signs];
    }

    private static bool Has(Verdict verdict, RecallReason reason) => verdict.Primary == reason || verdict.Secondary.Contains(reason);

    private bool NeedsTheWhole(Verdict verdict, IReadOnlyList<TimelineEvidence> signs) =>
        !_found.Exists(e => e.Label == verdict.Primary && e.Discounted is null) && !signs.Any(s => s.Label == verdict.Primary && s.Discounted is null);

    private void AddCues(Verdict verdict)
    {
        for (var h = 0; h < reading.Hits.Length; h++)
        {
            var hit = reading.Hits[h];
            var entry = model.Lexicon.Entries[hit.Entry];
            if (entry.About is not { } about) continue;
            var why = reading.Discounts[h] ?? (chargeDropped && about == RecallReason.FurtherOffence ? Discount.Negated : null);
            if (why is not null || (entry.Label is not null && Has(verdict, about))) Add(about, entry.Name, why, hit.From, hit.To);
        }
    }

    // Of the words that speak for a reason those with most points; each stands in the text.
    private void AddWords(RecallReason reason)
    {
        var speaking = counted.Where(c => PointsOf(c, reason) > 0).ToArray();
        var telling = speaking.Where(c => model.Scorecard.Weights[c.Row] >= LeastWeight).ToArray();
        var best = (telling.Length > 0 ? telling : speaking).OrderByDescending(c => PointsOf(c, reason)).ThenBy(c => c.From).ThenBy(c => c.Row).Take(MostWords);
        foreach (var c in best) Add(reason, model.Scorecard.Names[c.Row] is ['@', ..] name ? name : Words, null, c.From, c.To);
    }

    private int PointsOf(Counted c, RecallReason reason)
    {
        var points = model.Scorecard.PointsOf(c.Row);
        var there = RecallReasons.All.Count + (int)reason;
        return there < points.Length ? Math.Max(points[(int)reason], points[there]) : points[(int)reason];
    }

    private void Add(RecallReason reason, string cue, Discount? discount, int from, int to)
    {
        var start = reading.Tokens[from].Start;
        _found.Add(new NarrativeEvidence(reason, cue, discount, start, reading.Tokens[to - 1].End - start));
    }

    // "bed fell through" says nothing more beside "CAS3 bed fell through"; and of many of a kind the first are enough.
    private List<NarrativeEvidence> InOrder()
    {
        var (kept, ends, counts) = (new List<NarrativeEvidence>(_found.Count), new Dictionary<(RecallReason, Discount?), int>(), new Dictionary<(RecallReason, bool), int>());
        foreach (var e in _found.OrderBy(e => e.Start).ThenByDescending(e => e.Length).ThenBy(e => e.Label).ThenBy(e => e.Cue, StringComparer.Ordinal).ThenBy(e => e.Discounted))
        {
            if (ends.TryGetValue((e.Label, e.Discounted), out var end) && end >= e.Start + e.Length) continue;
            ends[(e.Label, e.Discounted)] = e.Start + e.Length;
            var count = counts[(e.Label, e.Discounted is null)] = counts.GetValueOrDefault((e.Label, e.Discounted is null)) + 1;
            if (count <= MostOfAKind) kept.Add(e);
        }

        return kept;
    }
}
