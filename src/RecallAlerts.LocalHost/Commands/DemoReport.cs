using RecallAlerts.Application.Queries;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Rules;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Sqlite.Composition;
using Spectre.Console;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>Says what a demo found.</summary>
internal static class DemoReport
{
    private const int ShownReleases = 8;

    private sealed record RuleLine(string Rule, int Opened, int Open, int Cleared, int Expired, int Escalated);

    public static async Task WriteAsync(
        Services services, DemoOptions options, PlayResult result, TimeSpan took, Instant until, Output output, CancellationToken cancellation)
    {
        var rules = await RulesAsync(services.Queries, cancellation);
        var messages = await services.Queries.AllMessagesAsync(cancellation);
        var kinds = messages.GroupBy(m => m.Outbox.Message.Kind).OrderBy(g => g.Key).Select(g => new Counted(NameOf<MessageKind>.Text(g.Key), g.Count())).ToArray();
        var first = await FirstAsync(services, until, cancellation);
        var states = await services.Queries.CountStatesAsync(cancellation);
        var recalls = await DemoRecalls.ReadAsync(services.Recalls, cancellation);
        if (output.IsJson)
        {
            output.Answer(new { releases = options.Releases, seed = options.Seed, days = options.Days, lines = result.Lines, instants = result.Instants, reviews = result.Reviews, states, rules, messages = kinds, recalls, first }, "");
            return;
        }

        var console = Output.Console();
        console.MarkupLineInterpolated($"[bold]{options.Releases:N0} releases over {options.Days} days[/] (seed {options.Seed}): {result.Lines:N0} lines, {result.Instants:N0} instants, {result.Reviews:N0} reviews in {took.TotalSeconds:N1} s");
        console.MarkupLineInterpolated($"{string.Join(", ", states.Select(s => $"{s.Count:N0} {s.Name}"))} at {until}");
        console.Write(RuleTable(rules));
        console.MarkupLineInterpolated($"Messages: {string.Join(", ", kinds.Select(k => $"{k.Count:N0} {k.Name}"))}");
        if (recalls.Count > 0) console.Write(DemoRecalls.Table(recalls));
        if (first.Pdu is not null) console.Write(TriageTable(first));
    }

    private static async Task<List<RuleLine>> RulesAsync(ICaseQueries queries, CancellationToken cancellation)
    {
        var alerts = new List<AlertHistory>();
        await foreach (var alert in queries.AllAlertsAsync(cancellation)) alerts.Add(alert);
        return [.. alerts.GroupBy(a => a.Alert.Rule).OrderBy(g => g.Key).Select(g => new RuleLine(
            NameOf<RuleId>.Text(g.Key), g.Count(), g.Count(a => a.Alert.Status != AlertStatus.Closed), g.Count(a => a.Alert.Closed == ClosedHow.Cleared),
            g.Count(a => a.Alert.Closed == ClosedHow.Expired), g.Count(a => a.Changes.Any(c => c.Level is not null))))];
    }

    private sealed record First(string? Pdu, IReadOnlyList<FirstRelease> Releases);

    private sealed record FirstRelease(string Release, int Day, double Worst, double Total, string Alerts);

    // The PDU with the most to do: what its duty manager would see.
    private static async Task<First> FirstAsync(Services services, Instant now, CancellationToken cancellation)
    {
        var pdus = new Dictionary<string, List<TriagedRelease>>(StringComparer.Ordinal);
        foreach (var pdu in Simulation.RegionMap.Load().Pdus.Select(p => p.Slug))
        {
            var cases = await services.Queries.TriageAsync(pdu, Viewer.OfAll, cancellation);
            var weighed = cases.Select(c => Triage.Weigh(
                c.ReleaseId, LondonTime.Date(c.ReleasedAt), c.Rosh, c.Alerts, LondonTime.Date(now), services.Setting.Policies.General)).ToList();
            weighed.Sort(Triage.Order);
            if (weighed.Count > 0) pdus[pdu] = weighed;
        }

        if (pdus.Count == 0) return new First(null, []);
        var busiest = pdus.OrderByDescending(p => p.Value.Sum(r => r.Total)).ThenBy(p => p.Key, StringComparer.Ordinal).First();
        return new First(busiest.Key, [.. busiest.Value.Take(ShownReleases).Select(r => new FirstRelease(
            r.ReleaseId.Value, r.Day, r.Worst, r.Total, string.Join(", ", r.Terms.Select(t => NameOf<RuleId>.Text(t.Alert.Rule)).Distinct(StringComparer.Ordinal))))]);
    }

    private static Table RuleTable(List<RuleLine> rules)
    {
        var table = new Table().RoundedBorder().AddColumn("Rule").AddColumns(Right("Alerts"), Right("Open now"), Right("Cleared"), Right("Never done"), Right("Escalated"));
        foreach (var r in rules) table.AddRow(r.Rule, $"{r.Opened:N0}", $"{r.Open:N0}", $"{r.Cleared:N0}", $"{r.Expired:N0}", $"{r.Escalated:N0}");
        return table;
    }

    private static Table TriageTable(First first)
    {
        var table = new Table().RoundedBorder().Title($"Needs somebody first: {first.Pdu}").AddColumn("Release (synthetic)").AddColumns(Right("Day"), Right("Worst"), Right("Total")).AddColumn("Because of");
        foreach (var r in first.Releases) table.AddRow(r.Release, $"{r.Day}", $"{r.Worst:0.#}", $"{r.Total:0.#}", r.Alerts);
        return table;
    }

    private static TableColumn Right(string name) => new TableColumn(name).RightAligned();
}
