using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Domain.Tests.Recalls.Language;

/// <summary>How far each kind of modifier reaches. "x" is a word that means nothing.</summary>
public sealed class ScopesTests
{
    private const string Lines =
        """
        [use] substance_misuse
        terms using
        [home] homelessness
        terms homeless, no home
        [offence] further_offence
        terms burgled
        [sale] further_offence
        terms sold .. him
        [place]
        terms flat
        [no] negated before
        terms no, not
        [nil] negated after
        terms ruled out
        [past] historic before
        terms previous
        [ago] historic around
        terms years ago
        [over] historic after
        terms clean since
        [maybe] hypothetical before
        terms maybe, ?
        [unsure] hypothetical after
        terms unconfirmed
        [other] other-person before
        terms his brother, brother
        [but] ends
        terms but, however
        [pseudo] pseudo
        terms not only
        """;

    private static readonly SmallLexicon Small = new(Lines, "x");

    [Theory]
    [InlineData("using", null)]
    [InlineData("no using", Discount.Negated)]
    [InlineData("using no x", null)]
    [InlineData("no x x x x x x using", Discount.Negated)]
    [InlineData("no x x x x x x x using", null)]
    [InlineData("no x, using", null)]
    [InlineData("no x; using", null)]
    [InlineData("no x. using", null)]
    [InlineData("no x but using", null)]
    [InlineData("no x however using", null)]
    [InlineData("not only using", null)]
    [InlineData("not x using", Discount.Negated)]
    [InlineData("using ruled out", Discount.Negated)]
    [InlineData("using, ruled out", Discount.Negated)]
    [InlineData("using. ruled out", null)]
    [InlineData("using but ruled out", null)]
    [InlineData("using x x x x x x ruled out", Discount.Negated)]
    [InlineData("using x x x x x x x ruled out", null)]
    [InlineData("ruled out using", null)]
    public void Denial_OfUse_ReachesSoFar(string text, Discount? expected) => Assert.Equal(expected, Small.DiscountOf("use", text));

    [Theory]
    [InlineData("previous using", Discount.Historic)]
    [InlineData("previous x x x using", Discount.Historic)]
    [InlineData("previous x x x x using", null)]
    [InlineData("previous x, using", Discount.Historic)]
    [InlineData("previous x: using", null)]
    [InlineData("previous x but using", null)]
    [InlineData("using years ago", Discount.Historic)]
    [InlineData("years ago x x x x x x x x x x x x using", Discount.Historic)]
    [InlineData("years ago, using", Discount.Historic)]
    [InlineData("years ago. using", null)]
    [InlineData("years ago but using", null)]
    [InlineData("using clean since", Discount.Historic)]
    [InlineData("using, clean since", Discount.Historic)]
    [InlineData("using. clean since", null)]
    [InlineData("clean since using", null)]
    public void Past_OfUse_ReachesSoFar(string text, Discount? expected) => Assert.Equal(expected, Small.DiscountOf("use", text));

    [Theory]
    [InlineData("maybe using", Discount.Hypothetical)]
    [InlineData("?using", Discount.Hypothetical)]
    [InlineData("x ?using", Discount.Hypothetical)]
    [InlineData("maybe x x x x x x x x x x x using", Discount.Hypothetical)]
    [InlineData("maybe x, using", Discount.Hypothetical)]
    [InlineData("maybe x. using", null)]
    [InlineData("maybe x but using", null)]
    [InlineData("using unconfirmed", Discount.Hypothetical)]
    [InlineData("unconfirmed using", null)]
    public void Possibility_OfUse_ReachesSoFar(string text, Discount? expected) => Assert.Equal(expected, Small.DiscountOf("use", text));

    [Theory]
    [InlineData("use", "his brother using", Discount.OtherPerson)]
    [InlineData("use", "his brother x x x x x x x x x x using", Discount.OtherPerson)]
    [InlineData("use", "his brother, using", null)]
    [InlineData("use", "using his brother", null)]
    [InlineData("offence", "his brother burgled", Discount.OtherPerson)]
    [InlineData("home", "his brother homeless", null)]
    public void OtherPerson_CountsForUseAndOffencesOnly(string name, string text, Discount? expected) => Assert.Equal(expected, Small.DiscountOf(name, text));

    [Theory]
    [InlineData("no home", "home no home; no no")]
    [InlineData("no home using", "home no home; no no; use using")]
    [InlineData("his brother using", "other his brother; other brother; use!other-person using")]
    public void Longest_OfSeveral_Wins(string text, string found) => Assert.Equal(found, Small.Found(text));

    // A phrase with a gap does not swallow a modifier that stands in the gap: "theft, discontinued at court" is no charge.
    [Theory]
    [InlineData("sold, ruled out by him", Discount.Negated)]
    [InlineData("sold by him", null)]
    public void Modifier_InTheGapOfAPhrase_StillCounts(string text, Discount? expected) => Assert.Equal(expected, Small.DiscountOf("sale", text));

    [Fact]
    public void Group_ThatIsAboutNothing_IsNeverDiscounted() => Assert.Null(Small.DiscountOf("place", "no flat"));
}
