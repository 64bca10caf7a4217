using System.Text;
using System.Text.Json;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Adapters.Tests;

/// <summary>Cases, facts, alerts and decisions at fixed instants.</summary>
internal static class Given
{
    /// <summary>A Tuesday, ten o'clock in London.</summary>
    public static readonly Instant T0 = Instant.Parse("2026-06-02T09:00:00Z");

    public static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    public static readonly ServiceKey Key = new(Secret);

    public static readonly ReleaseId X1 = new("X000001-20260602");

    public static readonly Person P1 = new(Role.Practitioner, "P1");

    public static readonly Person P2 = new(Role.Practitioner, "P2");

    public static readonly Person DutySpo = new(Role.DutySpo, "gwent");

    public static Release Release(string crn = "X000001", string pdu = "gwent", Instant? releasedAt = null) => new()
    {
        Crn = new Crn(crn),
        NomsNumber = new NomsNumber("A1234BC"),
        ReleasedAt = releasedAt ?? T0,
        LicenceEndsOn = new DateOnly(2027, 6, 2),
        Region = "wales",
        Pdu = pdu,
        Team = "team",
        PractitionerId = "P1",
        Rosh = Rosh.High,
        Needs = [Need.Accommodation, Need.SubstanceMisuse],
        ChecksRequired = [Check.DomesticAbuse],
        HandoverCompleted = true,
        MappaLevel = 2,
        ChildProtection = true,
    };

    public static NewCase Case(string crn = "X000001", string? by = null, Func<HeldFact, bool>? claims = null) => Case(Release(crn), by, claims);

    public static NewCase Case(Release release, string? by = null, Func<HeldFact, bool>? claims = null, Instant? at = null) => new(
        release, at ?? T0, by, Key.WatchIdOf(release.Id), [Key.SubjectKeyOf(release.Id.Value), Key.SubjectKeyOf(release.Crn.Value)], claims ?? (_ => true));

