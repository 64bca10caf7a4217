using RecallAlerts.Domain.Recalls.Language;

namespace RecallAlerts.Calibration;

/// <summary>Words of narratives by how many of them hold each.</summary>
internal static class WordCounts
{
    public static SortedDictionary<string, int> Of(IEnumerable<Narrative> narratives)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var narrative in narratives)
        {
            foreach (var stem in StemsOf(narrative.Text)) counts[stem] = counts.GetValueOrDefault(stem) + 1;
        }

        return counts;
    }

    private static HashSet<string> StemsOf(string text)
    {
        var reader = new WordReader(text);
        var stems = new HashSet<string>(StringComparer.Ordinal);
        Span<char> plain = stackalloc char[WordReader.LongestWord];
        while (reader.TryRead(plain, out var length, out _, out _, out _))
        {
            if (plain[..length].ContainsAnyExceptInRange('0', '9')) stems.Add(plain[..Stemmer.Stem(plain, length)].ToString());
        }

        return stems;
    }
}
