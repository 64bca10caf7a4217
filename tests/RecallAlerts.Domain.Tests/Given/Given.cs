using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Policies;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Policies;

namespace RecallAlerts.Domain.Tests;

/// <summary>Where every example starts: a release on Tuesday 2 June 2026 at 10:00 London time, and the people around it.</summary>
internal static class Given
{
    public const string ReleasedAt = "2026-06-02T09:00:00Z";

    public static Policy Policy => PolicyDocument.Default.General;

    public static WorkingCalendar Calendar => BankHolidays.Default;

    public static WorkingHours Hours => new(Calendar, 9, 17);

    public static Person P1 { get; } = new(Role.Practitioner, "P1");

    public static Person P2 { get; } = new(Role.Practitioner, "P2");

    public static Person DutySpo { get; } = new(Role.DutySpo, "bury-and-rochdale");

    public static Person OtherDutySpo { get; } = new(Role.DutySpo, "gwent");

    public static Person HeadOfPdu { get; } = new(Role.HeadOfPdu, "bury-and-rochdale");

    public static Person OnCall { get; } = new(Role.OnCall, "north-west");

    /// <summary>A release with a practitioner, the handover done, and no facts.</summary>
    public static CaseBuilder Release(string releasedAt = ReleasedAt) => new(releasedAt);

    /// <summary>The same, housed and with contact suspended, so that no rule holds anything.</summary>
    public static CaseBuilder QuietRelease(string releasedAt = ReleasedAt) =>
        Release(releasedAt).Lives("A01A", releasedAt).Suspended(releasedAt);

    public static Instant At(string text) => Instant.Parse(text);

    public static DateOnly On(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
