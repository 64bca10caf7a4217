using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Recalls.Language;

namespace RecallAlerts.Domain.Tests.Recalls.Language;

public sealed class LexiconReaderTests
{
    [Theory]
    [InlineData("[x]", null, null, "None", null)]
    [InlineData("[x] homelessness", RecallReason.Homelessness, RecallReason.Homelessness, "None", null)]
    [InlineData("[x]   further_offence", RecallReason.FurtherOffence, RecallReason.FurtherOffence, "None", null)]
    [InlineData("[x] about substance_misuse", null, RecallReason.SubstanceMisuse, "None", null)]
    [InlineData("[x] negated before", null, null, "Before", Discount.Negated)]
    [InlineData("[x] negated after", null, null, "After", Discount.Negated)]
    [InlineData("[x] historic around", null, null, "Around", Discount.Historic)]
    [InlineData("[x] hypothetical before", null, null, "Before", Discount.Hypothetical)]
    [InlineData("[x] other-person before", null, null, "Before", Discount.OtherPerson)]
    [InlineData("[x] ends", null, null, "Ends", null)]
    [InlineData("[x] pseudo", null, null, "Pseudo", null)]
    public void Head_OfEachKind_SaysWhatTheEntryDoes(string head, RecallReason? label, RecallReason? about, string modifier, Discount? discount)
    {
        var entry = Assert.Single(LexiconReader.Read([head]).Entries);

        Assert.Equal(("x", label, about, modifier, discount), (entry.Name, entry.Label, entry.About, entry.Modifier.ToString(), entry.Discount));
    }

    [Fact]
    public void Text_OfTwoEntries_IsReadWithItsRemarksPassedOver()
    {
        var (version, entries) = LexiconReader.Read(["# remark", "", "version 2026-1", "[a] homelessness", "means has none", "terms no bed, , no flat", "  # remark", "  on the street,", "[b]", "terms x"]);

        Assert.Equal("2026-1", version);
        Assert.Equal(["a", "b"], entries.Select(e => e.Name));
        Assert.Equal([0, 1], entries.Select(e => e.Id));
        Assert.Equal("has none", entries[0].Means);
        Assert.Equal(["no bed", "no flat", "on the street"], entries[0].Phrases);
    }

    [Theory]
    [InlineData("words of nothing", 1)]
    [InlineData("# a\n\nterms a, b", 3)]
    [InlineData("[]", 1)]
    [InlineData("[a", 1)]
    [InlineData("[a]\n[b] homeless", 2)]
    [InlineData("[a]\n[b] about nothing", 2)]
    [InlineData("[a] negated", 1)]
    [InlineData("[a] negated sideways", 1)]
    [InlineData("[a] doubtful before", 1)]
    [InlineData("[a] negated before after", 1)]
    [InlineData("[a] negated 7", 1)]
    [InlineData("[a] negated none", 1)]
    [InlineData("[a] negated ends", 1)]
    [InlineData("[a]\ntrems x, y", 2)]
    public void Line_ThatCannotBeRead_IsNamed(string text, int line)
    {
        var e = Assert.Throws<FormatException>(() => LexiconReader.Read(text.Split('\n')));

        Assert.Contains($"Line {line} ", e.Message, StringComparison.Ordinal);
    }
}
