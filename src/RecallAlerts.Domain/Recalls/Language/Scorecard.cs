using System.Globalization;

namespace RecallAlerts.Domain.Recalls.Language;

/// <summary>
/// The points of each cue, fitted on development narratives (docs/recall-reasons.md): for each reason as the main one, and for each reason but insufficient
/// information as one that is there at all. A text file of one cue a line, so that people can read and question it. All numbers are whole, so that sums are
/// the same on every machine.
/// </summary>
internal sealed class Scorecard
{
    /// <summary>Points are hundredths.</summary>
    public const int Unit = 100;

    /// <summary>How many columns of points there are: six for the main reason, five for reasons that are there.</summary>
    public const int Columns = 11;

    private const char Separator = '\t';
    private const string Between = " .. ";
    private const string Begin = "(start)";
    private readonly CueTable _rows;
    private readonly int[] _points;

    private Scorecard(Dictionary<ulong, int> rows, int[] points, int[] weights, string[] names, int[] start) =>
        (_rows, _points, Weights, Names, Start) = (new CueTable(rows), points, weights, names, start);

    /// <summary>How many cues have points.</summary>
    public int Count => Names.Length;

    /// <summary>How much each cue adds to the length by which the points of a narrative are divided.</summary>
    public int[] Weights { get; }

    /// <summary>The cues as people read them.</summary>
    public string[] Names { get; }

    /// <summary>The points that each column has to begin with.</summary>
    public int[] Start { get; }

    /// <summary>The words that a card names, by their stems.</summary>
    public static IEnumerable<string> WordsOf(IEnumerable<string> lines) =>
        Rows(lines).SelectMany(r => r[0].Contains('@') ? [] : r[0].Split(' '));

    /// <summary>Reads a card for a lexicon.</summary>
    public static Scorecard Read(IEnumerable<string> lines, Lexicon lexicon, Vocabulary vocabulary)
    {
        var units = Units(lexicon);
        var (rows, points, weights, names, start) = (new Dictionary<ulong, int>(), new List<int>(), new List<int>(), new List<string>(), new int[Columns]);
        foreach (var row in Rows(lines))
        {
            var numbers = row[1..].Select(n => int.Parse(n, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)).ToArray();
            if (row[0] == Begin) start = numbers[1..];
            else if (KeyOf(row[0], units, vocabulary) is { } key)
            {
                rows.Add(key, names.Count);
                names.Add(row[0]);
                weights.Add(numbers[0]);
                points.AddRange(numbers.AsSpan(1));
            }
        }

        return new Scorecard(rows, [.. points], [.. weights], [.. names], start);
    }

    /// <summary>The row of a cue; -1 when it has no points.</summary>
    public int RowOf(ulong key) => _rows.Find(key);

    /// <summary>The points of a row, by column.</summary>
    public ReadOnlySpan<int> PointsOf(int row) => _points.AsSpan(row * Columns, Columns);

    private static IEnumerable<string[]> Rows(IEnumerable<string> lines) =>
        lines.Where(l => l.Length > 0 && l[0] != '%').Select(Row).Where(r => r[0] != "(cue)");

    private static string[] Row(string line) => line.Split(Separator) is { Length: Columns + 2 } row ? row : throw new FormatException($"A row of the scorecard has not {Columns + 2} columns: {line}");

    private static Dictionary<string, int> Units(Lexicon lexicon)
    {
        var units = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in lexicon.Entries) units.Add("@" + entry.Name, lexicon.UnitOf(entry.Id));

        foreach (var first in RecallReasons.All)
        {
            foreach (var second in RecallReasons.All)
            {
                foreach (var isCause in (bool[])[false, true]) units.Add(Lexicon.OrderText(first, second, isCause), lexicon.UnitOf(first, second, isCause));
            }
        }

        return units;
    }

    private static ulong? KeyOf(string cue, Dictionary<string, int> units, Vocabulary vocabulary)
    {
        var parts = cue.Contains('@') ? cue.Split(Between) : cue.Split(' ');
        var numbers = Array.ConvertAll(parts, p => p[0] == '@' ? units.GetValueOrDefault(p, -1) : vocabulary.Add(p));
        return numbers.Contains(-1) ? null : numbers.Length == 1 ? Cue.One(numbers[0]) : Cue.Two(numbers[0], numbers[1]);
    }
}
