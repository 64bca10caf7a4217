using FsCheck;
using FsCheck.Fluent;
using RecallAlerts.Domain.Recalls.Language;

namespace RecallAlerts.Domain.Tests.Recalls.Language;

public sealed class CueTableTests
{
    // Keys as they come - units side by side - and the awkward ones: 0, all bits, and keys that differ in high bits only.
    private static Gen<ulong> Key => Gen.OneOf(
        from first in Gen.Choose(0, 40) from second in Gen.Choose(0, 40) select Cue.Two(first, second),
        Gen.Choose(0, 40).Select(Cue.One),
        Gen.Elements(0UL, ulong.MaxValue, 1UL << 63, 1UL << 62, 11_400_714_819_323_198_485UL),
        from high in Gen.Choose(0, int.MaxValue) select (ulong)high << 33);

    [Fact]
    public void Find_OfAnyKey_IsWhatADictionaryAnswers() => Texts.Hold(1_000, Tables, t =>
    {
        var table = new CueTable(t.Rows);
        return t.Asked.Concat(t.Rows.Keys).All(key => table.Find(key) == t.Rows.GetValueOrDefault(key, -1));
    });

    [Fact]
    public void Find_InAnEmptyTable_IsNone() => Assert.All((ulong[])[0, 1, ulong.MaxValue], key => Assert.Equal(-1, new CueTable(new Dictionary<ulong, int>()).Find(key)));

    [Fact]
    public void Units_OfAKey_AreThoseItWasMadeOf()
    {
        Assert.Equal((7, 9), Cue.Units(Cue.Two(7, 9)));
        Assert.Equal((7, -1), Cue.Units(Cue.One(7)));
        Assert.Equal((0, 0), Cue.Units(Cue.Two(0, 0)));
    }

    private static Gen<(Dictionary<ulong, int> Rows, ulong[] Asked)> Tables =>
        from count in Gen.Choose(0, 300)
        from keys in Gen.ArrayOf(Key, count)
        from asked in Gen.ArrayOf(Key, 50)
        select (keys.Distinct().Select((k, i) => (k, i)).ToDictionary(x => x.k, x => x.i), asked);
}
