using RecallAlerts.Domain.Recalls.Language;

namespace RecallAlerts.Domain.Recalls;

/// <summary>
/// Says which cause the evidence supports, shows the evidence, and says so when there is not enough of it (recall-reasons.md). Reads the narrative by a lexicon
/// and its context (negated, past, possible, somebody else), weighs the cues by a scorecard, and lets the timeline and the recorded reasons, which are symptoms,
/// tip the scales where the narrative does not decide.
/// </summary>
public static class RecallClassifier
{
    private const int LongestNarrative = 20_000;

    [ThreadStatic]
    private static Tally? _tally;

    /// <summary>The version: the same input and version give the same answer, byte for byte.</summary>
    public static string Version => RecallModel.Shipped.Version;

    /// <summary>Classifies a recall. Never throws: any text will do; what is over 20,000 characters is not read.</summary>
    /// <param name="input">Narrative, recorded reasons and signs of the timeline.</param>
    /// <param name="reviewBelow">The confidence under which a person should look (policy).</param>
    public static RecallClassification Classify(RecallInput input, double reviewBelow)
    {
        var model = RecallModel.Shipped;
        var text = input.Narrative is { Length: > LongestNarrative } longer ? longer[..LongestNarrative] : input.Narrative ?? "";
        var reading = Reading.Of(text, model.Lexicon, model.Vocabulary);
        var tally = _tally ??= new Tally(model.Scorecard);
        tally.Clear();
        var sink = new TallySink(tally);
        CueVisitor.Visit(reading, model.Lexicon, ref sink);
        var verdict = Verdict.Of(tally, input);
        var evidence = new EvidenceFinder(model, reading, tally.Counted, input.ChargeDropped).Find(verdict, input.Signs, text.Length);
        var confidence = Math.Round(verdict.Confidence, 2, MidpointRounding.AwayFromZero);
        var needsReview = confidence < reviewBelow || Verdict.Disagrees(verdict, input.Signs);
        var secondary = verdict.Secondary.Where(r => evidence.Any(e => e.Label == r && e.Discounted is null)).ToArray();
        return new RecallClassification(verdict.Primary, secondary, confidence, needsReview, evidence, model.Version);
    }
}
