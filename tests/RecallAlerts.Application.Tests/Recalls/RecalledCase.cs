using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Tests.Recalls;

/// <summary>A release of Tuesday 2 June 2026, recalled two weeks later, with all that its recalls are decided on.</summary>
internal sealed class RecalledCase
{
    public static readonly Instant ReleasedAt = Cases.Lines.T0;
    public static readonly Instant RecalledAt = ReleasedAt.PlusHours(14 * 24);
    public static readonly Instant Later = RecalledAt.PlusHours(24 * 10);

    public static readonly RecallDecision Decision = new(PolicyDocument.Default, BankHolidays.Default);

    private static readonly Release Release = new()
    {
        Crn = new Crn("X000001"), ReleasedAt = ReleasedAt, LicenceEndsOn = new DateOnly(2027, 6, 30), Region = "wales", Pdu = "gwent", PractitionerId = "P1", Rosh = Rosh.High,
    };

    private readonly List<Fact> _facts = [];
    private readonly List<RecallNarrative> _narratives = [];
    private readonly List<AlertMoment> _moments = [];

    public static Person P1 { get; } = new(Role.Practitioner, "P1");

    public RecalledCase Recalled(string eventId = "e1", int hours = 0, string? narrative = null, string? type = "FTR_28", string reasons = "FAILED_RESIDE", string recallId = "R1", int lateHours = 0)
    {
        var fact = new RecallRecorded(eventId, RecalledAt.PlusHours(hours), RecalledAt.PlusHours(hours + lateHours), recallId) { Type = type, RecordedReasons = reasons };
        if (narrative is not null) _narratives.Add(new RecallNarrative(eventId, fact.OccurredAt, fact.RecordedAt, narrative));
        return With(fact);
    }

    public RecalledCase Withdrawn(string eventId, int hours = 24) => With(new FactWithdrawn($"w-{eventId}", RecalledAt.PlusHours(hours), RecalledAt.PlusHours(hours), eventId, "wrong case"));

    public RecalledCase With(Fact fact)
    {
        _facts.Add(fact);
        return this;
    }

    /// <summary>An alert that opened so many hours before the recall.</summary>
    public RecalledCase Opened(RuleId rule, int hoursBefore, Severity severity = Severity.High)
    {
        _moments.Add(new AlertMoment(AlertId.Of(Release.Id, rule, "k"), rule, "k", RecalledAt.PlusHours(-hoursBefore), nameof(Domain.Alerts.Opened), severity));
        return this;
    }

    public CaseRecord Record => new() { Id = Release.Id, WatchId = "w", History = new CaseHistory(Release, [.. _facts]), RegisteredAt = ReleasedAt, Version = 1, Pdu = "gwent" };

    public RecallMaterial Material(params IReadOnlyList<RecallRecord> rows) => new(Record, [.. _narratives], [.. _moments], rows);

    public IReadOnlyList<RecallRecord> Decide(Instant? now = null, params IReadOnlyList<RecallRecord> rows) => Decision.Decide(Material(rows), now ?? Later);

    public RecallRecord One(params IReadOnlyList<RecallRecord> rows) => Assert.Single(Decide(null, rows));

    public KeptRecalls Kept() => new(Record) { Material = Material() };
}
