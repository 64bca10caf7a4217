using System.CommandLine;
using RecallAlerts.Application.People;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Sqlite;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>The commands for operations on people. Each may be repeated: done already, it changes nothing.</summary>
internal static class PeopleCli
{
    private static readonly AuditSource By = AuditSource.Program with { Purpose = "people" };

    public static Command Command() => new("people", "Merges, unmerges and erases people. May run while the server does.")
    {
        Two("merge", "Makes two CRNs one person.", "SOURCE", "TARGET", (people, source, target, now, ct) => people.Merge.RunAsync(source, target, now, ct, By)),
        Two("unmerge", "Undoes a merge.", "UNMERGED", "REACTIVATED", (people, unmerged, reactivated, now, ct) => people.Unmerge.RunAsync(unmerged, reactivated, now, ct, By)),
        Erase(),
    };

    private static Command Two(string name, string description, string first, string second, Func<ChangePeople, Crn, Crn, Instant, CancellationToken, Task<PeopleAnswer>> run)
    {
        var (one, other) = (new Argument<string>(first) { Description = "A CRN." }, new Argument<string>(second) { Description = "Another." });
        var command = new Command(name, description) { one, other, Cli.ClockFrom };
        command.SetAction((r, ct) => RunAsync(r, (people, now) => run(people, CrnOf(r.GetValue(one)), CrnOf(r.GetValue(other)), now, ct)));
        return command;
    }

    private static Command Erase()
    {
        var (crn, reason) = (new Argument<string>("CRN") { Description = "Any CRN of the person." }, new Option<string>("--reason") { Description = "Why, in words.", Required = true });
        var command = new Command("erase", "Erases a person for good, and refuses them from then on.") { crn, reason, Cli.ClockFrom };
        command.SetAction((r, ct) => RunAsync(r, (people, now) => people.Erase.RunAsync(CrnOf(r.GetValue(crn)), now, ct, By)));
        return command;
    }

    private static Task<int> RunAsync(ParseResult r, Func<ChangePeople, Instant, Task<PeopleAnswer>> run) => Guard.RunAsync(async () =>
    {
        var folder = new DataFolder(r.GetValue(Cli.Data)!);
        await using var services = new Services(SqliteDatabase.Open(folder.Database, SqliteUse.Serving), Cli.SettingOf(r) with { Secret = folder.Secret() });
        var answer = await run(services.People, Instant.From(Cli.ClockOf(r).GetUtcNow()));
        var status = NameOf<PeopleOutcome>.Text(answer.Outcome);
        new Output(r.GetValue(Cli.Json)).Answer(new { status, releases = answer.Releases }, $"{status}: {answer.Releases} releases changed.");
        return answer.Outcome == PeopleOutcome.Erased ? ExitCode.Failed : ExitCode.Done;
    });

    // The value is not repeated: it may be about a person.
    private static Crn CrnOf(string? text) => Crn.TryParse(text, out var crn) ? crn : throw new FormatException("A CRN is a capital letter and six digits.");
}
