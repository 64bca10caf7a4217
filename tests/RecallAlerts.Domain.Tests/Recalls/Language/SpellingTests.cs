using FsCheck;
using FsCheck.Fluent;
using RecallAlerts.Domain.Recalls.Language;

namespace RecallAlerts.Domain.Tests.Recalls.Language;

public sealed class SpellingTests
{
    private static readonly string[] Known = ["hostel", "relapse", "methadone", "house", "horse", "drug", "bother", "brother"];
    private static readonly Spelling Small = Of(Known);

    [Theory]
    [InlineData("hosttel", "hostel")]
    [InlineData("hostl", "hostel")]
    [InlineData("hoste", "hostel")]
    [InlineData("hostal", "hostel")]
    [InlineData("hosetl", "hostel")]
    [InlineData("hostels", "hostel")]
    [InlineData("methadnoe", "methadone")]
    [InlineData("rleapse", "relapse")]
    [InlineData("erlapse", null)]
    [InlineData("ostel", null)]
    [InlineData("xostel", null)]
    [InlineData("hotsell", null)]
    [InlineData("hostelry", null)]
    [InlineData("housse", "house")]
    [InlineData("hoyse", null)]
    [InlineData("hourse", null)]
    [InlineData("drugg", null)]
    [InlineData("drg", null)]
    [InlineData("botherr", "bother")]
    [InlineData("", null)]
    [InlineData("h", null)]
    public void Word_OneEditFromOneKnownWord_IsThatWord(string word, string? meant) => Assert.Equal(meant, Meant(Small, Known, word));

    [Fact]
    public void KnownWord_IsNeverTakenForAnother()
    {
        var vocabulary = RecallModel.Shipped.Vocabulary;
        for (var number = 0; number < vocabulary.Count; number++)
        {
            var (text, again) = (vocabulary.Text(number), vocabulary.Text(number).ToCharArray());
            if (text.Length is > 4 and <= WordReader.LongestWord && text.All(char.IsAsciiLetter) && Stemmer.Stem(again, again.Length) == text.Length)
                Assert.Equal(number, vocabulary.Find(text.ToCharArray(), text.Length));
        }
    }

    // An answer is one edit from the word, begins with the same letter, and no other known word is as near: checked by trying all of them.
    [Fact]
    public void Answer_ForAnyWord_IsTheOnlyKnownWordOneEditAway() => Texts.Hold(3_000, Misspelt, word =>
    {
        var near = Known.Where(k => k.Length >= 5 && word.Length >= 5 && k[0] == word[0] && IsOneEdit(word, k)).ToArray();
        return Known.Contains(word) || Meant(Small, Known, word) is not { } meant || (near.Length == 1 && near[0] == meant);
    });

    private static Gen<string> Misspelt =>
        from known in Gen.Elements(Known)
        from edits in Gen.Choose(1, 2)
        from places in Gen.ArrayOf(Gen.Choose(0, 999), 6)
        select Edited(known, edits, places);

    private static string Edited(string word, int edits, int[] places)
    {
        for (var e = 0; e < edits; e++)
        {
            var (at, letter, kind) = (places[e * 3] % word.Length, (char)('a' + (places[(e * 3) + 1] % 26)), places[(e * 3) + 2] % 3);
            word = kind switch { 0 => word.Insert(at, $"{letter}"), 1 => word.Remove(at, 1), _ => word.Remove(at, 1).Insert(at, $"{letter}") };
        }

        return word;
    }

    private static bool IsOneEdit(string a, string b)
    {
        var deletions = Deletions(a);
        var swaps = Enumerable.Range(0, Math.Max(0, a.Length - 1)).Select(i => a[..i] + a[i + 1] + a[i] + a[(i + 2)..]);
        var sameButOne = a.Length == b.Length && a.Zip(b).Count(x => x.First != x.Second) == 1;
        return sameButOne || deletions.Contains(b) || Deletions(b).Contains(a) || (a != b && swaps.Contains(b));
    }

    private static IEnumerable<string> Deletions(string word) => Enumerable.Range(0, word.Length).Select(i => word.Remove(i, 1));

    private static string? Meant(Spelling spelling, string[] known, string word) => spelling.Find(word) is var found and >= 0 ? known[found] : null;

    private static Spelling Of(string[] words) => new(words.Select((w, i) => (w, i)).ToDictionary(x => x.w, x => x.i, StringComparer.Ordinal));
}
