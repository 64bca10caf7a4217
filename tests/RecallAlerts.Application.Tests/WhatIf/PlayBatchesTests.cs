using RecallAlerts.Application.WhatIf;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Application.Tests.WhatIf.Stored;

namespace RecallAlerts.Application.Tests.WhatIf;

public sealed class PlayBatchesTests
{
    [Fact]
    public void Split_OfFew_IsOneBatch() => Assert.Equal(["1 2 3 + : P1 P2 P3"], Split(100, ("1", "gwent", "P1"), ("2", "cardiff", "P2"), ("3", "gwent", "P3")));

    [Fact]
    public void Split_IsByWholePdus() => Assert.Equal(
        ["2 + : P2", "1 3 + : P1 P3"], Split(1, ("1", "gwent", "P1"), ("2", "cardiff", "P2"), ("3", "gwent", "P3")));

    [Fact]
    public void Practitioner_OfTwoPdus_IsCountedWhereFirstNamedWithAllThatTheyHeld() => Assert.Equal(
        ["2 + : P2", "1 + 2 : P1"], Split(1, ("1", "gwent", "P1"), ("2", "cardiff", "P2 P1")));

    [Fact]
    public void Practitioner_NamedByTheReleaseAFactOrAnAmendment_Counts()
    {
        var amended = new ReleaseAmended("m", T0, T0, new ReleaseAmendment { PractitionerId = new Amended<string?>("P3") });
        var batches = new PlayBatches();
        batches.Add(Timeline(new PractitionerAllocated("a", T0, T0, "P2"), new PractitionerUnallocated("u", T0, T0), amended));
        Assert.Equal(["P1", "P2", "P3"], Assert.Single(batches.Split(1)).Practitioners.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Release_OfNobody_IsCountedAllTheSame() => Assert.Equal(["1 + : "], Split(1, ("1", "gwent", "")));

    [Fact]
    public void Split_OfNothing_IsNothing() => Assert.Empty(new PlayBatches().Split(1));

    private static IEnumerable<string> Split(int together, params (string Number, string Pdu, string Practitioners)[] releases)
    {
        var batches = new PlayBatches();
        foreach (var (number, pdu, practitioners) in releases)
        {
            var allocated = practitioners.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((p, i) => new PractitionerAllocated($"a{i}", T0, T0, p));
            batches.Add(Timeline(Release($"X00000{number}", pdu, null), T0, [.. allocated]));
        }

        return batches.Split(together).Select(b => $"{Numbers(b.Counted)} +{(b.Also.Count > 0 ? " " : "")}{Numbers(b.Also)} : {string.Join(' ', b.Practitioners.Order(StringComparer.Ordinal))}");
    }

    private static string Numbers(IEnumerable<ReleaseId> ids) => string.Join(' ', ids.Select(id => id.Value[6]));
}
