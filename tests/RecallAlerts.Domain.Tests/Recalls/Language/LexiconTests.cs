namespace RecallAlerts.Domain.Tests.Recalls.Language;

public sealed class LexiconTests
{
    private const string Lines =
        """
        [home]
        terms flat, bed space, bed
        [ends]
        terms lost, shut down, shut
        [lost-place] homelessness
        terms @home .. @ends, evicted, thrown out of @home, lost the .. roof
        [nights] homelessness
        terms 84 nights
        [many] continuity_failure
        terms # officers
        [since] homelessness
        terms homeless in #year
        """;

    private static readonly SmallLexicon Small = new(Lines, "quickly", "money");

    [Theory]
    [InlineData("He lost it", "ends lost")]
    [InlineData("EVICTION", "lost-place EVICTION")]
    [InlineData("flat lost", "home flat; lost-place flat lost; ends lost")]
    [InlineData("flat was quite suddenly lost", "home flat; lost-place flat was quite suddenly lost; ends lost")]
    [InlineData("flat was then quite suddenly lost", "home flat; ends lost")]
    [InlineData("flat, lost", "home flat; lost-place flat, lost; ends lost")]
    [InlineData("flat was, lost", "home flat; ends lost")]
    [InlineData("flat; lost", "home flat; ends lost")]
    [InlineData("flat. lost", "home flat; ends lost")]
    [InlineData("bed space shut down", "home bed space; lost-place bed space shut down; ends shut down")]
    [InlineData("thrown out of bed", "lost-place thrown out of bed; home bed")]
    [InlineData("thrown out. of bed", "home bed")]
    [InlineData("thrown out of the bed", "home bed")]
    [InlineData("lost the dry roof", "ends lost; lost-place lost the dry roof")]
    [InlineData("lost the", "ends lost")]
    [InlineData("thrown out of", "")]
    [InlineData("", "")]
    [InlineData("evvicted", "lost-place evvicted")]
    public void Text_OfTermsAndFrames_IsFoundByItsWords(string text, string found) => Assert.Equal(found, Small.Found(text));

    [Theory]
    [InlineData("5 officers", "many 5 officers")]
    [InlineData("twelve officers", "")]
    [InlineData("officers", "")]
    public void Term_WithAnyNumber_NeedsANumber(string text, string found) => Assert.Equal(found, Small.Found(text));

    [Theory]
    [InlineData("homeless in 2019", "since homeless in 2019")]
    [InlineData("homeless in year", "")]
    [InlineData("homeless in 20", "")]
    public void Term_WithAYear_NeedsAYear(string text, string found) => Assert.Equal(found, Small.Found(text));

    [Theory]
    [InlineData("84 nights", "nights 84 nights")]
    [InlineData("2 nights", "")]
    public void Term_WithANumberOfItsOwn_IsNotFoundWithAnother(string text, string found) => Assert.Equal(found, Small.Found(text));

    [Fact]
    public void Group_ThatIsNotThere_IsNamed()
    {
        var e = Assert.Throws<FormatException>(() => new SmallLexicon("[a]\nterms lost @hoome"));

        Assert.Contains("@hoome", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Name_OfTwoEntries_IsRefusedByName()
    {
        var e = Assert.Throws<FormatException>(() => new SmallLexicon("[a]\nterms x\n[a]\nterms y"));

        Assert.Contains("[a]", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Units_OfWordsEntriesAndOrders_AreAllDifferentAndHaveNames()
    {
        var lexicon = Small.Lexicon;
        var units = Enumerable.Range(0, lexicon.Words).ToList();
        units.AddRange(lexicon.Entries.Select(e => lexicon.UnitOf(e.Id)));
        units.AddRange(from a in Domain.Recalls.RecallReasons.All from b in Domain.Recalls.RecallReasons.All from c in (bool[])[false, true] select lexicon.UnitOf(a, b, c));

        Assert.Equal(Enumerable.Range(0, units.Count), units.Order());
        Assert.Equal(units.Count, units.Select(u => lexicon.Text(u, Small.Vocabulary.Text)).Distinct(StringComparer.Ordinal).Count());
    }
}
