using RecallAlerts.Api.Words;
using RecallAlerts.Application.WhatIf;
using RecallAlerts.Domain.Recalls;
using Spectre.Console;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>Says what two policies would have done, side by side.</summary>
internal static class WhatIfReport
{
    public static void Write(WhatIfOptions options, PolicyComparison comparison, Output output)
    {
        var measures = WhatIfMeasures.Of(comparison);
        if (output.IsJson) output.Answer(ForMachines(options, comparison, measures), "");
        else WriteWords(options, comparison, measures);
    }

    private static object ForMachines(WhatIfOptions options, PolicyComparison c, IReadOnlyList<WhatIfMeasure> measures) => new
    {
        from = options.From,
        to = options.To,
        until = c.Until.ToString(),
        releases = c.Cohort.Releases,
        recalls = c.Cohort.Recalls,
        practitionerDays = c.Cohort.PractitionerDays,
        inForce = ForMachines(c.InForce, measures.ToDictionary(m => m.Name, m => WhatIfMeasure.Rounded(m.InForce))),
        other = ForMachines(c.Other, measures.ToDictionary(m => m.Name, m => WhatIfMeasure.Rounded(m.Other))),
        difference = measures.ToDictionary(m => m.Name, m => WhatIfMeasure.Rounded(m.Difference)),
        notes = WhatIfMeasures.Notes,
    };

    private static object ForMachines(PolicyFigures figures, Dictionary<string, double?> measures) => new
    {
        version = figures.Version,
        measures,
        byReason = figures.ByReason.Select(r => new
        {
            reason = RecallReasons.Text(r.Key),
            recalls = r.Value.Recalls,
            warned = r.Value.Warned,
            share = WhatIfMeasure.Rounded(r.Value.Share),
            notRecalledShare = WhatIfMeasure.Rounded(r.Value.NotRecalledShare),
        }),
    };

    private static void WriteWords(WhatIfOptions options, PolicyComparison c, IReadOnlyList<WhatIfMeasure> measures)
    {
        var console = Output.Console();
        console.MarkupLineInterpolated($"[bold]{c.Cohort.Releases:N0} releases from {options.From:yyyy-MM-dd} to {options.To:yyyy-MM-dd}[/], {c.Cohort.Recalls:N0} of them recalled, played until {c.Until}");
        console.MarkupLineInterpolated($"{c.Cohort.PractitionerDays:N0} working days of practitioners who held at least one of them");
        console.Write(MeasureTable(c, measures));
        if (c.InForce.ByReason.Count > 0) console.Write(ReasonTable(c));
        foreach (var note in WhatIfMeasures.Notes) console.WriteLine(note);
    }

    private static Table MeasureTable(PolicyComparison c, IReadOnlyList<WhatIfMeasure> measures)
    {
        var table = new Table().RoundedBorder().AddColumn("Figure").AddColumns(Right("In force", c.InForce.Version), Right("Other", c.Other.Version), Right("Difference"));
        foreach (var m in measures) table.AddRow(new Text(m.Words), new Text(m.Text(m.InForce)), new Text(m.Text(m.Other)), new Text(m.DifferenceText()));
        return table;
    }

    private static Table ReasonTable(PolicyComparison c)
    {
        var table = new Table().RoundedBorder().Title("Recalls with the right alert at least 48 h before, and the same among those not recalled").AddColumn("Primary reason")
            .AddColumns(Right("Recalls"), Right("In force"), Right("Not recalled"), Right("Other"), Right("Not recalled"));
        foreach (var (reason, inForce) in c.InForce.ByReason)
        {
            var other = c.Other.ByReason[reason];
            table.AddRow(
                RecallReasons.Text(reason), $"{inForce.Recalls:N0}", Share(inForce.Share), Share(inForce.NotRecalledShare), Share(other.Share), Share(other.NotRecalledShare));
        }

        return table;
    }

    private static string Share(double? share) => share is { } s ? $"{s * 100:0.0} %" : "-";

    private static TableColumn Right(string name, string? version = null) =>
        new TableColumn(new Text(version is null ? name : $"{name}\n{version}")).RightAligned();
}
