using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Recalls.Language;

namespace RecallAlerts.Domain.Tests.Recalls.Language;

public sealed class ScorecardTests
{
    private static readonly SmallLexicon Small = new("[home]\nterms flat\n[gone] homelessness\nterms lost", "tent");

    [Fact]
    public void Rows_OfEachKind_AreFoundByTheirKeys()
    {
        var card = Read(Row("(start)", 0, 5), Row("tent", 100, 1), Row("tent flat", 100, 2), Row("@gone", 100, 3), Row("@home .. @gone", 200, 6), Row("@homelessness then further_offence", 100, 7));
        var (word, flat) = (Small.Vocabulary.Add("tent"), Small.Vocabulary.Add("flat"));
        var lexicon = Small.Lexicon;
        ulong[] keys =
        [
            Cue.One(word), Cue.Two(word, flat), Cue.One(lexicon.UnitOf(1)),
            Cue.Two(lexicon.UnitOf(0), lexicon.UnitOf(1)), Cue.One(lexicon.UnitOf(RecallReason.Homelessness, RecallReason.FurtherOffence, isCause: false)),
        ];

        Assert.Equal([0, 1, 2, 3, 4], keys.Select(card.RowOf));
        Assert.Equal([1, 2, 3, 6, 7], keys.Select(k => card.PointsOf(card.RowOf(k))[0]));
        Assert.Equal(-1, card.RowOf(Cue.Two(flat, word)));
        Assert.Equal((5, 5, 200), (card.Count, card.Start[0], card.Weights[3]));
    }

    [Fact]
    public void Row_OfAnEntryThatIsNotInTheLexicon_IsPassedOver()
    {
        var card = Read(Row("@no-such", 100, 1), Row("@no-such .. @gone", 100, 2), Row("@gone", 100, 3));

        Assert.Equal(["@gone"], card.Names);
        Assert.Equal(3, card.PointsOf(0)[0]);
    }

    [Theory]
    [InlineData("% remark\t1")]
    [InlineData("")]
    [InlineData("(cue)\tweight\t1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11")]
    public void Line_ThatIsNoRow_IsPassedOver(string line) => Assert.Equal(0, Read(line).Count);

    // A row that was cut off, or has a word where a number belongs, must not be lost without a word: the points would be other ones under the same version.
    [Theory]
    [InlineData("tent\t100\t1\t2")]
    [InlineData("tent\t100\t1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12")]
    [InlineData("tent\t100\tmany\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11")]
    [InlineData("tent 100 1 2 3 4 5 6 7 8 9 10 11")]
    public void Row_ThatCannotBeRead_IsRefused(string line) => Assert.Throws<FormatException>(() => Read(line));

    [Fact]
    public void Words_OfACard_AreThoseOfItsWordRows() =>
        Assert.Equal(["tent", "tent", "flat"], Scorecard.WordsOf([Row("tent", 1, 1), Row("tent flat", 1, 1), Row("@gone", 1, 1)]));

    internal static string Row(string cue, int weight, int points) => $"{cue}\t{weight}\t{points}\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0";

    private static Scorecard Read(params string[] lines) => Scorecard.Read(lines, Small.Lexicon, Small.Vocabulary);
}
