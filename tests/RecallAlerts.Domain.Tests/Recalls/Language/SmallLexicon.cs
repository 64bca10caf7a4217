using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Recalls.Language;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Recalls.Language;

/// <summary>A lexicon of a few lines, and what it finds.</summary>
internal sealed class SmallLexicon
{
    private readonly Vocabulary _vocabulary = new();

    public SmallLexicon(string lines, params string[] moreWords)
    {
        Lexicon = Lexicon.Of(LexiconReader.Read(lines.Split('\n')).Entries, _vocabulary, moreWords);
        _vocabulary.Close();
    }

    public Lexicon Lexicon { get; }

    public Vocabulary Vocabulary => _vocabulary;

    /// <summary>What stands in a text: name, span and, where it does not count, why.</summary>
    public string Found(string text)
    {
        var reading = Reading.Of(text, Lexicon, _vocabulary);
        return string.Join("; ", Enumerable.Range(0, reading.Hits.Length).Select(h => Shown(text, reading, h)));
    }

    /// <summary>Why the first entry of a name in a text does not count; null when it does.</summary>
    public Discount? DiscountOf(string name, string text)
    {
        var reading = Reading.Of(text, Lexicon, _vocabulary);
        for (var h = 0; h < reading.Hits.Length; h++)
        {
            if (Lexicon.Entries[reading.Hits[h].Entry].Name == name) return reading.Discounts[h];
        }

        throw new InvalidOperationException($"'{text}' has no {name}.");
    }

    private string Shown(string text, Reading reading, int h)
    {
        var hit = reading.Hits[h];
        var why = reading.Discounts[h] is { } discount ? "!" + NameOf<Discount>.Text(discount) : "";
        return $"{Lexicon.Entries[hit.Entry].Name}{why} {text[reading.Tokens[hit.From].Start..reading.Tokens[hit.To - 1].End]}";
    }
}
