using System.Security.Cryptography;
using System.Text;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Recalls.Language;

namespace RecallAlerts.Domain.Tests.Recalls.Language;

/// <summary>What must hold of the lexicon, scorecard and known words that ship.</summary>
public sealed class ShippedLexiconTests
{
    private static readonly string[] Texts = ["recall-lexicon.txt", "recall-scorecard.txt", "known-words.txt"];
    private static readonly (string Version, List<LexiconEntry> Entries) Shipped = LexiconReader.Read(RecallModel.Lines(Texts[0]));

    public static TheoryData<string> Names => [.. Shipped.Entries.Select(e => e.Name)];

    // A stored answer names its version, and the same version must give the same answer. When this fails you changed one of the three texts: give the lexicon
    // a new version (its line "version ..."), fit the points anew if words changed (tests/RecallAlerts.Calibration), and put both new values here.
    [Fact]
    public void Version_IsThatOfTheseTexts()
    {
        Assert.Equal("2026-11-1", RecallClassifier.Version);
        Assert.Equal("322bc243ec5d01036eba05d0d686d482abc84e31b8fadb77dd475d7e80203c3d", Hash());
    }

    [Fact]
    public void Names_AreUnique() => Assert.Equal(Shipped.Entries.Count, Shipped.Entries.Select(e => e.Name).Distinct(StringComparer.Ordinal).Count());

    [Theory]
    [MemberData(nameof(Names))]
    public void Entry_HasAMeaningAndTerms(string name)
    {
        var entry = Entry(name);

        if (entry.Modifier is not (ModifierKind.Before or ModifierKind.After or ModifierKind.Around or ModifierKind.Earlier) || entry.Discount is null) Assert.Null(entry.Discount);
        Assert.False(string.IsNullOrWhiteSpace(entry.Means), "has no meaning");
        Assert.NotEmpty(entry.Phrases);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Entry_HoldsNoTermTwice(string name)
    {
        var twice = Entry(name).Phrases.GroupBy(p => p, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key);

        Assert.Equal([], twice);
    }

    // A term is read as a narrative would be: what is no word is lost, and a term that loses something means something else than its author wrote.
    [Theory]
    [MemberData(nameof(Names))]
    public void Entry_HoldsNoTermThatLosesAWord(string name)
    {
        var lossy = Entry(name).Phrases.Where(p => p.Split(' ').Any(piece => piece is not ".." && piece[0] != '@' && new Vocabulary().AddAll(piece).Length == 0));

        Assert.Equal([], lossy);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Entry_RefersToGroupsThatExist(string name)
    {
        var missing = Entry(name).Phrases.SelectMany(p => p.Split(' ')).Where(p => p[0] == '@' && Shipped.Entries.TrueForAll(e => e.Name != p[1..]));

        Assert.Equal([], missing);
    }

    // A phrase that begins with a group finds that group by its plain terms only.
    [Theory]
    [MemberData(nameof(Names))]
    public void Group_ThatAPhraseBeginsWith_HasPlainTerms(string name)
    {
        var groups = Entry(name).Phrases.Where(p => p[0] == '@').Select(p => Entry(p.Split(' ')[0][1..]));

        Assert.All(groups, g => Assert.DoesNotContain(g.Phrases, p => p.Contains('@', StringComparison.Ordinal) || p.Contains("..", StringComparison.Ordinal)));
    }

    [Fact]
    public void Reasons_ButInsufficientInformation_HaveCues() =>
        Assert.Equal(RecallReasons.All.Where(r => r != RecallReason.InsufficientInformation), Shipped.Entries.Select(e => e.Label).OfType<RecallReason>().Distinct().Order());

    [Fact]
    public void Discounts_AllHaveModifiers() =>
        Assert.Equal(Enum.GetValues<Discount>(), Shipped.Entries.Select(e => e.Discount).OfType<Discount>().Distinct().Order());

    [Fact]
    public void Version_IsNotEmpty() => Assert.False(string.IsNullOrWhiteSpace(Shipped.Version));

    // Every row of points refers to entries that exist: one that does not is lost.
    [Fact]
    public void Scorecard_LosesNoRow()
    {
        var rows = RecallModel.Lines(Texts[1]).Count(l => l.Length > 0 && l[0] != '%' && l[0] != '(');

        Assert.Equal(rows, RecallModel.Shipped.Scorecard.Count);
    }

    [Fact]
    public void Because_IsAnEntry() => Assert.InRange(RecallModel.Shipped.Lexicon.BecauseEntry, 0, Shipped.Entries.Count - 1);

    [Theory]
    [InlineData("Saw the same officer throughout.", "many-practitioners")]
    [InlineData("The plan blew hot and cold.", "test-shows-use")]
    [InlineData("Charged with section 18 wounding.", "lost-place")]
    [InlineData("Assessed under section 2 of the Mental Health Act.", "home-ends")]
    [InlineData("Missed appointments for 14 days.", "placement-over")]
    [InlineData("Was away for 2 nights.", "placement-over")]
    [InlineData("Arrested for theft, NFA by police.", "no-address")]
    public void Text_ThatDoesNotSaySo_HasNoSuchEntry(string text, string name) => Assert.DoesNotContain(name, Found(text));

    [Theory]
    [InlineData("Five officers since release.", "many-practitioners")]
    [InlineData("5 officers since release.", "many-practitioners")]
    [InlineData("Blew 68 at the office.", "test-shows-use")]
    [InlineData("Served a section 21 notice.", "lost-place")]
    [InlineData("84 nights are up.", "placement-over")]
    [InlineData("Homeless in 2019.", "past")]
    [InlineData("?relapse", "perhaps")]
    [InlineData("Heroin use noted.", "using")]
    public void Text_ThatSaysSo_HasTheEntry(string text, string name) => Assert.Contains(name, Found(text));

    private static string[] Found(string text)
    {
        var reading = Reading.Of(text, RecallModel.Shipped.Lexicon, RecallModel.Shipped.Vocabulary);
        return [.. reading.Hits.ToArray().Select(h => RecallModel.Shipped.Lexicon.Entries[h.Entry].Name)];
    }

    private static LexiconEntry Entry(string name) => Shipped.Entries.First(e => e.Name == name);

    private static string Hash() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join("\n\n", Texts.Select(t => string.Join('\n', RecallModel.Lines(t)))))));
}
