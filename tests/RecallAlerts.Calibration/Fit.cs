namespace RecallAlerts.Calibration;

/// <summary>
/// Logistic regression on the cues of labelled narratives, each cue weighed by how rare it is and each narrative brought to the length 1. Fitted by
/// full gradients with momentum from nought, in a fixed order, so that the same narratives give the same points.
/// </summary>
internal sealed class Fit
{
    private const int LeastOften = 4;
    private const double Strength = 10;
    private const int Rounds = 300;
    private const double Step = 4;
    private const double Momentum = 0.9;
    private readonly int _outcomes;
    private readonly Dictionary<ulong, int> _columns = [];
    private readonly double[] _rarity;
    private readonly double[] _points;
    private readonly double[] _start;

    /// <param name="samples">The narratives.</param>
    /// <param name="outcomes">How many answers there are.</param>
    /// <param name="answer">The right answer to a narrative, from 0.</param>
    public Fit(IReadOnlyList<Sample> samples, int outcomes, Func<Narrative, int> answer)
    {
        (_outcomes, _start) = (outcomes, new double[outcomes]);
        var counts = new SortedDictionary<ulong, int>();
        foreach (var key in samples.SelectMany(s => s.Keys)) counts[key] = counts.GetValueOrDefault(key) + 1;
        foreach (var (key, _) in counts.Where(c => c.Value >= LeastOften)) _columns.Add(key, _columns.Count);
        _rarity = [.. _columns.Keys.Select(k => 1 + Math.Log((1.0 + samples.Count) / (1.0 + counts[k])))];
        _points = new double[_columns.Count * outcomes];
        Descend([.. samples.Select(s => Row(s.Keys))], [.. samples.Select(s => answer(s.Narrative))]);
    }

    /// <summary>The cues in order, with how rare each is.</summary>
    public IEnumerable<(ulong Key, double Rarity)> Cues => _columns.Select(c => (c.Key, _rarity[c.Value]));

    /// <summary>What each outcome begins with.</summary>
    public IReadOnlyList<double> Start => _start;

    /// <summary>The points of a cue for an outcome.</summary>
    public double PointsOf(ulong key, int outcome) => _points[(_columns[key] * _outcomes) + outcome];

    /// <summary>The points of a narrative for each outcome.</summary>
    public double[] Score(ulong[] keys) => Score(Row(keys));

    /// <summary>Shares of outcomes by their points.</summary>
    public static double[] Shares(double[] scores, double temperature)
    {
        var top = scores.Max();
        var powers = Array.ConvertAll(scores, s => Math.Exp((s - top) / temperature));
        var sum = powers.Sum();
        return Array.ConvertAll(powers, p => p / sum);
    }

    private (int Column, double Value)[] Row(ulong[] keys)
    {
        var columns = keys.Where(_columns.ContainsKey).Select(k => _columns[k]).ToArray();
        var length = Math.Sqrt(columns.Sum(c => _rarity[c] * _rarity[c]));
        return Array.ConvertAll(columns, c => (c, _rarity[c] / length));
    }

    private double[] Score((int Column, double Value)[] row)
    {
        var scores = (double[])_start.Clone();
        foreach (var (column, value) in row)
        {
            for (var r = 0; r < _outcomes; r++) scores[r] += _points[(column * _outcomes) + r] * value;
        }

        return scores;
    }

    private void Descend((int Column, double Value)[][] rows, int[] answers)
    {
        var decay = 1.0 / (Strength * rows.Length);
        var (speed, startSpeed) = (new double[_points.Length], new double[_outcomes]);
        for (var round = 0; round < Rounds; round++)
        {
            var (slope, startSlope) = (new double[_points.Length], new double[_outcomes]);
            for (var i = 0; i < rows.Length; i++) AddSlope(rows[i], answers[i], slope, startSlope, rows.Length);
            for (var p = 0; p < _points.Length; p++) slope[p] += decay * _points[p];
            Move(_points, speed, slope);
            Move(_start, startSpeed, startSlope);
        }
    }

    private static void Move(double[] points, double[] speed, double[] slope)
    {
        for (var p = 0; p < points.Length; p++) points[p] += speed[p] = (Momentum * speed[p]) - (Step * slope[p]);
    }

    private void AddSlope((int Column, double Value)[] row, int answer, double[] slope, double[] startSlope, int count)
    {
        var shares = Shares(Score(row), 1);
        shares[answer] -= 1;
        for (var r = 0; r < _outcomes; r++) startSlope[r] += shares[r] / count;
        foreach (var (column, value) in row)
        {
            for (var r = 0; r < _outcomes; r++) slope[(column * _outcomes) + r] += shares[r] * value / count;
        }
    }
}
