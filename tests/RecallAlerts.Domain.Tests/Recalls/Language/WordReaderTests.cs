using RecallAlerts.Domain.Recalls.Language;

namespace RecallAlerts.Domain.Tests.Recalls.Language;

public sealed class WordReaderTests
{
    // Words in plain form; before each the mark of what stands before it: nothing, "," for a comma, ";" for a clause, "." for a sentence.
    [Theory]
    [InlineData("", "")]
    [InlineData("Sleeping ROUGH", ".sleeping rough")]
    [InlineData("didn't", ".didnt")]
    [InlineData("didn\u2019t", ".didnt")]
    [InlineData("mum's flat", ".mum flat")]
    [InlineData("MUM\u2019S flat", ".mum flat")]
    [InlineData("a's", ".a")]
    [InlineData("parents' house", ".parents house")]
    [InlineData("'quoted'", ".quoted")]
    [InlineData("rock 'n' roll", ".rock n roll")]
    [InlineData("b&b", ".b&b")]
    [InlineData("A&E now", ".a&e now")]
    [InlineData("him & her", ".him her")]
    [InlineData("b& b", ".b b")]
    [InlineData("move-on", ".move on")]
    [InlineData("flat - lost", ".flat ;lost")]
    [InlineData("flat \u2013 lost", ".flat ;lost")]
    [InlineData("flat\u2014lost", ".flat ;lost")]
    [InlineData("flat- lost", ".flat lost")]
    [InlineData("flat -> lost", ".flat ;lost")]
    [InlineData("3.5 mg", ".3 5 mg")]
    [InlineData("s.20 wounding", ".s 20 wounding")]
    [InlineData("e.g. cans", ".e g .cans")]
    [InlineData("flat. Lost", ".flat .lost")]
    [InlineData("flat! lost", ".flat .lost")]
    [InlineData("flat\r\nlost", ".flat .lost")]
    [InlineData("flat\nlost", ".flat .lost")]
    [InlineData("\u2022 flat\n* lost", ".flat .lost")]
    [InlineData("Housing: lost", ".housing ;lost")]
    [InlineData("flat; lost", ".flat ;lost")]
    [InlineData("flat, lost", ".flat ,lost")]
    [InlineData("flat (lost) again", ".flat ,lost ,again")]
    [InlineData("said \"lost\"", ".said ,lost")]
    [InlineData("said \u201clost\u201d it", ".said ,lost ,it")]
    [InlineData("flat, . lost", ".flat .lost")]
    [InlineData("?relapse", ".? relapse")]
    [InlineData("flat ?lost", ".flat ? lost")]
    [InlineData("flat (?lost)", ".flat ,? lost")]
    [InlineData("flat lost? yes", ".flat lost .yes")]
    [InlineData("lost?yes", ".lost .yes")]
    [InlineData("lost ? yes", ".lost .yes")]
    [InlineData("???", "")]
    [InlineData("2019 and 84", ".2019 and 84")]
    [InlineData("7\u0663", ".7\u0663")]
    [InlineData("no\U0001F3E0home", ".no home")]
    [InlineData("\ud83c home \udfe0", ".home")]
    [InlineData("cafe\u0301 bar", ".cafe bar")]
    [InlineData("caf\u00e9", ".caf\u00e9")]
    [InlineData("no\u0000home\u0007", ".no home")]
    [InlineData("\u05d1\u05d9\u05ea home", ".\u05d1\u05d9\u05ea home")]
    public void Words_OfAText_AreInPlainForm(string text, string expected) => Assert.Equal(expected, string.Join(' ', Words(text).Select(w => w.Mark + w.Plain)));

    [Theory]
    [InlineData("  Mum\u2019s  flat.", "Mum\u2019s|flat")]
    [InlineData("?lost b&b", "?|lost|b&b")]
    [InlineData("\U0001F3E0\U0001F3E0home\r\n\r\nagain", "home|again")]
    [InlineData("didn't 'go'", "didn't|go")]
    [InlineData("s.20", "s|20")]
    [InlineData("ab\u0301cd", "ab|cd")]
    public void Offsets_OfWords_AreThoseOfTheText(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Words(text).Select(w => text[w.Start..w.End])));

    [Fact]
    public void Word_OverTheLongest_IsCutForLookingUpAndKeepsItsOffsets()
    {
        var word = Assert.Single(Words(new string('x', 20_000)));

        Assert.Equal((new string('x', WordReader.LongestWord), 0, 20_000), (word.Plain, word.Start, word.End));
    }

    [Theory]
    [InlineData("the address.Using")]
    [InlineData("the address\u2026Using")]
    public void Stop_WithoutASpaceBeforeACapital_EndsTheSentence(string text) => Assert.Equal(".", Words(text)[^1].Mark);

    private static List<(string Plain, int Start, int End, string Mark)> Words(string text)
    {
        var words = new List<(string, int, int, string)>();
        var reader = new WordReader(text);
        Span<char> plain = stackalloc char[WordReader.LongestWord];
        while (reader.TryRead(plain, out var length, out var start, out var end, out var before))
            words.Add((plain[..length].ToString(), start, end, before switch { Gap.None => "", Gap.Comma => ",", Gap.Clause => ";", _ => "." }));
        return words;
    }
}
