using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Recalls;
using static RecallAlerts.Domain.Reports.HeadlineCell;

namespace RecallAlerts.Domain.Reports;

/// <summary>A measure of the headline report.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Says">What it counts, for a reader.</param>
/// <param name="Stage">With which stage it is complete.</param>
/// <param name="FollowUpDays">Days after release over which it looks.</param>
/// <param name="Numerator">Of these.</param>
/// <param name="Denominator">Out of these.</param>
/// <param name="Unknowns">Not in the denominator because it is not known of them; null where nobody can be unknown.</param>
public sealed record Measure(string Name, string Says, Stage Stage, int FollowUpDays, HeadlineCell Numerator, HeadlineCell Denominator, HeadlineCell? Unknowns)
{
    /// <summary>What the inspection found in 2023, in its words; null where it has no such figure.</summary>
    public string? Inspection2023 { get; init; }
}

/// <summary>The measures of the headline report (api.md, Exports), with the inspection's figures (HMI Probation, OMiC post-release, March 2023).</summary>
public static class Measures
{
    /// <summary>Days after the last release by which each stage is complete.</summary>
    public static int DaysOf(Stage stage) => stage switch
    {
        Stage.Release => 0,
        Stage.Early => ReleaseOutcomes.EarlyDays,
        Stage.TwelveWeeks => 84,
        Stage.SixMonths => ReleaseOutcomes.SixMonths,
        _ => ReleaseOutcomes.NineMonths,
    };

    /// <summary>In employment of those available: no source sends facts about it, so it has no figures yet.</summary>
    public static (string Name, string Says, string Inspection2023) InEmployment => ("in-employment", "in employment, of those available for work", "8 %");

    /// <summary>All measures but employment, for which there are no facts, in the order of the report.</summary>
    public static IReadOnlyList<Measure> All { get; } =
    [
        new("settled-on-release", "settled at the end of the day of release", Stage.Release, 0, Settled, SettledKnown, SettledUnknown) { Inspection2023 = "40 %" },
        new("recalled-within-28-days", "recalled by the end of day 28", Stage.Early, 28, Recalled28, Followed28, Lost28) { Inspection2023 = "12 % (four in ten of the 30 % recalled)" },
        new("recalled-within-84-days", "recalled by the end of day 84", Stage.TwelveWeeks, 84, Recalled84, Followed84, Lost84),
        new("recalled-within-274-days", "recalled by the end of day 274", Stage.NineMonths, 274, Recalled274, Followed274, Lost274) { Inspection2023 = "30 %" },
        new("of-recalls-within-28-days", "of the recalls within 274 days, within 28 days", Stage.NineMonths, 274, Recalled28, Recalled274, null) { Inspection2023 = "40 %" },
        new("recalls-with-a-reason", "of the recalls within 274 days, with a reason that the evidence supports", Stage.NineMonths, 274, WithReason, Classified, Unclassified),
        .. Reasons("primary", "primary reason", PrimaryHomelessness, (int)RecallReason.InsufficientInformation + 1),
        .. Reasons("any", "primary or further reason", AnyHomelessness, (int)RecallReason.InsufficientInformation),
        new("recalls-with-a-warning", "of the recalls within 274 days, with a high or urgent alert of the right kind open at the recall", Stage.NineMonths, 274, Warned, Classified, Unclassified),
        new("not-recalled-with-a-warning", "of those not recalled, with such an alert open on the day of a recall that they are compared with", Stage.NineMonths, 274, ComparedWarned, Compared, NotCompared),
        Check("domestic-abuse-checks-done", "required checks with the police done by the end of day 28", DomesticAbuseDone, DomesticAbuseDone) with { Inspection2023 = "just under half" },
        Check("domestic-abuse-checks-unanswered", "required checks with the police asked for and not answered by the end of day 28", DomesticAbuseUnanswered, DomesticAbuseDone),
        Check("child-safeguarding-checks-done", "required checks with children's services done by the end of day 28", ChildSafeguardingDone, ChildSafeguardingDone) with { Inspection2023 = "six in ten" },
        Check("child-safeguarding-checks-unanswered", "required checks with children's services asked for and not answered by the end of day 28", ChildSafeguardingUnanswered, ChildSafeguardingDone),
        new("treatment-within-21-days", "community drug or alcohol treatment started by the end of day 21, where needed", Stage.Early, 21, TreatedInTime, TreatmentKnown, TreatmentUnknown) { Inspection2023 = "under a quarter had enough help with substance misuse" },
        new("accommodation-improved", "of those not settled at release, in a better category at the end of day 183", Stage.SixMonths, 183, Improved, ImprovedKnown, ImprovedUnknown) { Inspection2023 = "51 %" },
    ];

    private static IEnumerable<Measure> Reasons(string kind, string says, HeadlineCell first, int count) => RecallReasons.All.Take(count).Select(reason => new Measure(
        $"{kind}-{RecallReasons.Text(reason).Replace('_', '-')}", $"of the recalls within 274 days, {says} {RecallReasons.Text(reason).Replace('_', ' ')}",
        Stage.NineMonths, 274, first + (int)reason, Classified, Unclassified));

    private static Measure Check(string name, string says, HeadlineCell numerator, HeadlineCell done) => new(name, says, Stage.Early, 28, numerator, done + 2, done + 3);
}
