namespace RecallAlerts.Calibration;

/// <summary>fit</summary>
internal static class FitCommand
{
    /// <summary>Chosen so that confidence is right for narratives of a writer whom the fit has not seen: see the writers command.</summary>
    public const double Temperature = 0.58;

    public static int Run(Root root)
    {
        var fitted = new Fitted(root.Lexicon, root.Narratives("development"));
        File.WriteAllText(root.Language("recall-scorecard.txt"), Header("Points of cues, in hundredths") + string.Join('\n', fitted.Scorecard(Temperature)) + "\n");
        File.WriteAllText(root.Language("known-words.txt"), Header("Stems of words that are no misspellings of others") + string.Join('\n', fitted.KnownWords) + "\n");
        return 0;
    }

    private static string Header(string what) =>
        $"% {what}. Made by: dotnet run -c Release --project tests/RecallAlerts.Calibration -- fit (docs/recall-reasons.md)\n";
}
