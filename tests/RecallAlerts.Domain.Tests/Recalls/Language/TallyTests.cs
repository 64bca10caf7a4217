using RecallAlerts.Domain.Recalls.Language;

namespace RecallAlerts.Domain.Tests.Recalls.Language;

public sealed class TallyTests
{
    private static readonly SmallLexicon Small = new("[home]\nterms flat\n[gone] homelessness\nterms lost", "tent");
    private static readonly Scorecard Card = Scorecard.Read(
        [ScorecardTests.Row("(start)", 0, 50), ScorecardTests.Row("tent", 100, 200), ScorecardTests.Row("@gone", 300, 100)], Small.Lexicon, Small.Vocabulary);

    private static readonly Cue Tent = new(Cue.One(Small.Vocabulary.Add("tent")), 0, 1);
    private static readonly Cue Gone = new(Cue.One(Small.Lexicon.UnitOf(1)), 1, 2);

    [Fact]
    public void Score_OfNothing_IsWhatItBeginsWith() => Assert.Equal(0.5, Score(new Tally(Card)));

    // 0.5 to begin with, and 2 and 1 points over the square root of a length of 1 and 4.
    [Fact]
    public void Score_OfCues_IsTheirSumOverTheLength()
    {
        var tally = new Tally(Card);
        tally.Add(Tent);
        Assert.Equal(2.5, Score(tally));
        tally.Add(Gone);
        Assert.Equal(0.5 + (3.0 / 2), Score(tally));
    }

    [Fact]
    public void Cue_ThatComesAgain_CountsOnceAndWhereItStoodFirst()
    {
        var tally = new Tally(Card);
        tally.Add(Tent);
        tally.Add(Tent with { From = 5, To = 6 });
        tally.Add(new Cue(Cue.Two(1, 1), 2, 4));

        Assert.Equal([new Counted(0, 0, 1)], tally.Counted);
        Assert.Equal(2.5, Score(tally));
    }

    [Fact]
    public void Clear_ForgetsEverything()
    {
        var tally = new Tally(Card);
        tally.Add(Tent);
        tally.Add(Gone);
        tally.Clear();

        Assert.Empty(tally.Counted);
        Assert.Equal(0.5, Score(tally));
        tally.Add(Tent);
        Assert.Equal(2.5, Score(tally));
    }

    private static double Score(Tally tally)
    {
        Span<double> scores = stackalloc double[Scorecard.Columns];
        tally.Score(scores);
        return scores[0];
    }
}
