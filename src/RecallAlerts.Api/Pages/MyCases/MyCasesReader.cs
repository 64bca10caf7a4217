using RecallAlerts.Api.Routing;
using RecallAlerts.Api.Words;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Pages.MyCases;

/// <summary>Reads what My cases shows.</summary>
internal sealed class MyCasesReader(ApiRequest request)
{
    private const int MostAlerts = 500;
    private const int AtOnce = 8;
    private readonly ApiServices _services = request.Services;
    private readonly Instant _now = request.Services.Now;

    public async Task<MyCasesModel> ReadAsync()
    {
        var self = new Person(Role.Practitioner, request.Caller.PractitionerId!);
        var viewer = request.Caller.ViewerAt(_now);
        var own = _services.Directory.CoveredBy(self, _now);
        var alerts = await _services.Queries.InboxAsync(new InboxFilter { For = viewer, Owners = own, AtMost = MostAlerts }, request.Cancellation);
        var held = await _services.Queries.CasesOfAsync([.. own.Where(p => p.Role == Role.Practitioner).Select(p => p.Id)], request.Caller.Pdu, viewer, request.Cancellation);
        var opened = await OpenAsync(alerts.Select(a => a.Release.ReleaseId).Concat(held.Select(h => h.Release.ReleaseId)).Distinct());
        var since = LastWorkingDay();
        return new MyCasesModel(
            await ChangesAsync(opened, own, since), since, Cases(alerts, opened), [.. opened.Values.Where(o => held.Any(h => h.WatchId == o.Record.WatchId)).SelectMany(o => Coming.Of(o, _now)).OrderBy(u => u.At).ThenBy(u => u.Crn, StringComparer.Ordinal)],
            held.Count, [.. own.Where(p => p != self)]);
    }

    private Instant LastWorkingDay()
    {
        var day = LondonTime.Date(_now).AddDays(-1);
        while (!_services.Calendar.IsWorkingDay(day)) day = day.AddDays(-1);
        return LondonTime.StartOf(day);
    }

    private async Task<IReadOnlyDictionary<string, OpenedCase>> OpenAsync(IEnumerable<ReleaseId> releases)
    {
        var opened = new System.Collections.Concurrent.ConcurrentDictionary<string, OpenedCase>(StringComparer.Ordinal);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = request.Cancellation };
        await Parallel.ForEachAsync(releases, options, async (id, token) =>
        {
            if (await _services.Cases.FindAsync(id, token) is not { } record) return;
            opened[record.WatchId] = new OpenedCase(record, record.History.At(_now, _services.Policies.Of, _services.Calendar));
        });
        return opened;
    }

    private List<AlertedCase> Cases(IReadOnlyList<ListedAlert> alerts, IReadOnlyDictionary<string, OpenedCase> opened)
    {
        var cases = alerts.Where(a => a.Alert.SuppressedBy is null && opened.ContainsKey(a.WatchId)).GroupBy(a => a.WatchId, StringComparer.Ordinal).Select(g => Case(opened[g.Key], g)).ToList();
        cases.Sort(static (a, b) => Order(a).CompareTo(Order(b)));
        return cases;
    }

    private AlertedCase Case(OpenedCase c, IEnumerable<ListedAlert> alerts)
    {
        var lines = alerts.Select(a => AlertLine.Of(request, a.Alert, c.Case, _now)).OrderBy(l => Rank(l.Alert)).ThenBy(l => l.Alert.Since).ThenBy(l => l.Alert.Id);
        var release = c.Case.Release;
        return new AlertedCase(c.Record.WatchId, release.Crn.Value, c.DayAt(_now), release.ReleasedAt, release.Rosh, CaseFlags.Of(release.MappaLevel, release.ChildProtection), [.. lines]);
    }

    // What somebody has to act on comes before what is in hand: open, acknowledged, snoozed, dismissed.
    private static int Rank(Alert alert) => ((int)alert.Status * 10) - (int)alert.Severity;

    private static (int Worst, Instant Since, string Id) Order(AlertedCase c) => (c.Alerts.Min(a => Rank(a.Alert)), c.Alerts[0].Alert.Since, c.WatchId);

    // Of what another alert speaks for nothing is said here: it is not in the list either.
    private async Task<IReadOnlyList<ChangeLine>> ChangesAsync(IReadOnlyDictionary<string, OpenedCase> opened, IReadOnlyList<Person> own, Instant since)
    {
        var lines = new System.Collections.Concurrent.ConcurrentBag<ChangeLine>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = request.Cancellation };
        await Parallel.ForEachAsync(opened.Values, options, async (c, token) =>
        {
            if (c.Record.ReviewedAt < since) return;
            var changes = await _services.Queries.ChangesAsync(c.Record.Id, token);
            foreach (var change in changes.Where(x => x.At >= since)) if (c.Alert(change.AlertId) is { SuppressedBy: null } alert && own.Contains(alert.Owner) && ChangeWords.Of(change, alert, request.Caller) is { } says)
                lines.Add(new ChangeLine(change.At, c.Record.WatchId, c.Case.Release.Crn.Value, says, ChangeWords.SeverityOf(change)));
        });
        return [.. lines.OrderByDescending(l => l.At).ThenByDescending(l => l.Severity).ThenBy(l => l.Crn, StringComparer.Ordinal).ThenBy(l => l.Says, StringComparer.Ordinal)];
    }
}

/// <summary>A case as it is now.</summary>
/// <param name="Record">As stored.</param>
/// <param name="Case">As in force.</param>
internal sealed record OpenedCase(CaseRecord Record, Case Case)
{
    /// <summary>Days since release.</summary>
    public int DayAt(Instant now) => LondonTime.Date(now).DayNumber - Case.D.DayNumber;

    /// <summary>One of its alerts.</summary>
    public Alert? Alert(AlertId id) => Record.Alerts.FirstOrDefault(a => a.Id == id);
}
