using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Recalls;

/// <summary>Something that happened to an alert, as far as a look-back reads it.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Rule">Its rule.</param>
/// <param name="Key">Its key.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Change">The name of the change: Opened, Acknowledged, Closed and so on.</param>
/// <param name="Severity">The severity after it.</param>
/// <param name="Closed">How it closed; null when it did not.</param>
/// <param name="MovedFrom">The alert that it took over from; null when it did not.</param>
/// <param name="ByPerson">Whether a person did it.</param>
public sealed record AlertMoment(
    AlertId Alert, RuleId Rule, string Key, Instant At, string Change, Severity Severity, ClosedHow? Closed = null, AlertId? MovedFrom = null, bool ByPerson = false);

/// <summary>One alert as it stood at the recall.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Rule">Its rule.</param>
/// <param name="Key">Its key.</param>
/// <param name="OpenedAt">Its last opening before the recall, carried over by moves, UTC.</param>
/// <param name="OpenedAs">The severity with which it opened.</param>
/// <param name="HoursBefore">Whole hours from the opening to the recall.</param>
/// <param name="AcknowledgedAt">When it was first acknowledged since that opening, UTC; null when it was not.</param>
/// <param name="WasOpen">Whether it was neither closed nor dismissed at the recall.</param>
/// <param name="Untouched">Whether it was open at the recall and nobody had acknowledged, snoozed, dismissed or reassigned it since that opening.</param>
public sealed record LookedBackAlert(
    AlertId Alert, RuleId Rule, string Key, Instant OpenedAt, Severity OpenedAs, long HoursBefore, Instant? AcknowledgedAt, bool WasOpen, bool Untouched);

/// <summary>What the service had said before a recall (api.md, The look-back).</summary>
/// <param name="Alerts">Alerts that had opened before it, by opening, then alertId.</param>
/// <param name="OpenAtRecall">How many of them were open.</param>
/// <param name="LeadTimeHours">
/// Whole hours from the opening of the first alert that was open at the recall, had opened as high or urgent within the days before it, and whose
/// rule belongs to the primary reason; null when there was none.
/// </param>
public sealed record LookBack(IReadOnlyList<LookedBackAlert> Alerts, int OpenAtRecall, long? LeadTimeHours);

/// <summary>Looks back from a recall on the alerts before it.</summary>
public static class LookingBack
{
    /// <summary>The rules that belong to a reason (api.md, published table).</summary>
    public static bool Belongs(RuleId rule, RecallReason reason) => reason switch
    {
        RecallReason.Homelessness => rule is RuleId.Homeless or RuleId.AccommodationUnknown or RuleId.UnsettledAccommodation or RuleId.PlacementEnding,
        RecallReason.SubstanceMisuse => rule is RuleId.SubstanceUse or RuleId.TreatmentNotStarted,
        RecallReason.ContinuityFailure => rule is RuleId.NoPractitioner or RuleId.PractitionerChurn or RuleId.HandoverNotCompleted
            or RuleId.FirstAppointmentNotBooked or RuleId.FirstAppointmentNotAttended or RuleId.OutcomeOverdue,
        _ => rule is RuleId.AppointmentMissed or RuleId.NoContact or RuleId.MissedWithoutResponse
            or RuleId.FirstAppointmentNotBooked or RuleId.FirstAppointmentNotAttended or RuleId.OutcomeOverdue,
    };

