using RecallAlerts.Api.Handlers;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Words;

/// <summary>Words that fit the case (alerts.md): made when they are shown, from the alert and the facts.</summary>
internal static class AlertWords
{
    public static AlertText Of(Alert alert, Case c, Instant now)
    {
        var general = RuleWords.Of(alert.Rule);
        var says = alert.Rule switch
        {
            RuleId.AppointmentMissed => Missed(alert, c, now),
            RuleId.CheckOverdue => CheckOverdue(alert, c, now),
            RuleId.FirstAppointmentNotAttended => NotSeen(c, now),
            RuleId.MissedWithoutResponse => $"The absence of {StartOf(alert.Key, c, now)} has had no response.",
            RuleId.NoPractitioner => $"Nobody has held the case since {Day(alert.Since)}.",
            RuleId.OutcomeOverdue => $"The outcome of the appointment of {StartOf(alert.Key, c, now)} is not recorded.",
            RuleId.PlacementEnding => $"The placement ends on {alert.Key} and no next accommodation is arranged.",
            RuleId.PractitionerChurn => Churn(c, now),
            RuleId.SubstanceUse => Tested(c, now),
            RuleId.SupportNotReferred => $"No referral is recorded for {alert.Key}.",
            RuleId.NoContact => $"The last contact was on {alert.Key}.",
            RuleId.Homeless => $"The person is recorded as homeless since {Day(alert.Since)}.",
            _ => general.Says,
        };
        return general with { Says = says };
    }

    private static string CheckOverdue(Alert alert, Case c, Instant now)
    {
        var check = alert.Key == NameOf<Domain.Releases.Check>.Text(Domain.Releases.Check.DomesticAbuse) ? "domestic abuse check" : "child safeguarding check";
        var by = alert.Key == NameOf<Domain.Releases.Check>.Text(Domain.Releases.Check.DomesticAbuse) ? "the police" : "children's services";
        var asked = c.Timeline.Facts.OfType<CheckRequested>().LastOrDefault(f => NameOf<Domain.Releases.Check>.Text(f.Check) == alert.Key && f.EffectiveAt <= now);
        return asked is null ? $"The {check} was never asked for." : $"The {check} was asked for on {Day(asked.OccurredAt)} and not answered by {by}.";
    }

    private static string Missed(Alert alert, Case c, Instant now)
    {
        var n = AppointmentMissedRule.MissedInARow(c, now);
        return n <= 1 ? $"The appointment of {StartOf(alert.Key, c, now)} was missed." : $"{n} appointments in a row were missed, the first on {StartOf(alert.Key, c, now)}.";
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

    private static string Day(Instant t) => LondonTime.Date(t).ToString("d MMMM yyyy");
}
