using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Alerts;

/// <summary>When a telling falls due, to whom and in which class (lifecycle.md §8).</summary>
/// <param name="c">The case as it is in force.</param>
/// <param name="hours">Working hours.</param>
internal sealed class TellingSchedule(Case c, WorkingHours hours)
{
    private readonly Instant _highUntil = c.EndOfDay(c.Rules.SubstanceUse.DeliveredAsHighUntilDay);

    /// <summary>Brings what is waiting for an alert up to date with the alert at t.</summary>
    public Alert Bring(Alert alert, Instant t)
    {
        if (alert.Tellings.Count == 0) return alert;
        var tellings = alert.Tellings.Select(telling => Bring(telling, alert, t)).ToArray();
        return tellings.SequenceEqual(alert.Tellings) ? alert : alert with { Tellings = tellings };
    }

    private Telling Bring(Telling telling, Alert alert, Instant t)
    {
        var audience = AudienceOf(telling.Role, alert, c.Release);
        var (kind, highUntil) = ClassOf(telling, alert, audience, t);
        if (telling.Class is { } was && (telling.HighUntil is null ? was : telling.ClassAt(t)) == kind && telling.HighUntil == highUntil)
            return telling with { Audience = audience };
        return telling with { Audience = audience, Class = kind, HighUntil = highUntil, DueAt = DueAt(kind, highUntil, telling.At, t) };
    }

    private static Person AudienceOf(TellingRole role, Alert alert, Release release) => role switch
    {
        TellingRole.DutySpo => new Person(Role.DutySpo, release.Pdu),
        TellingRole.HeadOfPdu => new Person(Role.HeadOfPdu, release.Pdu),
        TellingRole.OnCall => new Person(Role.OnCall, release.Region),
        _ => alert.Owner,
    };

    private (TellingClass Class, Instant? HighUntil) ClassOf(Telling telling, Alert alert, Person audience, Instant t)
    {
        if (telling.Role == TellingRole.OnCall) return (TellingClass.OnCall, null);
        if (alert.Backlog) return (telling.Role == TellingRole.Owner ? TellingClass.Backlog : TellingClass.Gathered, null);
        if (telling.Quiet) return (audience.IsManager ? TellingClass.Gathered : TellingClass.Digest, null);
        if (alert.Severity == Severity.Urgent) return (TellingClass.Urgent, null);
        if (audience.IsManager) return (TellingClass.Gathered, null);
        if (telling.PutOff) return (TellingClass.Digest, null);
        if (alert.Severity == Severity.High) return (TellingClass.High, null);
        var asHigh = alert is { Rule: RuleId.SubstanceUse, Severity: Severity.Medium } && t < _highUntil;
        return asHigh ? (TellingClass.High, _highUntil) : (TellingClass.Digest, null);
    }

    private Instant DueAt(TellingClass kind, Instant? highUntil, Instant told, Instant t)
    {
        var due = DueAt(kind, told, t);
        return highUntil is { } until && due >= until ? DueAt(TellingClass.Digest, told, until) : due;
    }

    // A class that changes after its moment has passed takes the next one at or after t.
    private Instant DueAt(TellingClass kind, Instant told, Instant t) => kind switch
    {
        TellingClass.OnCall => told,
        TellingClass.Urgent => hours.Opening(Instant.Max(told, t)),
        TellingClass.High => Instant.Max(AfterCompany(told), hours.Opening(t)),
        TellingClass.Gathered => hours.NextSlot(Instant.Max(told, t), c.Policy.Delivery.GatheredAt),
        _ => hours.NextSlot(Instant.Max(told, t), [c.Policy.Delivery.DigestAt]),
    };

    private Instant AfterCompany(Instant told) =>
        hours.Opening(hours.Contains(told) ? told.PlusSeconds(c.Policy.Delivery.CompanyMinutes * 60L) : told);
}
