using System.CommandLine;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Serving;
using RecallAlerts.LocalHost.Simulation;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>The commands, their arguments and help.</summary>
public static class Cli
{
    internal static readonly Option<string> Data = new("--data") { Description = "Folder of the database, secret and messages.", DefaultValueFactory = _ => ".data", Recursive = true };
    internal static readonly Option<string?> Policy = new("--policy") { Description = "Policy document laid over the one that ships.", Recursive = true };
    private static readonly Option<string?> Holidays = new("--bank-holidays") { Description = "Bank holidays in the format of GOV.UK.", Recursive = true };
    internal static readonly Option<bool> Json = new("--json") { Description = "One JSON document for machines instead of words.", Recursive = true };
    private static readonly Option<bool> Open = new("--open") { Description = "Takes calls of the API from this machine without a token, as somebody who may do everything. For trying only." };

    private static readonly Option<int> Port = new("--port") { Description = "Port on this machine.", DefaultValueFactory = _ => 7071, Validators = { IsPort } };
    internal static readonly Option<string?> ClockFrom = new("--clock-from") { Description = "For tests: the instant from which the clock runs.", Hidden = true };
    private static readonly Option<int> Seed = new("--seed") { Description = "Same seed, same cohort.", DefaultValueFactory = _ => 1 };

    /// <summary>The root command: without a command it serves.</summary>
    public static RootCommand Build()
    {
        var root = new RootCommand(
            "RecallAlerts watches every release from prison through its first 28 days and beyond, and tells the practitioner in time.\n" +
            "Without a command it serves pages and API on http://localhost:7071. Exit codes: 0 done, 1 some lines were refused, 2 not done.")
        {
            Data, Policy, Holidays, Json, Port, Open, ClockFrom, Demo(), Simulate(), Import(), Replay(), Review(), Token(), AuditCommand.Build(),
        };
        foreach (var command in AnalysisCli.Commands()) root.Add(command);
        root.SetAction((r, ct) => Guard.RunAsync(() => ServeCommand.RunAsync(Served(r) with { IsOpen = r.GetValue(Open) }, r.GetValue(Port), ClockOf(r), ct)));
        return root;
    }

