namespace RecallAlerts.Domain.Recalls.Language;

/// <summary>The lexicon with its vocabulary and scorecard.</summary>
/// <param name="Version">The version of the lexicon.</param>
/// <param name="Lexicon">The entries.</param>
/// <param name="Vocabulary">The known words.</param>
/// <param name="Scorecard">The points.</param>
internal sealed record RecallModel(string Version, Lexicon Lexicon, Vocabulary Vocabulary, Scorecard Scorecard)
{
    private static readonly Lazy<RecallModel> Loaded = new(() => Of(Lines("recall-lexicon.txt"), Lines("recall-scorecard.txt"), Lines("known-words.txt")));

    /// <summary>The model that ships.</summary>
    public static RecallModel Shipped => Loaded.Value;

    /// <summary>Makes a model of its texts.</summary>
    public static RecallModel Of(IReadOnlyList<string> lexicon, IReadOnlyList<string> scorecard, IReadOnlyList<string> knownWords)
    {
        var (version, entries) = LexiconReader.Read(lexicon);
        var vocabulary = new Vocabulary();
        var ready = Lexicon.Of(entries, vocabulary, Scorecard.WordsOf(scorecard).Concat(knownWords.Where(w => w.Length > 0 && w[0] != '%')));
        var card = Scorecard.Read(scorecard, ready, vocabulary);
        vocabulary.Close();
        return new RecallModel(version, ready, vocabulary, card);
    }

    /// <summary>The lines of a text that ships.</summary>
    internal static IReadOnlyList<string> Lines(string name)
    {
        using var stream = typeof(RecallModel).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries);
    }
}
