using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Reviews;

public sealed class ConditionTests
{
    [Fact]
    public void Conditions_AreSortedByRuleThenKeyByCodePoint()
    {
        var written = Given.Release().WithNobody().Booked("b", "2026-06-03T10:00:00Z").Booked("B", "2026-06-03T11:00:00Z")
            .Review("2026-07-20T12:00:00Z")
            .Conditions.Select(x => $"{NameOf<RuleId>.Text(x.Rule)}|{x.Key}").ToArray();

        Assert.Equal(written.Order(StringComparer.Ordinal), written);
        Assert.Contains("outcome-overdue|B", written);
    }

    [Fact]
    public void Conditions_ThatAreSuppressed_StayInTheAnswer() => Assert.Contains(
        Given.Release().WithNobody().With(r => r with { HandoverCompleted = false }).Review("2026-06-02T09:00:00Z").Conditions,
        x => x is { Rule: RuleId.HandoverNotCompleted, SuppressedBy: RuleId.NoPractitioner });

    [Fact]
    public void Conditions_WhoseSuppressorIsOff_SpeakForThemselves() => Assert.Null(
        Given.Release().WithNobody().With(r => r with { HandoverCompleted = false })
            .Under(p => p with { Rules = p.Rules with { NoPractitioner = p.Rules.NoPractitioner with { Enabled = false } } })
            .SuppressorOf(RuleId.HandoverNotCompleted, "2026-06-02T09:00:00Z"));

    [Fact]
    public void Conditions_OnAFact_NameTheFact() => Assert.Equal(
        "e001",
        Assert.Single(Given.Release().Lives("A08A", "2026-06-03T10:00:00Z").Review("2026-06-03T10:00:00Z")
            .Conditions, x => x.Rule == RuleId.Homeless).BasisEventId);

    [Fact]
    public void Findings_OutsideTheWatch_AreNone()
    {
        var c = Given.Release().WithNobody().Case();

        Assert.Empty(Reviewer.Findings(c, RuleId.NoPractitioner, Given.At("2026-06-01T09:00:00Z")));
        Assert.Single(Reviewer.Findings(c, RuleId.NoPractitioner, Given.At("2026-06-02T09:00:00Z")));
        Assert.Empty(Reviewer.Findings(c, RuleId.NoPractitioner, Given.At("2028-06-02T09:00:00Z")));
    }

    [Fact]
    public void NextChangeOf_OneRule_LooksAtThatRuleOnly() => Assert.Equal(
        Given.At("2026-06-02T13:00:00Z"),
        Reviewer.NextChangeOf(Given.Release().Case(), RuleId.AccommodationUnknown, Given.At("2026-06-02T09:00:00Z")));

    [Fact]
    public void Review_OfARepeatedEventId_CountsTheFirstInFactOrder()
    {
        var (at, late) = (Given.At("2026-06-03T10:00:00Z"), Given.At("2026-06-03T11:00:00Z"));
        Fact first = new AccommodationRecorded("same", at, at, "A08A", null), second = new AccommodationRecorded("same", at, late, "A01A",
            null);

        Assert.Equal(["homeless"], Held(second, first));
        Assert.Equal(["homeless"], Held(first, second));
    }

    [Fact]
    public void Review_OfFactsThatDifferOnlyById_OrdersThemByCodePoint()
    {
        var at = Given.At("2026-06-03T10:00:00Z");
        Fact upper = new AccommodationRecorded("B", at, at, "A08A", null), lower = new AccommodationRecorded("a", at, at, "A01A", null);

        Assert.Empty(Held(lower, upper));
    }

    private static string[] Held(params Fact[] facts)
    {
        var c = new Case(Given.Release().Release, Timeline.Of(facts), Given.Policy, Given.Calendar);
        return [.. Reviewer.Findings(c, RuleId.Homeless, new Instant(Given.At("2026-06-04T10:00:00Z").Seconds)).Select(_ => "homeless")];
    }
}
