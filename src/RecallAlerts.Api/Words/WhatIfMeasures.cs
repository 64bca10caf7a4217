using RecallAlerts.Application.WhatIf;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Words;

/// <summary>One figure of two policies.</summary>
/// <param name="Name">For machines.</param>
/// <param name="Words">For people.</param>
/// <param name="InForce">Under the policy in force; null when it cannot be said.</param>
/// <param name="Other">Under the other policy; null when it cannot be said.</param>
/// <param name="Format">How people read it.</param>
/// <param name="IsShare">Whether it is a share, which people read in per cent and its difference in points.</param>
public sealed record WhatIfMeasure(string Name, string Words, double? InForce, double? Other, string Format, bool IsShare = false)
{
    private const int Decimals = 4;

    /// <summary>The other less the one in force; null when one of them cannot be said.</summary>
    public double? Difference => Other - InForce;

    /// <summary>A figure for people.</summary>
    public string Text(double? value) => value is { } v ? IsShare ? (v * 100).ToString(Format) + " %" : v.ToString(Format) : "-";

    /// <summary>The difference for people.</summary>
    public string DifferenceText() => Difference is not { } d ? "-" : (IsShare ? d * 100 : d).ToString($"+{Format};-{Format};{Format}") + (IsShare ? " points" : "");

    /// <summary>A figure for machines.</summary>
    public static double? Rounded(double? value) => value is { } v ? Math.Round(v, Decimals) : null;
}

/// <summary>The figures of what-if, in the order in which they are told.</summary>
public static class WhatIfMeasures
{
    /// <summary>What stands beneath the figures.</summary>
    public static IReadOnlyList<string> Notes { get; } =
    [
        "Acts of people are not played: they answered the alerts that there were, and would have answered others otherwise.",
        "So this is what would have been said, not what would have come of it. An alert before a recall is not its cause:",
        "what it is worth shows only beside those who were not recalled.",
    ];

    /// <summary>The figures, in order.</summary>
    public static IReadOnlyList<WhatIfMeasure> Of(PolicyComparison c)
    {
        double? ADay(long count) => c.Cohort.PractitionerDays == 0 ? null : (double)count / c.Cohort.PractitionerDays;
        WhatIfMeasure Measure(string name, string words, Func<PolicyFigures, double?> of, string format, bool isShare = false) =>
            new(name, words, of(c.InForce), of(c.Other), format, isShare);
        return
        [
            Measure("alertsPerPractitionerDay", "Alerts opened for a practitioner a working day", f => ADay(f.OpenedInAll), "0.000"),
            .. Enum.GetValues<Severity>().Reverse().Select(s => Measure(
                $"{NameOf<Severity>.Text(s)}PerPractitionerDay", $"  {NameOf<Severity>.Text(s)}", f => ADay(f.Opened[s]), "0.000")),
            Measure("immediateMessagesPerPractitionerDay", "Immediate messages to a practitioner a working day", f => ADay(f.Immediate), "0.000"),
            Measure("alertsPerRelease", "Alerts opened for practitioners, a release", f => c.Cohort.Releases == 0 ? null : (double)f.OpenedInAll / c.Cohort.Releases, "0.00"),
            Measure("alertsForManagers", "Alerts opened for duty managers, in all", f => f.OpenedForManagers, "#,##0"),
            Measure("recallsWarned", "Recalls with the right alert at least 48 h before", f => f.Warned.Warned, "#,##0"),
            Measure("recallsWarnedShare", "  of all recalls", f => f.Warned.Share, "0.0", isShare: true),
            Measure("notRecalledShare", "  the same among those not recalled", f => f.Warned.NotRecalledShare, "0.0", isShare: true),
            Measure("medianLeadTimeHours", "Median lead time in hours", f => f.MedianLeadTimeHours, "#,##0.#"),
        ];
    }
}