    private static void IsPort(System.CommandLine.Parsing.OptionResult result)
    {
        if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out var port) && port is < 0 or > 65_535) result.AddError("--port must be from 0 to 65535.");
    }

    private static Command Demo()
    {
        var releases = new Option<int>("--releases") { Description = "Releases in the cohort.", DefaultValueFactory = _ => 200 };
        var days = new Option<int>("--days") { Description = "Days to play.", DefaultValueFactory = _ => 60 };
        var noServe = new Option<bool>("--no-serve") { Description = "Only print what was found." };
        var command = new Command("demo", "Makes a synthetic cohort, plays it in virtual time, prints what was found, then serves the result.") { releases, Seed, days, noServe, Port, Open };
        command.SetAction((r, ct) => Guard.RunAsync(() => DemoCommand.RunAsync(
            new DemoOptions(r.GetValue(releases), r.GetValue(Seed), r.GetValue(days), !r.GetValue(noServe), r.GetValue(Port)) { IsOpen = r.GetValue(Open) }, SettingOf(r), new Output(r.GetValue(Json)), ct)));
        return command;
    }

    private static Command Simulate()
    {
        var releases = new Option<int>("--releases") { Description = "Releases in the cohort.", Required = true };
        var file = new Option<string>("--out") { Description = "File to write, - for standard output.", Required = true };
        var from = new Option<DateOnly>("--from") { Description = "First day of release.", DefaultValueFactory = _ => SimulateCommand.DefaultFrom };
        var days = new Option<int>("--days") { Description = "Days over which the releases are spread.", DefaultValueFactory = _ => 365 };
        var command = new Command("simulate", "Writes a synthetic cohort, made from published rates, as NDJSON for import.") { releases, Seed, file, from, days };
        command.SetAction((r, ct) => Guard.RunAsync(() => SimulateCommand.RunAsync(
            new CohortOptions(r.GetValue(releases), r.GetValue(Seed), r.GetValue(from), r.GetValue(days)), r.GetValue(file)!, SettingOf(r), new Output(r.GetValue(Json)), ct)));
        return command;
    }

    private static Command Import()
    {
        var file = new Argument<string>("FILE") { Description = "NDJSON of releases and events, - for standard input." };
        var server = new Option<string?>("--server") { Description = "Send to a running server instead of the local database, in parts that can be repeated." };
        var token = new Option<string?>("--token") { Description = "Token for that server." };
        var rejected = new Option<string>("--rejected") { Description = "File of the rejected lines, made when there are any.", DefaultValueFactory = _ => "rejected-lines.ndjson" };
        var command = new Command("import", "Records releases and events from a file. Sending a file again changes nothing.") { file, server, token, rejected, ClockFrom };
        command.SetAction((r, ct) => Guard.RunAsync(() => ImportVerb.RunAsync(
            r.GetValue(file)!, r.GetValue(server), r.GetValue(token), r.GetValue(rejected)!, new DataFolder(r.GetValue(Data)!), () => SettingOf(r), ClockOf(r), new Output(r.GetValue(Json)), ct)));
        return command;
    }

    private static Command Replay()
    {
        var file = new Argument<string>("FILE") { Description = "NDJSON of releases, events and acts, - for standard input." };
        var folder = new Option<string>("--out") { Description = "Folder for alerts.jsonl and messages.jsonl.", Required = true };
        var until = new Option<string?>("--until") { Description = "Last instant, such as 2026-06-02T09:00:00Z; without it until nothing is left to do." };
        var command = new Command("replay", "Plays a file in virtual time from an empty store and writes the history of alerts and messages.") { file, folder, until };
        command.SetAction((r, ct) => Guard.RunAsync(() => ReplayCommand.RunAsync(
            r.GetValue(file)!, Guard.InstantOf(r.GetValue(until), "--until"), r.GetValue(folder)!, SettingOf(r) with { Secret = PlayedInMemory.Secret }, Console.Error, ct)));
        return command;
    }

    private static Command Review()
    {
        var file = new Argument<string>("FILE") { Description = "Cases {id, release, facts, now}, one a line, - for standard input." };
        var command = new Command("review", "Reviews cases: a line {id, state, phase, conditions, nextChangeAt} for each.") { file };
        command.SetAction((r, ct) => Guard.RunAsync(async () =>
        {
            await using var input = Input.Open(r.GetValue(file)!);
            await using var output = Console.OpenStandardOutput();
            return await ReviewCommand.RunAsync(input, output, SettingOf(r), ct);
        }));
        return command;
    }

    private static Command Token()
    {
        var role = new Option<string>("--role") { Description = "practitioner, duty-manager, head-of-pdu, analyst, service or operations.", Required = true };
        var id = new Option<string?>("--id") { Description = "The practitioner's id, or the caller's name." };
        var pdu = new Option<string?>("--pdu") { Description = "Slug of the PDU." };
        var region = new Option<string?>("--region") { Description = "Slug of the region." };
        var command = new Command("token", "Prints a development token for the server on this machine.") { role, id, pdu, region };
        command.SetAction((r, _) => Guard.RunAsync(() => Task.FromResult(TokenCommand.Run(
            new DataFolder(r.GetValue(Data)!), r.GetValue(role)!, r.GetValue(id), r.GetValue(pdu), r.GetValue(region), TimeProvider.System))));
        return command;
    }

    internal static Setting SettingOf(ParseResult r) => Settings.Read(r.GetValue(Policy), r.GetValue(Holidays));

    internal static TimeProvider ClockOf(ParseResult r) =>
        Guard.InstantOf(r.GetValue(ClockFrom), "--clock-from") is { } from ? new VirtualTime(from) : TimeProvider.System;

    private static ServedStore Served(ParseResult r) => ServedStore.Of(new DataFolder(r.GetValue(Data)!), SettingOf(r));
}