    public static RecordedFact Fact(
        string id, string type = "handover.completed", object? data = null, Instant? at = null, string? by = null, Instant? recordedAt = null)
    {
        var json = JsonSerializer.Serialize(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["specversion"] = "1.0", ["id"] = id, ["source"] = "test", ["type"] = EventReader.Prefix + type, ["subject"] = "X000001",
            ["time"] = (at ?? T0).ToString(), ["recordedat"] = (recordedAt ?? at ?? T0).ToString(), ["recordedby"] = by, ["data"] = data ?? new { },
        });
        var read = EventReader.Read(Encoding.UTF8.GetBytes(json), new Receipt(T0, null));
        return Assert.IsType<Incoming.Recording>(read).Fact;
    }

    public static RecordedFact Recall(string id, string narrative) => Fact(id, "recall.recorded", new { recallId = "R1", narrative });

    /// <summary>Restricted to named staff; P1, who holds the case, is not among them.</summary>
    public static RecordedFact Limited(string id, string kind = "restricted", Instant? at = null, Instant? recordedAt = null, params string[] staff) =>
        Fact(id, "access.limited", new { kind, staff = staff.Length == 0 ? ["P2"] : staff }, at, recordedAt: recordedAt);

    /// <summary>An earlier release of the person of X1.</summary>
    public static Release Earlier => Release(releasedAt: T0.PlusHours(-24 * 60));

    /// <summary>What the audit log says of an act, or of a look, of P1.</summary>
    public static AuditNote Acted(Instant at, AuditAction action, params string[] watchIds) =>
        new(at, new AuditSource("oid-1", "practitioner", "GET /api/alerts"), action) { WatchIds = watchIds.Length == 0 ? [Key.WatchIdOf(X1)] : watchIds };

    public static FactFor To(this RecordedFact fact, ReleaseId id) => new(id, fact);

    public static Alert Alert(ReleaseId id, string key, RuleId rule = RuleId.OutcomeOverdue, Severity severity = Severity.Low) => new()
    {
        Id = AlertId.Of(id, rule, key),
        ReleaseId = id,
        Rule = rule,
        Key = key,
        Since = T0,
        Severity = severity,
        Owner = P1,
        OpenedAt = T0,
        Clock = T0,
        PolicyVersion = "p1",
    };

    public static Alert Telling(this Alert alert, Instant due, TellingClass ofClass = TellingClass.Digest, TellingRole role = TellingRole.Owner, Person? to = null) =>
        alert with { Tellings = [.. alert.Tellings.Where(t => t.Role != role), Waiting(due, ofClass, role, to)] };

    public static Telling Waiting(Instant due, TellingClass ofClass = TellingClass.Digest, TellingRole role = TellingRole.Owner, Person? to = null) =>
        new(role, T0) { Audience = to ?? P1, Class = ofClass, DueAt = due };

    /// <summary>A review that leaves these alerts; each that is new is opened.</summary>
    public static CaseUpdate Reviewed(CaseRecord record, IReadOnlyList<Alert> alerts, Instant? wake = null, Instant? at = null, string under = "v1", WatchState state = WatchState.Watching)
    {
        var opened = alerts.Where(a => record.Alerts.All(k => k.Id != a.Id))
            .Select(a => new ChangedAlert(a, new Opened(at ?? T0, a.Severity, a.Owner, new Evidence(a.Since, "e1"), null), a.PolicyVersion));
        var release = record.History.Registered;
        return new CaseUpdate(alerts, [.. opened], new CaseReviewed(at ?? T0, under, new CaseSummary(state, release, release.PractitionerId), wake));
    }

    public static async Task<CaseRecord> GetAsync(this ICaseStore store, ReleaseId id) =>
        await store.FindAsync(id, CancellationToken.None) ?? throw new InvalidOperationException("The case is not registered.");

    public static async Task<Appended> AppendAsync(this ICaseStore store, ReleaseId id, RecordedFact fact, Instant? now = null) =>
        (await store.AppendAsync([fact.To(id)], now ?? T0, CancellationToken.None))[0];

    /// <summary>Appends and leaves every review to the watch.</summary>
    public static async Task<IReadOnlyList<Appended>> AppendAsync(this ICaseStore store, IReadOnlyList<FactFor> facts, Instant now, CancellationToken cancellation) =>
        [.. (await store.AppendAsync(facts, now, null, cancellation)).Select(f => f.Result)];

    /// <summary>Records what became of a message, as it stands; of one that is not there, as if it had been.</summary>
    public static async Task RecordAsync(this IMessageStore store, Person audience, string messageId, SendOutcome outcome, Instant now, CancellationToken cancellation)
    {
        var gone = new OutboxMessage(messageId, new Message(now, audience, MessageKind.Weekend, [], [], null, []), 0);
        await store.RecordAsync([new Tried(await store.FindUnsentAsync(audience, messageId, cancellation) ?? gone, outcome)], now, cancellation);
    }

    public static async Task<Registration> RegisterAsync(this ICaseStore store, NewCase c) => (await store.RegisterAsync([c], CancellationToken.None))[0];

    public static Task ReviewAsync(
        this ICaseStore store, ReleaseId id, IReadOnlyList<Alert>? alerts = null, Instant? wake = null, Instant? at = null, string under = "v1",
        WatchState state = WatchState.Watching) =>
        store.UpdateAsync([id], r => Reviewed(r, alerts ?? r.Alerts, wake, at, under, state), CancellationToken.None);

    /// <summary>Registers a case and reviews it, so that these alerts are there.</summary>
    public static async Task<ReleaseId> WatchAsync(this ICaseStore store, Release release, Func<ReleaseId, IReadOnlyList<Alert>> alerts, Instant? wake = null)
    {
        await store.RegisterAsync(Case(release));
        await store.ReviewAsync(release.Id, alerts(release.Id), wake);
        return release.Id;
    }

    public static Task<ReleaseId> WatchAsync(this ICaseStore store, params Alert[] alerts) => store.WatchAsync(Release(), _ => alerts);
}
