using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Recalls.Language;

namespace RecallAlerts.Calibration;

/// <summary>Everything that is fitted on a set of narratives.</summary>
internal sealed class Fitted
{
    private const int LeastPoints = 100;
    private static readonly RecallReason[] Causes = [.. RecallReasons.All.Where(r => r != RecallReason.InsufficientInformation)];
    private readonly RecallModel _words;
    private readonly Fit _main;
    private readonly Fit[] _there;

    public Fitted(IReadOnlyList<string> lexicon, IReadOnlyList<Narrative> narratives)
    {
        KnownWords = [.. WordCounts.Of(narratives).Where(w => w.Value >= 2).Select(w => w.Key)];
        _words = RecallModel.Of(lexicon, [], KnownWords);
        var samples = narratives.Select(n => Sample.Of(n, _words)).ToArray();
        _main = new Fit(samples, RecallReasons.All.Count, n => (int)n.Primary);
        _there = Array.ConvertAll(Causes, r => new Fit(samples, 2, n => n.Primary == r || n.Secondary.Contains(r) ? 1 : 0));
    }

    /// <summary>Words of the narratives, so that they are not taken for misspellings of others.</summary>
    public IReadOnlyList<string> KnownWords { get; }

    /// <summary>The points of a narrative for each main reason.</summary>
    public double[] Score(Narrative narrative) => _main.Score(Sample.Of(narrative, _words).Keys);

    /// <summary>The scorecard: points are hundredths, divided by the temperature; cues with hardly any are left out.</summary>
    public IEnumerable<string> Scorecard(double temperature)
    {
        yield return $"(cue)\tweight\t{string.Join('\t', RecallReasons.AllNames)}\t{string.Join('\t', Causes.Select(c => RecallReasons.Text(c) + "?"))}";
        yield return $"(start)\t0\t{string.Join('\t', _main.Start.Select(s => Whole(s / temperature)).Concat(_there.Select(t => Whole((t.Start[1] - t.Start[0]) / temperature))))}";
        foreach (var (name, key, rarity) in _main.Cues.Select(c => (Name: NameOf(c.Key), c.Key, c.Rarity)).OrderBy(c => c.Name, StringComparer.Ordinal))
        {
            var main = Enumerable.Range(0, RecallReasons.All.Count).Select(r => Whole(_main.PointsOf(key, r) * rarity / temperature));
            var points = main.Concat(_there.Select(t => Whole((t.PointsOf(key, 1) - t.PointsOf(key, 0)) * rarity / temperature))).ToArray();
            if (points.Any(p => Math.Abs(p) >= LeastPoints)) yield return $"{name}\t{Whole(rarity * rarity)}\t{string.Join('\t', points)}";
        }
    }

    private static int Whole(double points) => (int)Math.Round(points * Domain.Recalls.Language.Scorecard.Unit, MidpointRounding.AwayFromZero);

    private string NameOf(ulong key)
    {
        var (first, second) = Cue.Units(key);
        var name = TextOf(first);
        return second < 0 ? name : $"{name}{(first < _words.Lexicon.Words ? " " : " .. ")}{TextOf(second)}";
    }

    private string TextOf(int unit) => _words.Lexicon.Text(unit, _words.Vocabulary.Text);
}
