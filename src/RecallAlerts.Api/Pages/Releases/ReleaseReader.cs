using RecallAlerts.Api.Pages.MyCases;
using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Api.Pages.Releases.Timeline;
using RecallAlerts.Api.Routing;
using RecallAlerts.Api.Words;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Lanes;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Pages.Releases;

/// <summary>Reads what the page of a release shows.</summary>
internal static class ReleaseReader
{
    public static async Task<ReleaseModel> ReadAsync(ApiRequest request, CaseRecord record, Case c)
    {
        var (services, now) = (request.Services, request.Services.Now);
        var changes = await services.Queries.ChangesAsync(record.Id, request.Cancellation);
        var facts = await services.Queries.TimelineAsync(record.Id, request.Cancellation);
        var timeline = TimelineModel.Of(c, record.Alerts, changes, now);
        var alerts = record.Alerts.Where(a => a.Status != AlertStatus.Closed && a.SuppressedBy is null)
            .OrderByDescending(a => a.Severity).ThenBy(a => a.Since).ThenBy(a => a.Id).Select(a => AlertLine.Of(request, a, c, now) with { Answered = Answered(a, changes) }).ToLookup(l => l.Alert.Status == AlertStatus.Open);
        return new ReleaseModel(
            record.WatchId, c.Release.Crn.Value, Standing(c, timeline, now), [.. alerts[true]], [.. alerts[false]], Recalls(record.History, now), timeline, FactLines.Of(facts, record.History, now));
    }

    /// <summary>What one needs to know to act, in the order in which one asks.</summary>
    public static IReadOnlyList<NameAndValue> Standing(Case c, TimelineModel timeline, Instant now)
    {
        var release = c.Release;
        return
        [
            new("Day", Day(c, timeline, now)),
            new("Released", PageWords.Moment(release.ReleasedAt)),
            new("Risk of serious harm", PageWords.Sentence(Spaced(PageWords.Name(release.Rosh)))),
            new("Flags", CaseFlags.Of(release.MappaLevel, release.ChildProtection) is { Count: > 0 } flags ? PageWords.Sentence(string.Join(", ", flags)) : "None known"),
            new("Practitioner", c.PractitionerInForce(now) ?? "Nobody holds the case"),
            new("PDU", PlaceNames.Of(release.Pdu)),
            .. release.Team is { } team ? (NameAndValue[])[new("Team", PlaceNames.Of(team))] : [],
            new(timeline.IsEnded ? timeline.IsRecalled ? "Lived when recalled" : "Lived when the watch ended" : "Lives", timeline.Lanes.Accommodation is [.., var last] ? $"{AccommodationWords.Of(last.What)}, since {PageWords.Day(last.From)}" : "Not released yet"),
            new("Last seen", Appointment(timeline.Lanes.Appointments.LastOrDefault(a => a.Standing == AppointmentStanding.Attended), "Not since release")),
            .. timeline.IsEnded ? [] : (NameAndValue[])[new("Next appointment", Appointment(timeline.Lanes.Appointments.FirstOrDefault(a => a.Standing == AppointmentStanding.Booked), "None booked"))],
            new("Needs", release.Needs.Count == 0 ? "None known" : PageWords.Sentence(string.Join(", ", release.Needs.Select(n => Spaced(PageWords.Name(n)))))),
            new("Licence ends", PageWords.Day(release.LicenceEndsOn)),
        ];
    }

    private static string Day(Case c, TimelineModel timeline, Instant now) => c.StateAt(now) switch
    {
        WatchState.Pending => "Not released yet",
        WatchState.Ended => $"Watch ended on day {timeline.DayOf(timeline.Until)}{(timeline.Lanes.Ends is [var end, ..] ? $" ({TimelineRows.TextOf(end).ToLowerInvariant()})" : "")}",
        _ => $"Day {timeline.DayOf(now)}, {Spaced(PageWords.Name(c.PhaseAt(now)))}",
    };

    private static string Appointment(AppointmentMark? mark, string none) => mark is null ? none : PageWords.Moment(mark.At);

    // As stores keep it, words of a snooze follow its end, and those of a dismissal its reason.
    private static string? Answered(Alert alert, IReadOnlyList<ListedChange> changes)
    {
        var act = changes.LastOrDefault(x => x.AlertId == alert.Id && x.Change is (nameof(Acknowledged) or nameof(Snoozed) or nameof(Dismissed)));
        if (alert.Status == AlertStatus.Open || act?.By is not { } by) return null;
        var words = act.Change == nameof(Acknowledged) ? act.Detail : act.Detail?[(act.Detail.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        return words is null ? $"By {RoleWords.Of(by)}." : $"By {RoleWords.Of(by)}: {words}";
    }

    private static IReadOnlyList<RecallLink> Recalls(CaseHistory history, Instant now) =>
        [.. history.RecallsAt(now).GroupBy(r => r.Fact.RecallId, StringComparer.Ordinal).Select(g => new RecallLink(g.Key, g.Last().Fact.OccurredAt, g.All(r => r.IsWithdrawn)))];

    private static string Spaced(string name) => name.Replace('-', ' ');
}
