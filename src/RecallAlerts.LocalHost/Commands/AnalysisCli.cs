using System.CommandLine;
using RecallAlerts.LocalHost.Composition;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>The commands for learning from recalls: classify, what-if, export and report.</summary>
internal static class AnalysisCli
{
    public static IEnumerable<Command> Commands() => [Classify(), WhatIf(), Export(), Report(), PeopleCli.Command()];

    private static Command Classify()
    {
        var file = new Argument<string>("FILE") { Description = "Narratives {id, text} or recalls {recallId, narrative, recordedReasons}, one a line, - for standard input." };
        var command = new Command("classify", "Says why people were recalled: a line {id, primary, secondary, confidence, needsReview, evidence} for each. Stores nothing.") { file };
        command.SetAction((r, ct) => Guard.RunAsync(async () =>
        {
            await using var input = Input.Open(r.GetValue(file)!);
            await using var output = Console.OpenStandardOutput();
            return await ClassifyCommand.RunAsync(input, output, Cli.SettingOf(r), ct);
        }));
        return command;
    }

    // --policy is the option of every command; here it names what is tried, because the policy in force is usually the one that ships.
    private static Command WhatIf()
    {
        var from = new Option<DateOnly>("--from") { Description = "First date of release.", Required = true };
        var to = new Option<DateOnly>("--to") { Description = "Last date of release.", Required = true };
        var inForce = new Option<string?>("--in-force") { Description = "Policy in force, laid over the one that ships; without it the one that ships." };
        var command = new Command("what-if", "Plays the stored timelines under the policy that --policy names and under the policy in force, and compares them.") { from, to, inForce };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Cli.Policy) is null) result.AddError("--policy is required: the policy to try.");
        });
        command.SetAction((r, ct) => Guard.RunAsync(() => WhatIfCommand.RunAsync(
            new WhatIfOptions(r.GetValue(from), r.GetValue(to), Settings.Read(r.GetValue(inForce), null).Policies), new DataFolder(r.GetValue(Cli.Data)!), Cli.SettingOf(r), new Output(r.GetValue(Cli.Json)), ct)));
        return command;
    }

    private static Command Export()
    {
        var table = new Argument<string>("TABLE") { Description = "recall-reasons or releases." };
        var from = new Option<DateOnly?>("--from") { Description = "First local date; widened to its month." };
        var to = new Option<DateOnly?>("--to") { Description = "The local date after the last; widened to the month of the last." };
        var format = new Option<string>("--format") { Description = "csv or ndjson.", DefaultValueFactory = _ => "csv" };
        var region = new Option<string?>("--region") { Description = "Slug of a region." };
        var project = new Option<string?>("--project") { Description = "The project whose keys stand for people." };
        var metadata = new Option<bool>("--metadata") { Description = "Only the CSV on the Web metadata." };
        var command = new Command("export", "Writes pseudonymised rows to standard output: controlled data, not for publication.") { table, from, to, format, region, project, metadata, Cli.ClockFrom };
        command.SetAction((r, ct) => Guard.RunAsync(() => ExportCommand.RunAsync(
            new ExportOptions(r.GetValue(table)!, r.GetValue(from), r.GetValue(to), r.GetValue(format)!, r.GetValue(region), r.GetValue(project), r.GetValue(metadata)),
            new DataFolder(r.GetValue(Cli.Data)!), Cli.SettingOf(r), Cli.ClockOf(r), ct)));
        return command;
    }

    private static Command Report()
    {
        var quarter = new Option<string>("--quarter") { Description = "A whole quarter of release, such as 2026-Q2.", Required = true };
        var region = new Option<string?>("--region") { Description = "Slug of a region." };
        var headline = new Command("headline", "The inspection's measures for a quarter of release, as published.") { quarter, region, Cli.ClockFrom };
        headline.SetAction((r, ct) => Guard.RunAsync(() => ReportCommand.RunAsync(
            r.GetValue(quarter)!, r.GetValue(region), new DataFolder(r.GetValue(Cli.Data)!), Cli.SettingOf(r), Cli.ClockOf(r), new Output(r.GetValue(Cli.Json)), ct)));
        return new Command("report", "Figures that may be published.") { headline };
    }
}