    /// <summary>
    /// What had been said before a recall. The end of the watch closes alerts at the recall or, when it is recorded late, after it: only what happened
    /// before counts. A correction may put the recall later than the end that it brought about at first: closings by that end never count.
    /// </summary>
    /// <param name="moments">What happened to the alerts of the release, in order.</param>
    /// <param name="recalledAt">The recall, UTC.</param>
    /// <param name="primary">The primary reason that a row of an export holds.</param>
    /// <param name="leadTimeDays">Days before the recall within which an alert must have opened (policy).</param>
    /// <param name="endedFrom">From when this recall, as recorded at first, ended the watch, UTC; an end before it was another's. Null ascribes every end to it.</param>
    public static LookBack Look(IEnumerable<AlertMoment> moments, Instant recalledAt, RecallReason primary, int leadTimeDays, Instant? endedFrom = null)
    {
        var standing = new Dictionary<AlertId, Standing>();
        foreach (var moment in moments)
        {
            var isEnd = moment.Closed == ClosedHow.WatchEnded && (endedFrom is null || moment.At >= endedFrom);
            if (moment.At < recalledAt && !isEnd) Follow(standing, moment, recalledAt);
        }

        var alerts = standing.Values.Select(s => s.Shown).OrderBy(a => a.OpenedAt).ThenBy(a => a.Alert.Value, StringComparer.Ordinal).ToArray();
        var from = recalledAt.PlusSeconds(-leadTimeDays * Instant.Day);
        var warning = alerts.FirstOrDefault(a => a.WasOpen && a.OpenedAt >= from && a.OpenedAs >= Severity.High && Belongs(a.Rule, primary));
        return new LookBack(alerts, alerts.Count(a => a.WasOpen), warning?.HoursBefore);
    }

    private static void Follow(Dictionary<AlertId, Standing> standing, AlertMoment m, Instant recalledAt)
    {
        var known = standing.GetValueOrDefault(m.Alert);
        var after = m.Change switch
        {
            nameof(Opened) or nameof(Reopened) => Opening(m, recalledAt, known),
            nameof(Moved) => Moving(standing, m, recalledAt),
            // What goes on under another key is not closed; its move follows.
            nameof(Closed) when m.Closed == ClosedHow.Moved => known,
            _ => known?.After(m),
        };
        if (after is not null) standing[m.Alert] = after with { Severity = m.Severity };
    }

    // A dismissal outlives closing, until the severity rises to urgent (lifecycle.md §4): what comes back dismissed tells nobody.
    private static Standing Opening(AlertMoment m, Instant recalledAt, Standing? known)
    {
        var isDismissed = known is { IsDismissed: true } && !(m.Severity == Severity.Urgent && known.Severity < Severity.Urgent);
        var alert = new LookedBackAlert(m.Alert, m.Rule, m.Key, m.At, m.Severity, (recalledAt.Seconds - m.At.Seconds) / 3_600, null, WasOpen: true, Untouched: true);
        return new Standing(alert, isDismissed, m.Severity);
    }

    // The alert that goes on keeps the opening of the one that closed, and what people did with it; that one is no alert of its own any more.
    private static Standing Moving(Dictionary<AlertId, Standing> standing, AlertMoment m, Instant recalledAt) =>
        m.MovedFrom is { } old && standing.Remove(old, out var before) ? before with { Alert = before.Alert with { Alert = m.Alert, Key = m.Key } } : Opening(m, recalledAt, null);

    private sealed record Standing(LookedBackAlert Alert, bool IsDismissed, Severity Severity)
    {
        // What somebody has dismissed is shut: neither open nor untouched.
        public LookedBackAlert Shown => IsDismissed ? Alert with { WasOpen = false, Untouched = false } : Alert;

        public Standing After(AlertMoment m) => m.Change switch
        {
            nameof(Closed) => this with { Alert = Alert with { WasOpen = false, Untouched = false } },
            nameof(Acknowledged) => this with { Alert = Alert with { AcknowledgedAt = Alert.AcknowledgedAt ?? m.At, Untouched = false } },
            nameof(Dismissed) => this with { IsDismissed = true, Alert = Alert with { Untouched = false } },
            nameof(Undone) => this with { IsDismissed = false, Alert = Alert with { Untouched = false } },
            nameof(SeverityRaised) when m.Severity == Severity.Urgent => this with { IsDismissed = false },
            _ => m.ByPerson ? this with { Alert = Alert with { Untouched = false } } : this,
        };
    }
}
