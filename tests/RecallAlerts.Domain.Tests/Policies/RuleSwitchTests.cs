using RecallAlerts.Application.Policies;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Policies;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Policies;

public sealed class RuleSwitchTests
{
    public static TheoryData<RuleId> Rules => [.. Enum.GetValues<RuleId>()];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_SwitchedOff_HoldsNothingWhereItHeld(RuleId rule)
    {
        var (given, now) = Holding(rule);

        Assert.NotEmpty(given.Keys(rule, now));
        Assert.Empty(given.Under(_ => Without(rule)).Keys(rule, now));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_SwitchedOff_LeavesTheOthersAsTheyAre(RuleId rule)
    {
        var (given, now) = Holding(rule);
        var others = Others(given, rule, now);

        Assert.Equal(others, Others(given.Under(_ => Without(rule)), rule, now));
    }

    private static Condition[] Others(CaseBuilder given, RuleId rule, string now) =>
        [.. given.Review(now).Conditions.Where(x => x.Rule != rule).Select(x => x with { SuppressedBy = null })];

    private static Policy Without(RuleId rule)
    {
        var name = rule.ToString();
        return PolicyDocument.Load($$"""{ "rules": { "{{char.ToLowerInvariant(name[0])}}{{name[1..]}}": { "enabled": false } } }""").General;
    }

    private static (CaseBuilder Given, string Now) Holding(RuleId rule) => rule switch
    {
        RuleId.AccommodationUnknown or RuleId.FirstAppointmentNotBooked or RuleId.NoPractitioner or RuleId.HandoverNotCompleted =>
            (Given.Release().WithNobody().With(r => r with { HandoverCompleted = false }), "2026-06-02T14:00:00Z"),
        RuleId.AppointmentMissed or RuleId.NoContact or RuleId.MissedWithoutResponse or RuleId.OutcomeOverdue =>
            (Given.Release().Held("a1", "2026-06-03T10:00:00Z", "ATTC").Held("a2", "2026-06-04T10:00:00Z", "UAAB")
                .Booked("a3", "2026-06-05T10:00:00Z"),
                "2026-07-20T12:00:00Z"),
        RuleId.Homeless or RuleId.FirstAppointmentNotAttended => (Given.Release()
            .Lives("A08A", "2026-06-03T10:00:00Z"), "2026-06-04T12:00:00Z"),
        RuleId.PlacementEnding or RuleId.UnsettledAccommodation => (Given.Release().Lives("A17", Given.ReleasedAt), "2026-08-01T12:00:00Z"),
        RuleId.PractitionerChurn or RuleId.SubstanceUse => (Given.Release().Allocated("P2", "2026-06-03T10:00:00Z")
            .Allocated("P3", "2026-06-04T10:00:00Z")
            .Tested(TestResult.Positive, "2026-06-05T10:00:00Z"), "2026-06-06T12:00:00Z"),
        _ => (Given.Release().NeedsHelpWith(Need.SubstanceMisuse, Need.Finance).Requires(Check.DomesticAbuse), "2026-06-20T12:00:00Z"),
    };
}
