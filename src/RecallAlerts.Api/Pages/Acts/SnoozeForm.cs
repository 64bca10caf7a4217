using RecallAlerts.Api.Handlers;
using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Policies;

namespace RecallAlerts.Api.Pages.Acts;

/// <summary>A moment until which an alert may be snoozed.</summary>
/// <param name="Until">The moment, UTC.</param>
/// <param name="Text">As shown.</param>
public sealed record SnoozeChoice(Instant Until, string Text);

/// <summary>Snoozing: working mornings to choose from, as far as the policy allows.</summary>
internal static class SnoozeForm
{
    private const int Morning = 9;
    private const int LongestReason = 2_000;
    private static readonly int[] WorkingDays = [1, 2, 3, 5, 10];

    public static IReadOnlyList<string> Reasons { get; } = ["Somebody has been asked and will answer", "It is arranged and not recorded yet", "Something else comes first"];

    public static IReadOnlyList<SnoozeChoice> Choices(Alert alert, AlertPolicy policy, WorkingCalendar calendar, Instant now)
    {
        var latest = (alert.FirstSnoozedAt ?? now).PlusHours(policy.SnoozeAtMostHours.Of(alert.Severity));
        var mornings = WorkingDays.Select(n => LondonTime.At(calendar.WorkingDayAfter(LondonTime.Date(now), n), Morning)).Where(at => at <= latest).Select(at => new SnoozeChoice(at, PageWords.Moment(at))).ToArray();
        return mornings.Length > 0 || latest <= now ? mornings : [new SnoozeChoice(latest, PageWords.Moment(latest))];
    }

    public static Chosen Read(PageRequest request, Person by, ActOnCase.Found found, Instant now)
    {
        var errors = new List<FieldError>();
        if (!Instant.TryParse(request.Field("until") ?? "", out var until)) errors.Add(new FieldError("until", "Choose until when"));
        var reason = request.Field("reason");
        if (reason is null) errors.Add(new FieldError("reason", "Choose or write why"));
        else if (reason.Length > LongestReason) errors.Add(new FieldError("reason", $"Use {LongestReason} characters or fewer"));
        return errors.Count > 0 ? new Chosen(null, errors) : new Chosen(new SnoozeUntil(by, until, reason!));
    }
}
