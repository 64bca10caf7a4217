using RecallAlerts.Api.Handlers;
using RecallAlerts.Api.Routing;
using RecallAlerts.Api.Words;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Policies;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Pages.Triaging;

/// <summary>Reads what the page shows: the order from a little of each release, and in full only those of the page and those with the first escalations.</summary>
internal sealed class TriageReader(ApiRequest request, string pdu)
{
    private const int MostEscalated = 10;
    private readonly ApiServices _services = request.Services;
    private readonly TriageOrder _order = new(request.Services, request.Caller);
    private readonly WatchPolicy _watch = request.Services.Policies.General.Watch;

    public async Task<TriageModel> ReadAsync(TriageView asked)
    {
        var staff = await StaffOfPdu.ReadAsync(request, pdu);
        var all = await _order.ReadAsync(pdu, request.Cancellation);
        var ranked = all.Select((w, i) => new Ranked(i + 1, w)).ToList();
        var fitting = ranked.Where(r => asked.Fits(r.Of.Candidate)).ToList();
        var shown = Shown(fitting, asked);
        var pages = Math.Max(1, (shown.Count + TriageOrder.Page - 1) / TriageOrder.Page);
        var view = asked with { Page = Math.Min(asked.Page, pages) };
        var page = shown.Skip((view.Page - 1) * TriageOrder.Page).Take(TriageOrder.Page + 1).ToList();
        var escalated = all.Where(w => w.Candidate.Alerts.Any(IsEscalated)).Take(MostEscalated).Select(w => w.Candidate.ReleaseId);
        var read = await ReadAsync([.. escalated.Concat(page.Select(r => r.Of.Candidate.ReleaseId)).Distinct()]);
        var lines = staff.Lines();
        return new TriageModel(pdu, view, Count(all, fitting, pages))
        {
            Escalated = [.. escalated.SelectMany(id => Escalations(read, id)).Take(MostEscalated)],
            Lines = [.. page.Take(TriageOrder.Page).Select((r, i) => Line(r, page.ElementAtOrDefault(i + 1), view, read, staff)).OfType<TriageLine>()],
            Load = lines, Off = [.. lines.Where(l => l.Off is not null).Select(l => new OffLine(l.Name, l.Off!))],
            Practitioners = [.. all.Select(w => w.Candidate.PractitionerId).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Limited = await _services.Queries.CountLimitedAsync(pdu, _order.Viewer, request.Cancellation),
            Watch = _watch, MayAct = MayAct(request, pdu),
        };
    }

    /// <summary>Whether the caller acts as the duty SPO of the PDU or stands in for them.</summary>
    public static bool MayAct(ApiRequest request, string pdu) =>
        request.Caller.ActsAs() is { } self && request.Services.Directory.CoveredBy(self, request.Services.Now).Append(self).Contains(new Person(Role.DutySpo, pdu));

    private async Task<IReadOnlyDictionary<ReleaseId, TriageCase>> ReadAsync(IReadOnlyList<ReleaseId> ids) =>
        (await _services.Queries.TriageAsync(ids, _order.Viewer, request.Cancellation)).ToDictionary(c => c.Release.ReleaseId);

    private List<Ranked> Shown(List<Ranked> fitting, TriageView view)
    {
        var shown = fitting.Where(r => view.Window == TriageWindow.All || IsEarly(r) == (view.Window == TriageWindow.EarlyRecall));
        return [.. view.FlagsFirst ? shown.OrderBy(r => r.IsFlagged ? 0 : 1) : shown];
    }

    private bool IsEarly(Ranked r) => r.Of.Weight.Day <= _watch.EarlyRecallUntilDay;

    private TriageCounts Count(List<WeighedCandidate> all, List<Ranked> fitting, int pages)
    {
        var early = fitting.Count(IsEarly);
        var urgent = fitting.Count(r => !IsEarly(r) && r.Of.Candidate.Alerts.Any(a => a is { Severity: Severity.Urgent, Status: AlertStatus.Open }));
        return new TriageCounts(all.Count, early, fitting.Count - early, urgent, all.Sum(w => w.Candidate.Alerts.Count(IsEscalated)), pages);
    }

    private static bool IsEscalated(TriageAlert a) => a is { Status: AlertStatus.Open, IsEscalated: true };

    private IEnumerable<EscalatedLine> Escalations(IReadOnlyDictionary<ReleaseId, TriageCase> read, ReleaseId id)
    {
        if (!read.TryGetValue(id, out var c)) return [];
        return AlertLines(c, _order.Weigh(c)).Where(l => IsEscalated(TriageAlert.Of(l.Alert))).Select(l => new EscalatedLine(c.WatchId, c.Crn.Value, l));
    }

    private TriageLine? Line(Ranked ranked, Ranked? next, TriageView view, IReadOnlyDictionary<ReleaseId, TriageCase> read, StaffOfPdu staff)
    {
        if (!read.TryGetValue(ranked.Of.Candidate.ReleaseId, out var c)) return null;
        var (weight, release) = (_order.Weigh(c), c.Release);
        return new TriageLine(
            ranked.Rank, c.WatchId, c.Crn.Value, release.Rosh, CaseFlags.Of(release.MappaLevel, release.ChildProtection), HolderOf(c, staff), weight, AlertLines(c, weight),
            Above(ranked, weight, next, view, read));
    }

    private static string? Above(Ranked ranked, TriagedRelease weight, Ranked? next, TriageView view, IReadOnlyDictionary<ReleaseId, TriageCase> read)
    {
        if (next is null) return null;
        var other = read.TryGetValue(next.Of.Candidate.ReleaseId, out var c) ? c.Crn.Value : "the next";
        return view.FlagsFirst && ranked.IsFlagged && !next.IsFlagged ? $"It is above {other} because you asked for MAPPA and child protection first." : TriageWords.Above(weight, next.Of.Weight, other);
    }

    private static string HolderOf(TriageCase c, StaffOfPdu staff)
    {
        if (c.PractitionerId is not { } id) return "nobody holds the case";
        return staff.Off(new Person(Role.Practitioner, id)) is { } off ? $"{id} (off {off})" : id;
    }

    private List<TriageAlertLine> AlertLines(TriageCase c, TriagedRelease weight)
    {
        var alerts = c.Alerts.ToDictionary(a => a.Id);
        return [.. weight.Terms.Select(t => alerts[t.Alert.Id!.Value]).Select(a => new TriageAlertLine(a, RuleWords.TitleOf(a.Rule, a.Key), Says(a, c.PractitionerId)))];
    }

    private string Says(Alert a, string? holder)
    {
        var owner = a.Owner.Role == Role.Practitioner && a.Owner.Id == holder ? "" : $", for the {(a.Owner.Role == Role.Practitioner ? "practitioner " : "")}{PersonWords.Of(a.Owner, pdu)}";
        var status = a.Status switch
        {
            AlertStatus.Acknowledged => $", acknowledged {PageWords.Day(a.AcknowledgedAt!.Value)}",
            AlertStatus.Snoozed => $", snoozed until {PageWords.Moment(a.Snooze!.Until)}",
            _ => a.HeadOfPduReached ? ", escalated to the head of PDU" : a.DutySpoReached ? ", escalated to the duty manager" : "",
        };
        return $"Since {PageWords.Day(a.Since)}{owner}{status}.";
    }

    /// <summary>A release with its place.</summary>
    private sealed record Ranked(int Rank, WeighedCandidate Of)
    {
        public bool IsFlagged => Of.Candidate.MappaLevel is not null || Of.Candidate.ChildProtection;
    }
}
