using System.Collections.Frozen;
using System.Text.Json;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Intake;

/// <summary>What every fact has, apart from its data.</summary>
/// <param name="EventId">Unique within the release.</param>
/// <param name="OccurredAt">When it happened, UTC.</param>
/// <param name="RecordedAt">When it was recorded, UTC.</param>
public readonly record struct FactHead(string EventId, Instant OccurredAt, Instant RecordedAt);

/// <summary>Reads facts, amendments and withdrawals from their data (rules.md, Facts; api.md).</summary>
public static class FactReader
{
    /// <summary>release.amended</summary>
    public const string Amended = "release.amended";

    /// <summary>fact.withdrawn</summary>
    public const string Withdrawn = "fact.withdrawn";

    /// <summary>access.limited</summary>
    public const string AccessLimited = "access.limited";

    /// <summary>access.unlimited</summary>
    public const string AccessUnlimited = "access.unlimited";

    /// <summary>recall.recorded</summary>
    public const string Recall = "recall.recorded";

    /// <summary>watch.ended</summary>
    public const string Ended = "watch.ended";

    /// <summary>The longest narrative of a recall, in UTF-16 characters.</summary>
    public const int LongestNarrative = 20_000;

    private const int LongestName = 200;

    private static readonly string[] EndReasons = ["licence-ended", "died", "transferred", "replaced", "other"];

    internal static readonly string[] RecallTypes = ["LR", "FTR_14", "FTR_28", "FTR_56", "FTR_HDC_14", "FTR_HDC_28", "CUR_HDC", "IN_HDC"];

