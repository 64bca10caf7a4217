using RecallAlerts.Domain.Recalls.Language;

namespace RecallAlerts.Calibration;

/// <summary>A narrative as its cues.</summary>
/// <param name="Narrative">The narrative.</param>
/// <param name="Keys">Its cues, each once, in order.</param>
internal sealed record Sample(Narrative Narrative, ulong[] Keys)
{
    public static Sample Of(Narrative narrative, RecallModel model)
    {
        var collector = new CueCollector();
        CueVisitor.Visit(Reading.Of(narrative.Text, model.Lexicon, model.Vocabulary), model.Lexicon, ref collector);
        return new Sample(narrative, [.. collector.Keys.Order()]);
    }
}
