namespace RecallAlerts.Domain.Recalls.Language;

/// <summary>A cue with points that stands in a narrative.</summary>
/// <param name="Row">Its row of the scorecard.</param>
/// <param name="From">Its first word, where it stands first.</param>
/// <param name="To">The word after its last.</param>
internal readonly record struct Counted(int Row, int From, int To);

/// <summary>Adds up the points of a narrative; each cue counts once.</summary>
internal sealed class Tally(Scorecard card)
{
    private readonly bool[] _seen = new bool[card.Count];
    private readonly long[] _sums = new long[Scorecard.Columns];
    private long _weight;

    /// <summary>The cues that counted, in the order of the text.</summary>
    public List<Counted> Counted { get; } = new(256);

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        foreach (var counted in Counted) _seen[counted.Row] = false;
        Counted.Clear();
        Array.Clear(_sums);
        _weight = 0;
    }

    /// <summary>Adds a cue, unless it was there already or has no points.</summary>
    public void Add(in Cue cue)
    {
        var row = card.RowOf(cue.Key);
        if (row < 0 || _seen[row]) return;
        _seen[row] = true;
        Counted.Add(new Counted(row, cue.From, cue.To));
        _weight += card.Weights[row];
        var points = card.PointsOf(row);
        for (var c = 0; c < points.Length; c++) _sums[c] += points[c];
    }

    /// <summary>The points by column: the sum, divided by the length of the narrative in cues, beside what each column begins with.</summary>
    public void Score(Span<double> scores)
    {
        var length = _weight == 0 ? 1 : Math.Sqrt(_weight / (double)Scorecard.Unit);
        for (var c = 0; c < scores.Length; c++) scores[c] = (card.Start[c] + (_sums[c] / length)) / Scorecard.Unit;
    }
}

/// <summary>Takes cues into a tally.</summary>
internal readonly struct TallySink(Tally tally) : ICueSink
{
    public void Take(in Cue cue) => tally.Add(cue);
}
