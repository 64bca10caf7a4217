using RecallAlerts.Api.Pages.Recalls;
using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Pages.Tests.Recalls;

public sealed class HighlightingTests
{
    private const string Narrative = "0123456789";

    [Theory]
    [InlineData("", "0123456789")]
    [InlineData("2+3", "01|*234*[homelessness]|56789")]
    [InlineData("0+10", "*0123456789*[homelessness]")]
    [InlineData("0+2 2+2", "*01*[homelessness]|*23*[homelessness]|456789")]
    [InlineData("1+4 3+4", "0|*12*|*34*[homelessness]|*56*[homelessness]|789")]
    [InlineData("1+8 3+2", "0|*12*|*34*[homelessness]|*5678*[homelessness]|9")]
    [InlineData("9+1", "012345678|*9*[homelessness]")]
    [InlineData("9+2", "0123456789")]
    [InlineData("10+1", "0123456789")]
    [InlineData("-1+2", "0123456789")]
    [InlineData("3+0", "0123456789")]
    [InlineData("3+2147483647", "0123456789")]
    public void Narrative_IsCutWhereEvidenceBeginsAndEnds(string spans, string pieces) => Assert.Equal(pieces, Text(Highlighting.Of(Narrative, Evidence(spans))));

    [Fact]
    public void Labels_OfOneSpanTwice_StandOnce() => Assert.Equal("*01*[homelessness]|23456789", Text(Highlighting.Of(Narrative, Evidence("0+2 0+2"))));

    [Fact]
    public void Evidence_ThatDoesNotCount_SaysWhy()
    {
        var piece = Highlighting.Of(Narrative, [new NarrativeEvidence(RecallReason.SubstanceMisuse, "relapse", Discount.Negated, 0, 2)])[0];
        Assert.Equal(["substance misuse, does not count: denied in the text"], piece.Labels);
        Assert.True(piece is { IsEvidence: true, Counts: false });
    }

    [Fact]
    public void Character_OfTwoHalves_IsNotCut() => Assert.Equal("a|*\U0001F600b*[homelessness]", Text(Highlighting.Of("a\U0001F600b", Evidence("1+1 1+3"))).Replace("|*b", "b", StringComparison.Ordinal));

    [Fact]
    public void Pieces_TogetherAreTheNarrative()
    {
        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            var spans = Enumerable.Range(0, random.Next(6)).Select(_ => new NarrativeEvidence((RecallReason)random.Next(6), "cue", null, random.Next(-2, 14), random.Next(0, 14)));
            Assert.Equal(Narrative, string.Concat(Highlighting.Of(Narrative, [.. spans]).Select(p => p.Text)));
        }
    }

    [Fact]
    public void Timeline_IsNoPartOfTheNarrative() => Assert.Equal(Narrative, Text(Highlighting.Of(Narrative, [new TimelineEvidence(RecallReason.Homelessness, "homeless-at-recall", null, "e1")])));

    private static IEnumerable<RecallEvidence> Evidence(string spans) => spans.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('+'))
        .Select(s => new NarrativeEvidence(RecallReason.Homelessness, "no-address", null, int.Parse(s[0]), int.Parse(s[1])));

    private static string Text(IEnumerable<NarrativePiece> pieces) =>
        string.Join('|', pieces.Select(p => p.IsEvidence ? $"*{p.Text}*{string.Concat(p.Labels.Select(l => $"[{l}]"))}" : p.Text));
}
