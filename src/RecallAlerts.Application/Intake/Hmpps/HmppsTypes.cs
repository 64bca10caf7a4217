using System.Collections.Frozen;
using System.Text.Json;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Intake.Hmpps;

/// <summary>The types of HMPPS domain events that are taken, and what each says beyond its head.</summary>
internal static class HmppsTypes
{
    private const string ApprovedPremises = "A02";
    private const string More = "additionalInformation.";
    private const int LongestUrl = 2_000;

    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement.Clone();

    private static readonly FrozenDictionary<string, Func<Parts, HmppsEvent>> Readers = new Dictionary<string, Func<Parts, HmppsEvent>>
    {
        ["prison-offender-events.prisoner.released"] = ReadRelease,
        ["accommodation.cas3.person.arrived"] = p => ReadArrival(p, AccommodationCodes.Cas3),
        ["accommodation.cas3.person.departed"] = ReadDeparture,
        ["approved-premises.person.arrived"] = p => ReadArrival(p, ApprovedPremises),
        ["approved-premises.person.departed"] = ReadDeparture,
        ["enforcement.recall.raised"] = ReadRecall,
        ["person.community.manager.allocated"] = ReadAllocation,
        ["create-and-vary-a-licence.licence.activated"] = ReadLicence,
        ["probation-case.merge.completed"] = p => ReadChange(p, PersonChange.Merged, "sourceCRN", "targetCRN"),
        ["probation-case.unmerge.completed"] = p => ReadChange(p, PersonChange.Unmerged, "unmergedCRN", "reactivatedCRN"),
        ["probation-case.deleted.gdpr"] = ReadErasure,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All that are taken.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. Readers.Keys.Order(StringComparer.Ordinal)];

    public static bool IsKnown(string type) => Readers.ContainsKey(type);

    public static HmppsEvent Read(string type, HmppsHead head, Fields envelope, JsonElement root, Receipt receipt)
    {
        var more = root.TryGetProperty("additionalInformation", out var value) && value.ValueKind != JsonValueKind.Null ? value : Nothing;
        if (more.ValueKind != JsonValueKind.Object)
            return new HmppsEvent.Refused(new Problem(ProblemType.InvalidField, "additionalInformation", "must be an object"));
        var parts = new Parts(head, envelope, new Fields(more, More, InstantLimits.At(receipt.Now)));
        var read = Readers[type](parts);
        return (envelope.Problem ?? parts.More.Problem) is { } problem ? new HmppsEvent.Refused(problem) : read;
    }

    private static HmppsEvent ReadRelease(Parts p)
    {
        if (p.More.Text("reason") != "RELEASED") return new HmppsEvent.LetPass(LetPassReason.NotARelease);
        if (p.Head is { Crn: null, Noms: null }) p.Envelope.Fail(ProblemType.MissingField, "personReference.identifiers", "must hold a CRN or a NOMS number");
        return new HmppsEvent.Released(p.Head, DetailUrl(p));
    }

    private static HmppsEvent.Arrived ReadArrival(Parts p, string code) => new(WithCrn(p), code, p.More.OptionalDate("expectedDepartureOn"));

    private static HmppsEvent.Departed ReadDeparture(Parts p)
    {
        var next = p.More.OptionalText("nextAccommodationCode");
        if (next is not null && !AccommodationCodes.IsKnown(next))
            p.More.Fail(ProblemType.UnknownCode, "nextAccommodationCode", "is not an official accommodation code");
        return new HmppsEvent.Departed(WithCrn(p), next);
    }

    // A recall without an id gets one of its envelope: sent again, bare or wrapped, it is the same recall.
    private static HmppsEvent.RecallRaised ReadRecall(Parts p) =>
        new(WithCrn(p), p.More.OptionalText("recallId") ?? $"hmpps-{RecordedFact.KeyOf(p.Head.Canonical)}");

    private static HmppsEvent ReadAllocation(Parts p) => p.More.OptionalText("practitionerId") is { } id
        ? new HmppsEvent.ManagerAllocated(WithCrn(p), id)
        : new HmppsEvent.AllocatedToSomebody(WithCrn(p), DetailUrl(p));

    private static HmppsEvent ReadLicence(Parts p) => p.More.OptionalDate("licenceEndsOn") is { } endsOn
        ? new HmppsEvent.LicenceActivated(WithCrn(p), endsOn)
        : new HmppsEvent.LetPass(LetPassReason.NoLicenceEnd);

    private static HmppsEvent.PersonChanged ReadChange(Parts p, PersonChange change, string from, string to)
    {
        return new HmppsEvent.PersonChanged(p.Head, change, ReadCrn(p, from), ReadCrn(p, to));
    }

    private static Crn ReadCrn(Parts p, string name)
    {
        if (!Crn.TryParse(p.More.Text(name), out var crn)) p.More.Fail(ProblemType.InvalidCrn, name, "must be a capital letter and six digits");
        return crn;
    }

    private static HmppsEvent.PersonChanged ReadErasure(Parts p)
    {
        var head = WithCrn(p);
        return new HmppsEvent.PersonChanged(head, PersonChange.Erased, head.Crn ?? default, head.Crn ?? default);
    }

    private static string? DetailUrl(Parts p) => p.Envelope.OptionalText("detailUrl", LongestUrl);

    private static HmppsHead WithCrn(Parts p)
    {
        if (p.Head.Crn is null)
            p.Envelope.Fail(ProblemType.MissingField, "personReference.identifiers", p.Head.Noms is null
                ? "must hold a CRN"
                : "must hold a CRN: by the NOMS number alone the case cannot be found");
        return p.Head;
    }

    private sealed record Parts(HmppsHead Head, Fields Envelope, Fields More);
}
