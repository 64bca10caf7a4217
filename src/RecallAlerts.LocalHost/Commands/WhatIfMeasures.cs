using RecallAlerts.Application.WhatIf;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>One figure of two policies.</summary>
/// <param name="Name">For machines.</param>
/// <param name="Words">For people.</param>
/// <param name="InForce">Under the policy in force; null when it cannot be said.</param>
/// <param name="Other">Under the other policy; null when it cannot be said.</param>
/// <param name="Format">How people read it.</param>
/// <param name="IsShare">Whether it is a share, which people read in per cent and its difference in points.</param>
internal sealed record WhatIfMeasure(string Name, string Words, double? InForce, double? Other, string Format, bool IsShare = false)
{
    private const int Decimals = 4;

    public double? Difference => Other - InForce;

    public string Text(double? value) => value is { } v ? IsShare ? (v * 100).ToString(Format) + " %" : v.ToString(Format) : "-";

    public string DifferenceText() => Difference is not { } d ? "-" : (IsShare ? d * 100 : d).ToString($"+{Format};-{Format};{Format}") + (IsShare ? " points" : "");

    public static double? Rounded(double? value) => value is { } v ? Math.Round(v, Decimals) : null;
}

/// <summary>The figures of what-if, in the order in which they are told.</summary>
internal static class WhatIfMeasures
{
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
