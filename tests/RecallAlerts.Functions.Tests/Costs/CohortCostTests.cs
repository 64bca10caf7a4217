using System.Text.RegularExpressions;
using DurableTask.Core.History;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Simulation;
using Xunit.Abstractions;

namespace RecallAlerts.Functions.Tests.Costs;

/// <summary>What a release costs on Azure through its first 28 days: counted, not reckoned, over a simulated cohort.</summary>
public sealed partial class CohortCostTests(ITestOutputHelper output)
{
    // As dense as England and Wales: 58,892 releases a year in 110 delivery units are 44 a month in each. Who shares a practitioner and a duty SPO shares messages.
    private const int Releases = 88;
    private const int Pdus = 2;
    private const long Days28 = 28 * Instant.Day;
    private static readonly DateOnly From = new(2026, 6, 1);

    [Fact]
    public async Task Release_ThroughItsFirst28Days_CostsFewInvocationsAndTransactions()
    {
        SimulatedRelease[] cohort = [.. Cohort.Releases(new CohortOptions(Releases, 1, From, Days: 30, Pdus), RegionMap.Load(), BankHolidays.Default)];
        await using var app = await PlayAsync(cohort);
        Assert.Empty(app.DeadLettered);
        AssertUnder("invocations", app.Ledger, c => c.Invocations, 120, 150);
        AssertUnder("transactions", app.Ledger, c => c.Transactions, 120, 150);
        AssertUnder("transactions for people", app.Ledger, c => c.ForPeople, 40, 70);
        AssertUnder("transactions together", app.Ledger, c => c.AllTransactions, 145, 220);
        Assert.Equal(Releases, app.Ledger.Costs.Count);
        Assert.InRange(app.Durable.Count.LargestHistory, 1, 29);
        Assert.DoesNotContain(app.Logs.Lines, l => Person().IsMatch(l));
    }

    [Fact]
    public async Task Sweep_WithNothingToDo_CostsAFewReads()
    {
        await using var app = await CohortOnAzure.StartAsync(Instant.Parse("2026-06-02T09:00:30Z"));
        await app.SweepAsync();
        var before = app.Transactions;
        await app.SweepAsync();
        output.WriteLine($"a sweep with nothing to do: {app.Transactions - before} transactions ({app.Operations} with the first)");
        Assert.InRange(app.Transactions - before, 1, 10);
    }

    private async Task<CohortOnAzure> PlayAsync(SimulatedRelease[] cohort)
    {
        var events = cohort.SelectMany(r => r.Events.Select(e => (Event: e, Release: r))).OrderBy(e => e.Event.RecordedAt).ToArray();
        var start = new Instant(events[0].Event.RecordedAt.Seconds / 60 * 60);
        var app = await CohortOnAzure.StartAsync(start);
        app.Durable.Stored = instance => Assert.DoesNotContain(instance.History, IsPersonal);
        var ends = cohort.Select(r => (At: r.Profile.ReleasedAt.PlusSeconds(Days28), WatchId: app.WatchIdOf(r))).OrderBy(e => e.At).ToList();
        var (next, due) = (0, (Instant?)null);
        for (var minute = start.PlusSeconds(60); ends.Count > 0; minute = minute.PlusSeconds(60))
        {
            var isChanged = false;
            for (; next < events.Length && events[next].Event.RecordedAt <= minute; next++, isChanged = true)
            {
                await app.Durable.RunUntilAsync(events[next].Event.RecordedAt.ToDateTimeOffset());
                await app.IngestAsync(events[next].Event, app.WatchIdOf(events[next].Release));
            }

            await app.Durable.RunUntilAsync(minute.ToDateTimeOffset());
            await app.DispatchAsync();
            due = await SweepAsync(app, minute, due, isChanged || app.HasLooked);
            for (; ends.Count > 0 && ends[0].At <= minute; ends.RemoveAt(0)) app.Ledger.Close(ends[0].WatchId, app.Durable.Instances.GetValueOrDefault(ends[0].WatchId)?.Count.Invocations ?? 0);
        }

        output.WriteLine(app.Ledger.ToString());
        output.WriteLine($"episodes {app.Durable.Count.Episodes}, activities {app.Durable.Count.Activities}");
        output.WriteLine($"operations: {app.Operations}; for nobody: {app.Ledger.OfNobody}; histories of up to {app.Durable.Count.LargestHistory} rows; continued as new {app.Durable.Count.ContinuedAsNew} times");
        return app;
    }

    // In virtual time the sweep runs in the minutes in which it has something to do; what one with nothing to do costs is another test's.
    private static async Task<Instant?> SweepAsync(CohortOnAzure app, Instant minute, Instant? due, bool isChanged)
    {
        if (isChanged) due = await app.NextDueAsync();
        app.HasLooked = false;
        var isNoon = LondonTime.At(LondonTime.Date(minute), 12, 0) == minute;
        if (due is null || (due > minute && !isNoon)) return due;
        await app.SweepAsync();
        return await app.NextDueAsync();
    }

    private void AssertUnder(string what, Ledger ledger, Func<Cost, double> of, double median, double p95)
    {
        double[] costs = [.. ledger.Costs.Values.Select(of).Order()];
        output.WriteLine($"{what} a release: median {costs[costs.Length / 2]:F1}, 95th percentile {costs[(int)(costs.Length * 0.95)]:F1}, most {costs[^1]:F1}");
        Assert.InRange(costs[costs.Length / 2], 1, median - 0.001);
        Assert.InRange(costs[(int)(costs.Length * 0.95)], 1, p95 - 0.001);
    }

    private static bool IsPersonal(HistoryEvent row) => row switch
    {
        ExecutionStartedEvent e => Person().IsMatch(e.Input ?? ""),
        TaskScheduledEvent e => Person().IsMatch(e.Input ?? ""),
        TaskCompletedEvent e => Person().IsMatch(e.Result ?? ""),
        EventRaisedEvent e => Person().IsMatch(e.Input ?? ""),
        TaskFailedEvent e => Person().IsMatch(e.Reason ?? ""),
        _ => false,
    };

    // A CRN, with or without the date of a release; a NOMS number.
    [GeneratedRegex(@"\b[A-Z][0-9]{6}\b|\b[A-Z][0-9]{4}[A-Z]{2}\b", RegexOptions.None, 1_000)]
    private static partial Regex Person();
}
