using RecallAlerts.Api.Handlers;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Words;

/// <summary>Words that fit the case (alerts.md): made when they are shown, from the alert and the facts.</summary>
internal static class AlertWords
{
    public static AlertText Of(Alert alert, Case c, Instant now) => Of(alert.Rule, alert.Key, c, now);

    /// <summary>The words of a condition, whether or not an alert is made of it.</summary>
    public static AlertText Of(RuleId rule, string key, Case c, Instant now)
    {
        var general = RuleWords.Of(rule);
        var says = rule switch
        {
            RuleId.AppointmentMissed => Missed(key, c, now),
            RuleId.CheckOverdue => CheckOverdue(key, c, now),
            RuleId.FirstAppointmentNotAttended => NotSeen(c, now),
            RuleId.MissedWithoutResponse => $"The absence of {StartOf(key, c, now)} has had no response.",
            RuleId.OutcomeOverdue => $"The outcome of the appointment of {StartOf(key, c, now)} is not recorded.",
            RuleId.PlacementEnding => $"The placement ends on {DayOf(key)} and no next accommodation is arranged.",
            RuleId.PractitionerChurn => Churn(c, now),
            RuleId.SubstanceUse => Tested(c, now),
            RuleId.SupportNotReferred => $"No referral is recorded for {key.Replace('-', ' ')}.",
            RuleId.NoContact => $"The last contact was on {DayOf(key)}.",
            _ => general.Says,
        };
        return general with { Says = says };
    }

    /// <summary>Its rule in a few words, with what tells it from others of its rule: a need, a check, the day of an appointment.</summary>
    public static string TitleOf(Alert alert, Case c, Instant now) => alert.Rule is RuleId.MissedWithoutResponse or RuleId.OutcomeOverdue
        ? $"{RuleWords.TitleOf(alert.Rule)} ({StartOf(alert.Key, c, now)})"
        : RuleWords.TitleOf(alert.Rule, alert.Key);

    private static string CheckOverdue(string key, Case c, Instant now)
    {
        var check = key == NameOf<Domain.Releases.Check>.Text(Domain.Releases.Check.DomesticAbuse) ? "domestic abuse check" : "child safeguarding check";
        var by = key == NameOf<Domain.Releases.Check>.Text(Domain.Releases.Check.DomesticAbuse) ? "the police" : "children's services";
        var asked = c.Timeline.Facts.OfType<CheckRequested>().LastOrDefault(f => NameOf<Domain.Releases.Check>.Text(f.Check) == key && f.EffectiveAt <= now);
        return asked is null ? $"The {check} was never asked for." : $"The {check} was asked for on {Day(asked.OccurredAt)} and not answered by {by}.";
    }

    private static string Missed(string key, Case c, Instant now)
    {
        var n = AppointmentMissedRule.MissedInARow(c, now);
        return n <= 1 ? $"The appointment of {StartOf(key, c, now)} was missed." : $"{n} appointments in a row were missed, the first on {StartOf(key, c, now)}.";
    }

    private static string NotSeen(Case c, Instant now) => c.HasUnrecordedAppointment(now)
        ? "No attendance since release is recorded; an appointment is past and its outcome is not recorded."
        : "The person has not been seen since release.";

    private static string Churn(Case c, Instant now) =>
        $"The practitioner has changed more than once since release: {string.Join(", ", PractitionerChurnRule.Changes(c, now).Select(f => Day(f.OccurredAt)))}.";

    private static string Tested(Case c, Instant now)
    {
        var last = c.Timeline.Facts.OfType<SubstanceTested>().LastOrDefault(f => f.EffectiveAt <= now);
        return last is null ? RuleWords.Of(RuleId.SubstanceUse).Says : $"The test of {Day(last.OccurredAt)} was {NameOf<TestResult>.Text(last.Result)}.";
    }

    private static string StartOf(string appointmentId, Case c, Instant now) =>
        Booking(appointmentId, c, now) is { } booking ? Day(booking.StartsAt) : "an unknown date";

    private static AppointmentBooked? Booking(string appointmentId, Case c, Instant now) =>
        c.Timeline.Facts.OfType<AppointmentBooked>().LastOrDefault(b => b.AppointmentId == appointmentId && b.EffectiveAt <= now);

    // A key that is a date is one of the calendar, without a time.
    private static string DayOf(string key) => DateOnly.TryParseExact(key, "yyyy-MM-dd", out var date) ? date.ToString("d MMMM yyyy") : key;

    private static string Day(Instant t) => LondonTime.Date(t).ToString("d MMMM yyyy");
}
