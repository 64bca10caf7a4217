using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.WhatIf;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Tests.WhatIf;

/// <summary>What is stored of releases on Tuesday 2 June 2026 at 10:00 in London.</summary>
internal static class Stored
{
    public static readonly Instant T0 = Cases.Lines.T0;

    public static readonly Instant End = T0.PlusSeconds(300 * Instant.Day);

    public static Release Release(string crn = "X000001", string pdu = "gwent", string? practitioner = "P1") => new()
    {
        Crn = new Crn(crn), ReleasedAt = T0, LicenceEndsOn = new DateOnly(2027, 6, 30), Region = "wales", Pdu = pdu, PractitionerId = practitioner, Rosh = Rosh.Medium,
        HandoverCompleted = true,
    };

    public static StoredTimeline Timeline(Release release, Instant registeredAt, params Fact[] facts) =>
        new(release, registeredAt, [.. facts.Select(Recorded)], new Dictionary<string, RecallReason>(StringComparer.Ordinal));

    public static StoredTimeline Timeline(params Fact[] facts) => Timeline(Release(), T0, facts);

    public static RecordedFact Recorded(Fact fact) => new(fact.GetType().Name, fact, null, "{}", fact.EventId, null);

    public static RecallRecorded Recall(Instant at, string reasons = "", Instant? recordedAt = null, string id = "recall") =>
        new(id, at, recordedAt ?? at, "R1") { RecordedReasons = reasons };

    public static FollowUp Followed(StoredTimeline timeline, Instant? until = null) => new FollowingUp(PolicyDocument.Default, BankHolidays.Default, until ?? End).Of(timeline);

    public static AlertMoment Opened(Instant at, RuleId rule = RuleId.Homeless, Severity severity = Severity.Urgent, string key = "k") =>
        new(AlertId.Of(Release().Id, rule, key), rule, key, at, "Opened", severity);

    public static AlertMoment Then(this AlertMoment opened, Instant at, string change, ClosedHow? closed = null) => opened with { At = at, Change = change, Closed = closed };
}
