using System.Globalization;
using RecallAlerts.Api.Words;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Policies;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Pages.Triaging;

/// <summary>Why a release stands where it stands, in words.</summary>
internal static class TriageWords
{
    /// <summary>26, 9.6.</summary>
    public static string Points(double points) => points.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Homeless: high 20 x risk of serious harm very high 1.5 = 30.</summary>
    public static string Term(TriageTerm term, Rosh rosh)
    {
        var snoozed = term.Alert.Status == AlertStatus.Snoozed ? $" x snoozed {Points(term.SnoozedFactor)}" : "";
        var recording = term.CountsForWorst ? "" : " It is about recording, so it counts for the sum and not for the worst.";
        return $"{RuleWords.TitleOf(term.Alert.Rule)}: {NameOf<Severity>.Text(term.Alert.Severity)} {Points(term.SeverityPoints)} x risk of serious harm {Rosh(rosh)} {Points(term.RoshFactor)}{snoozed} = {Points(term.Points)}.{recording}";
    }

    /// <summary>All together 50, x 1.25 until day 28 = 62.5.</summary>
    public static string Total(TriagedRelease release, WatchPolicy watch)
    {
        var sum = Math.Round(release.Terms.Sum(t => t.Points), 4);
        var part = release.Day <= watch.FirstWeekUntilDay ? $"until day {watch.FirstWeekUntilDay}" : release.Day <= watch.EarlyRecallUntilDay ? $"until day {watch.EarlyRecallUntilDay}" : $"after day {watch.EarlyRecallUntilDay}";
        return $"All together {Points(sum)} x {Points(release.WindowFactor)} {part} = {Points(release.Total)}.";
    }

    /// <summary>Why one release stands above another, by the first of the terms in which they differ.</summary>
    public static string Above(TriagedRelease a, TriagedRelease b, string other)
    {
        if (a.Worst > b.Worst) return $"It is above {other} because its worst alert has {Points(a.Worst)} points and the worst there {Points(b.Worst)}.";
        if (a.Total > b.Total) return $"It is above {other} because the worst alerts of both have {Points(a.Worst)} points, and all together here {Points(a.Total)} and there {Points(b.Total)}.";
        if (a.Day < b.Day) return $"It is above {other} because the points are the same and it is earlier after release: day {a.Day} and day {b.Day} there.";
        return $"It weighs the same as {other}.";
    }

    /// <summary>very high.</summary>
    public static string Rosh(Rosh rosh) => NameOf<Rosh>.Text(rosh).Replace('-', ' ');
}