    private static readonly FrozenDictionary<string, Func<FactHead, Fields, Fact>> Readers = new Dictionary<string, Func<FactHead, Fields, Fact>>
    {
        ["accommodation.recorded"] = (h, f) => new AccommodationRecorded(h.EventId, h.OccurredAt, h.RecordedAt, f.Text("code"), f.OptionalDate("expectedEndOn")),
        ["accommodation.ended"] = (h, _) => new AccommodationEnded(h.EventId, h.OccurredAt, h.RecordedAt),
        ["move-on.planned"] = (h, f) => new MoveOnPlanned(h.EventId, h.OccurredAt, h.RecordedAt, f.Date("startsOn"), f.Text("code")),
        ["move-on.cancelled"] = (h, _) => new MoveOnCancelled(h.EventId, h.OccurredAt, h.RecordedAt),
        ["appointment.booked"] = (h, f) => new AppointmentBooked(
            h.EventId, h.OccurredAt, h.RecordedAt, f.Text("appointmentId"), f.Instant("startsAt"), f.OptionalText("kind")),
        ["appointment.cancelled"] = (h, f) => new AppointmentCancelled(h.EventId, h.OccurredAt, h.RecordedAt, f.Text("appointmentId")),
        ["appointment.outcome"] = (h, f) => new AppointmentOutcome(h.EventId, h.OccurredAt, h.RecordedAt, f.Text("appointmentId"), f.Text("outcome")),
        ["enforcement.recorded"] = (h, f) => new EnforcementRecorded(h.EventId, h.OccurredAt, h.RecordedAt, f.Text("appointmentId"), f.Text("action")),
        ["practitioner.allocated"] = (h, f) => new PractitionerAllocated(h.EventId, h.OccurredAt, h.RecordedAt, f.Text("practitionerId")),
        ["practitioner.unallocated"] = (h, _) => new PractitionerUnallocated(h.EventId, h.OccurredAt, h.RecordedAt),
        ["handover.completed"] = (h, _) => new HandoverCompleted(h.EventId, h.OccurredAt, h.RecordedAt),
        ["check.requested"] = (h, f) => new CheckRequested(h.EventId, h.OccurredAt, h.RecordedAt, f.Named<Check>("check")),
        ["check.completed"] = (h, f) => new CheckCompleted(h.EventId, h.OccurredAt, h.RecordedAt, f.Named<Check>("check")),
        ["treatment.started"] = (h, f) => new TreatmentStarted(h.EventId, h.OccurredAt, h.RecordedAt, f.Text("service")),
        ["substance.test"] = (h, f) => new SubstanceTested(h.EventId, h.OccurredAt, h.RecordedAt, f.Named<TestResult>("result")),
        ["support.referred"] = (h, f) => new SupportReferred(h.EventId, h.OccurredAt, h.RecordedAt, SupportNeed(f)),
        ["contact.suspended"] = (h, f) => new ContactSuspended(h.EventId, h.OccurredAt, h.RecordedAt, f.Text("reason")),
        ["contact.resumed"] = (h, f) => new ContactResumed(h.EventId, h.OccurredAt, h.RecordedAt, f.OptionalText("reason")),
        [Recall] = (h, f) => ReadRecall(h, f),
        [Ended] = (h, f) => new WatchEnded(h.EventId, h.OccurredAt, h.RecordedAt, f.OneOf("reason", EndReasons)),
        [AccessLimited] = AccessReader.ReadLimited,
        [AccessUnlimited] = (h, _) => new Domain.Access.AccessUnlimited(h.EventId, h.OccurredAt, h.RecordedAt),
        [Amended] = (h, f) => new ReleaseAmended(h.EventId, h.OccurredAt, h.RecordedAt, ReleaseReader.ReadAmendment(f)),
        [Withdrawn] = (h, f) => new FactWithdrawn(h.EventId, h.OccurredAt, h.RecordedAt, f.Text("eventId"), f.Text("reason", LongestNarrative)),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The types that can be read.</summary>
    public static IReadOnlyCollection<string> Types => Readers.Keys;

    /// <summary>Reads a fact that comes in; an unknown accommodation code is a problem, an unknown outcome code is not (rules.md).</summary>
    public static (Fact? Fact, Problem? Problem) Read(string type, FactHead head, JsonElement data, InstantLimits limits)
    {
        if (!Readers.TryGetValue(type, out var reader)) return (null, new Problem(ProblemType.UnknownType, "type", "is not a known type"));
        if (data.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
            return (null, new Problem(ProblemType.InvalidField, "data", "must be an object"));
        var fields = new Fields(data.ValueKind == JsonValueKind.Object ? data : EmptyObject, "data.", limits);
        var fact = reader(head, fields);
        if (limits != InstantLimits.None && CodeOf(fact) is { } code && fields.Problem is null && !AccommodationCodes.IsKnown(code))
            fields.Fail(ProblemType.UnknownCode, "code", "is not an official accommodation code");
        return fields.Problem is null ? (fact, null) : (null, fields.Problem);
    }

    /// <summary>Reads a fact that was accepted before.</summary>
    /// <exception cref="FormatException">What is stored is not a fact.</exception>
    public static Fact ReadStored(string type, FactHead head, JsonElement data)
    {
        if (type == AccessLimited && AccessReader.IsMerged(data)) return AccessReader.ReadMerged(head, data);
        if (type == Ended && IsMerged(data) && data.TryGetProperty("into", out var into)) return new WatchEnded(head.EventId, head.OccurredAt, head.RecordedAt, WatchEnded.Merged) { Into = new ReleaseId(into.GetString()!) };
        var (fact, problem) = Read(type, head, data, InstantLimits.None);
        return fact ?? throw new FormatException($"A stored {type} cannot be read: {problem!.Field} {problem.Reason}.");
    }

    // No source can send this reason; a field beside a reason of theirs says nothing.
    private static bool IsMerged(JsonElement data) => data.TryGetProperty("reason", out var reason) && reason.ValueKind == JsonValueKind.String && reason.GetString() == WatchEnded.Merged;

    private static readonly JsonElement EmptyObject = JsonDocument.Parse("{}").RootElement.Clone();

    private static string? CodeOf(Fact fact) => fact switch
    {
        AccommodationRecorded recorded => recorded.Code,
        MoveOnPlanned planned => planned.Code,
        _ => null,
    };

    private static Need SupportNeed(Fields f)
    {
        var need = f.Named<Need>("need");
        if (need == Need.SubstanceMisuse) f.Fail(ProblemType.UnknownCode, "need", "must be one of accommodation, finance, employment");
        return need;
    }

    internal static RecallRecorded ReadRecall(FactHead h, Fields f)
    {
        f.OptionalText("releaseId");
        f.OptionalInstant("recalledAt");
        var recall = new RecallRecorded(h.EventId, h.OccurredAt, h.RecordedAt, f.Text("recallId", LongestName))
        {
            Type = f.Has("type") && !f.IsNull("type") ? f.OneOf("type", RecallTypes) : null,
            RecordedReasons = string.Join(';', f.CapitalCodes("recordedReasons")),
        };
        if (f.Problem is null && f.OptionalText("narrative", int.MaxValue) is { Length: > LongestNarrative })
            f.Fail(ProblemType.NarrativeTooLong, "narrative", $"must not be over {LongestNarrative} characters");
        return recall;
    }
}
