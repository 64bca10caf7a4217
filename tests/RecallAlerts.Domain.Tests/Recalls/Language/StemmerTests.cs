using RecallAlerts.Domain.Recalls.Language;

namespace RecallAlerts.Domain.Tests.Recalls.Language;

public sealed class StemmerTests
{
    [Theory]
    [InlineData("evicted", "evict")]
    [InlineData("evicting", "evict")]
    [InlineData("eviction", "evict")]
    [InlineData("evictions", "evict")]
    [InlineData("evicts", "evict")]
    [InlineData("stopped", "stop")]
    [InlineData("stopping", "stop")]
    [InlineData("missed", "miss")]
    [InlineData("misses", "miss")]
    [InlineData("missing", "miss")]
    [InlineData("rolled", "roll")]
    [InlineData("denied", "deny")]
    [InlineData("denies", "deny")]
    [InlineData("burglaries", "burglary")]
    [InlineData("allegations", "allegat")]
    [InlineData("allegation", "allegat")]
    [InlineData("allegedly", "alleg")]
    [InlineData("recently", "recent")]
    [InlineData("charge", "charg")]
    [InlineData("charged", "charg")]
    [InlineData("charges", "charg")]
    [InlineData("houses", "hous")]
    [InlineData("house", "hous")]
    [InlineData("status", "status")]
    [InlineData("mess", "mess")]
    [InlineData("bus", "bus")]
    [InlineData("used", "used")]
    [InlineData("ring", "ring")]
    [InlineData("red", "red")]
    [InlineData("", "")]
    [InlineData("s", "s")]
    public void Word_InAnyForm_HasItsStem(string word, string stem)
    {
        Span<char> letters = stackalloc char[WordReader.LongestWord];
        word.CopyTo(letters);

        Assert.Equal(stem, letters[..Stemmer.Stem(letters, word.Length)].ToString());
    }

    [Fact]
    public void Stem_OfEveryKnownWord_IsNeverLongerAndNeverEmpty() => Assert.All(RecallModel.Lines("known-words.txt").Where(w => w.Length is > 0 and <= WordReader.LongestWord), word =>
    {
        Span<char> letters = stackalloc char[WordReader.LongestWord];
        word.CopyTo(letters);

        Assert.InRange(Stemmer.Stem(letters, word.Length), 1, word.Length);
    });
}
