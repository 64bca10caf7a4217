using System.Text.Json;
using BenchmarkDotNet.Attributes;
using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Benchmarks;

/// <summary>Classifying narratives of 400 characters, beside looking each of their words up in a list of words.</summary>
public class ClassifyBenchmarks
{
    private const int Characters = 400;
    private const int Narratives = 256;
    private string[] _narratives = [];
    private HashSet<string> _words = [];
    private int _next;

    [GlobalSetup]
    public void ReadNarratives()
    {
        var texts = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "narratives"), "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Select(TextOf).ToArray();
        _words = [.. texts.SelectMany(t => t.Split(' '))];
        var all = string.Join(' ', texts);
        _narratives = [.. Enumerable.Range(0, Narratives).Select(i => all.Substring(i * Characters, Characters))];
    }

    [Benchmark]
    public RecallClassification Classify() => RecallClassifier.Classify(new RecallInput(Next(), [], []), 0.7);

    /// <summary>The least that any reader of words does.</summary>
    [Benchmark(Baseline = true)]
    public int LookWordsUp()
    {
        var found = 0;
        var text = Next().AsSpan();
        var lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in text.Split(' '))
        {
            if (lookup.Contains(text[word])) found++;
        }

        return found;
    }

    private string Next() => _narratives[_next++ % Narratives];

    private static string TextOf(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("text").GetString()!;
    }
}
