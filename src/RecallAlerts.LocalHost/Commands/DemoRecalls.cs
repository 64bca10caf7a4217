using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Recalls;
using Spectre.Console;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>What a demo found about recalls, by the classifier's primary reason.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Recalls">How many recalls.</param>
/// <param name="Within28Days">Of these, by day 28.</param>
/// <param name="NeedReview">Of these, for a person to look at.</param>
/// <param name="WithLeadTime">Of these, with an alert of the right kind before.</param>
/// <param name="MedianLeadTimeHours">The median of how long before; null without any.</param>
internal sealed record DemoRecalls(string Reason, int Recalls, int Within28Days, int NeedReview, int WithLeadTime, double? MedianLeadTimeHours)
{
    private const int EarlyUntilDay = 28;

    public static async Task<IReadOnlyList<DemoRecalls>> ReadAsync(IRecallStore recalls, CancellationToken cancellation) =>
        [.. (await recalls.FiguresAsync(cancellation)).GroupBy(f => f.Machine).OrderBy(g => g.Key).Select(g => Of(g.Key, [.. g]))];

    public static Table Table(IReadOnlyList<DemoRecalls> lines)
    {
        string[] numbers = ["Recalls", "By day 28", "Need review", "Alert before", "Median hours before"];
        var table = new Table().RoundedBorder().AddColumn("Recalled because of").AddColumns([.. numbers.Select(n => new TableColumn(n).RightAligned())]);
        foreach (var l in lines) table.AddRow(l.Reason, $"{l.Recalls:N0}", $"{l.Within28Days:N0}", $"{l.NeedReview:N0}", $"{l.WithLeadTime:N0}", $"{l.MedianLeadTimeHours:N0}");
        return table;
    }

    private static DemoRecalls Of(RecallReason reason, RecallFigure[] figures)
    {
        long[] lead = [.. figures.Select(f => f.LeadTimeHours).OfType<long>().Order()];
        return new DemoRecalls(
            RecallReasons.Text(reason), figures.Length, figures.Count(f => f.DaysFromRelease <= EarlyUntilDay), figures.Count(f => f.NeedsReview), lead.Length, Median(lead));
    }

    private static double? Median(long[] sorted) => sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2.0;
}
