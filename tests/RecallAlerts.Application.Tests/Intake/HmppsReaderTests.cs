using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Intake.Hmpps;
using RecallAlerts.Domain.Calendar;
using static RecallAlerts.Application.Tests.Intake.Envelopes;

namespace RecallAlerts.Application.Tests.Intake;

public sealed class HmppsReaderTests
{
    private const string Identifiers = "personReference.identifiers";

    public static TheoryData<string> AllTypes => [.. Types];

    [Theory]
    [InlineData(Released, typeof(HmppsEvent.Released))]
    [InlineData(Cas3Arrived, typeof(HmppsEvent.Arrived))]
    [InlineData(Cas3Departed, typeof(HmppsEvent.Departed))]
    [InlineData(ApArrived, typeof(HmppsEvent.Arrived))]
    [InlineData(ApDeparted, typeof(HmppsEvent.Departed))]
    [InlineData(Recall, typeof(HmppsEvent.RecallRaised))]
    [InlineData(Allocated, typeof(HmppsEvent.ManagerAllocated))]
    [InlineData(Licence, typeof(HmppsEvent.LicenceActivated))]
    [InlineData(Merged, typeof(HmppsEvent.PersonChanged))]
    [InlineData(Unmerged, typeof(HmppsEvent.PersonChanged))]
    [InlineData(Erased, typeof(HmppsEvent.PersonChanged))]
    public void Envelope_OfATypeThatIsTaken_MeansThat(string type, Type meaning)
    {
        var read = Of(type).Read();
        Assert.IsType(meaning, read);
        var head = ((HmppsEvent.Taken)read).Head;
        Assert.Equal((type, Instant.Parse("2026-06-01T09:30:00Z"), "X000001", "A1234BC"), (read.Type, head.OccurredAt, head.Crn?.Value, head.Noms?.Value));
    }

    [Theory]
    [InlineData(Cas3Arrived, "accommodation.recorded", """{"code":"A17","expectedEndOn":"2026-08-24"}""")]
    [InlineData(ApArrived, "accommodation.recorded", """{"code":"A02"}""")]
    [InlineData(Cas3Departed, "accommodation.ended", "{}")]
    [InlineData(ApDeparted, "accommodation.ended", "{}")]
    [InlineData(Allocated, "practitioner.allocated", """{"practitionerId":"P7"}""")]
    [InlineData(Licence, "release.amended", """{"licenceEndsOn":"2027-03-01"}""")]
    public void Envelope_ThatTells_BecomesThisFact(string type, string fact, string data)
    {
        var told = Assert.IsType<HmppsEvent.Telling>(Of(type).Wrapped("m1").Read(), exactMatch: false);
        var recording = Assert.IsType<Incoming.Recording>(HmppsFacts.Of(told, new Receipt(Now, null)));
        Assert.Equal(("X000001", fact, data), (recording.Subject, recording.Fact.Type, recording.Fact.Data));
        Assert.Equal(("m1", Instant.Parse("2026-06-01T09:30:00Z"), Now), (recording.Fact.Fact.EventId, recording.Fact.Fact.OccurredAt, recording.Fact.Fact.RecordedAt));
    }

    [Fact]
    public void Departure_ThatNamesTheNextAddress_BecomesThatAddress()
    {
        var told = (HmppsEvent.Telling)Of(ApDeparted).With("additionalInformation.nextAccommodationCode", "\"A01A\"").Read();
        var fact = ((Incoming.Recording)HmppsFacts.Of(told, new Receipt(Now, null))).Fact;
        Assert.Equal(("accommodation.recorded", """{"code":"A01A"}"""), (fact.Type, fact.Data));
    }

    [Fact]
    public void Recall_IsOneAndTheSameBareAndWrapped()
    {
        var (bare, wrapped) = ((HmppsEvent.RecallRaised)Of(Recall).Read(), (HmppsEvent.RecallRaised)Of(Recall).Wrapped().Read());
        Assert.Equal(bare.RecallId, wrapped.RecallId);
        Assert.NotEqual(bare.RecallId, ((HmppsEvent.RecallRaised)Of(Recall, occurredAt: "2026-06-01T10:30:01Z").Read()).RecallId);
        Assert.Equal("r1", ((HmppsEvent.RecallRaised)Of(Recall).With("additionalInformation.recallId", "\"r1\"").Read()).RecallId);
    }

    [Theory]
    [MemberData(nameof(AllTypes))]
    public void EventId_IsTheMessageIdElseOfTheEnvelope(string type)
    {
        var (bare, wrapped) = (HeadOf(Of(type)), HeadOf(Of(type).Wrapped("m1")));
        Assert.Equal("m1", wrapped.EventId);
        Assert.Equal(bare.Canonical, wrapped.Canonical);
        Assert.Equal(RecordedFact.KeyOf(bare.Canonical), bare.EventId);
        var turned = new System.Text.Json.Nodes.JsonObject([.. Of(type).Reverse().Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))]);
        Assert.Equal(bare.EventId, HeadOf(turned).EventId);
        Assert.NotEqual(bare.EventId, HeadOf(Of(type, "X000009")).EventId);
    }

    [Theory]
    [InlineData("TEMPORARY_ABSENCE_RELEASE")]
    [InlineData("RELEASED_TO_HOSPITAL")]
    [InlineData("SENT_TO_COURT")]
    [InlineData("TRANSFERRED")]
    [InlineData("UNKNOWN")]
    [InlineData("released")]
    public void Release_ForAnotherReason_IsLetPass(string reason) =>
        Assert.Equal(LetPassReason.NotARelease, Assert.IsType<HmppsEvent.LetPass>(Of(Released).With("additionalInformation.reason", $"\"{reason}\"").Read()).Reason);

    [Fact]
    public void Release_WithANomsNumberOnly_IsTaken()
    {
        var released = Assert.IsType<HmppsEvent.Released>(Of(Released).With("personReference", null).With("detailUrl", null).Read());
        Assert.Equal((null, "A1234BC", null), (released.Head.Crn?.Value, released.Head.Noms?.Value, released.DetailUrl));
    }

    [Theory]
    [InlineData("prison-offender-events.prisoner.received")]
    [InlineData("tier.calculation.changed")]
    [InlineData("Prison-offender-events.prisoner.released")]
    public void Type_ThatIsNotTaken_IsLetPassWhateverElseItSays(string type)
    {
        foreach (var envelope in new[] { Of(type), Of(type).With("version", null).With("personReference", "17"), Of(type).Wrapped() })
        {
            var read = Assert.IsType<HmppsEvent.LetPass>(envelope.Read());
            Assert.Equal((LetPassReason.UnknownType, "other"), (read.Reason, read.Type));
        }
    }

    [Fact]
    public void Licence_WithoutItsEnd_IsLetPass() =>
        Assert.Equal(LetPassReason.NoLicenceEnd, Assert.IsType<HmppsEvent.LetPass>(Of(Licence).With("additionalInformation.licenceEndsOn", null).Read()).Reason);

    [Fact]
    public void Allocation_WithoutAPractitioner_WaitsForDetails() =>
        Assert.Equal("https://details.example/1", Assert.IsType<HmppsEvent.AllocatedToSomebody>(Of(Allocated).With("additionalInformation.practitionerId", null).Read()).DetailUrl);

    [Theory]
    [InlineData("0")]
    [InlineData("\"0\"")]
    [InlineData("\"2\"")]
    public void Version_AsPublishersWriteIt_IsTaken(string version) => Assert.Null(Of(Released).With("version", version).ProblemOf());

    [Theory]
    [InlineData(Recall, "eventType", null, ProblemType.MissingField, "eventType")]
    [InlineData(Recall, "eventType", "7", ProblemType.InvalidField, "eventType")]
    [InlineData(Recall, "version", null, ProblemType.MissingField, "version")]
    [InlineData(Recall, "version", "-1", ProblemType.InvalidField, "version")]
    [InlineData(Recall, "version", "1.5", ProblemType.InvalidField, "version")]
    [InlineData(Recall, "version", "\"one\"", ProblemType.InvalidField, "version")]
    [InlineData(Recall, "version", "null", ProblemType.InvalidField, "version")]
    [InlineData(Recall, "occurredAt", null, ProblemType.MissingField, "occurredAt")]
    [InlineData(Recall, "occurredAt", "\"yesterday\"", ProblemType.InvalidField, "occurredAt")]
    [InlineData(Recall, "occurredAt", "\"2026-06-01T10:30:00\"", ProblemType.InstantWithoutOffset, "occurredAt")]
    [InlineData(Recall, "occurredAt", "\"1999-12-31T23:59:59Z\"", ProblemType.InstantOutOfRange, "occurredAt")]
    [InlineData(Recall, "occurredAt", "\"2028-06-02T09:00:01Z\"", ProblemType.InstantOutOfRange, "occurredAt")]
    [InlineData(Recall, "personReference", null, ProblemType.MissingField, Identifiers)]
    [InlineData(Recall, "personReference", "[]", ProblemType.InvalidField, Identifiers)]
    [InlineData(Recall, "personReference.identifiers", "{}", ProblemType.InvalidField, Identifiers)]
    [InlineData(Recall, "personReference.identifiers", "[]", ProblemType.MissingField, Identifiers)]
    [InlineData(Recall, "personReference.identifiers", "[7]", ProblemType.InvalidField, Identifiers + "[0]")]
    [InlineData(Recall, "personReference.identifiers", """[{"type":"PNC"},{"type":"CRN","value":"X1"}]""", ProblemType.InvalidCrn, Identifiers + "[1].value")]
    [InlineData(Recall, "personReference.identifiers", """[{"type":"NOMS","value":"X000001"}]""", ProblemType.InvalidNomsNumber, Identifiers + "[0].value")]
    [InlineData(Recall, "personReference.identifiers", """[{"type":"NOMS","value":"A1234BC"}]""", ProblemType.MissingField, Identifiers)]
    [InlineData(Recall, "personReference.identifiers", """[{"type":"CRN","value":"X000001"},{"type":"CRN","value":"X000002"}]""", ProblemType.InvalidField, Identifiers + "[1]")]
    [InlineData(Recall, "additionalInformation", "[]", ProblemType.InvalidField, "additionalInformation")]
    [InlineData(Recall, "additionalInformation.recallId", "7", ProblemType.InvalidField, "additionalInformation.recallId")]
    [InlineData(Released, "additionalInformation.reason", null, ProblemType.MissingField, "additionalInformation.reason")]
    [InlineData(Released, "additionalInformation.reason", "1", ProblemType.InvalidField, "additionalInformation.reason")]
    [InlineData(Released, "additionalInformation.nomsNumber", "\"12\"", null, "")]
    [InlineData(Released, "detailUrl", "7", ProblemType.InvalidField, "detailUrl")]
    [InlineData(Cas3Arrived, "additionalInformation.expectedDepartureOn", "\"soon\"", ProblemType.InvalidField, "additionalInformation.expectedDepartureOn")]
    [InlineData(Cas3Arrived, "personReference", null, ProblemType.MissingField, Identifiers)]
    [InlineData(ApDeparted, "additionalInformation.nextAccommodationCode", "\"A99\"", ProblemType.UnknownCode, "additionalInformation.nextAccommodationCode")]
    [InlineData(ApDeparted, "personReference", null, ProblemType.MissingField, Identifiers)]
    [InlineData(Allocated, "personReference", null, ProblemType.MissingField, Identifiers)]
    [InlineData(Allocated, "additionalInformation.practitionerId", "\"\"", ProblemType.InvalidField, "additionalInformation.practitionerId")]
    [InlineData(Licence, "personReference", null, ProblemType.MissingField, Identifiers)]
    [InlineData(Licence, "additionalInformation.licenceEndsOn", "\"2027-02-30\"", ProblemType.InvalidField, "additionalInformation.licenceEndsOn")]
    [InlineData(Merged, "additionalInformation", null, ProblemType.MissingField, "additionalInformation.sourceCRN")]
    [InlineData(Merged, "additionalInformation.targetCRN", "\"7\"", ProblemType.InvalidCrn, "additionalInformation.targetCRN")]
    [InlineData(Unmerged, "additionalInformation.unmergedCRN", null, ProblemType.MissingField, "additionalInformation.unmergedCRN")]
    [InlineData(Unmerged, "additionalInformation.reactivatedCRN", "\"7\"", ProblemType.InvalidCrn, "additionalInformation.reactivatedCRN")]
    [InlineData(Erased, "personReference", null, ProblemType.MissingField, Identifiers)]
    public void Field_ThatIsWrongOrMissing_IsNamedBareAndWrapped(string type, string path, string? json, ProblemType? problem, string field)
    {
        foreach (var found in new[] { Of(type).With(path, json).ProblemOf(), Of(type).With(path, json).Wrapped().ProblemOf() })
        {
            if (found is { Field: "MessageAttributes.eventType" }) continue;
            Assert.Equal((problem, field), (found?.Type, found?.Field ?? ""));
            Assert.DoesNotContain("X000001", $"{found}", StringComparison.Ordinal);
            Assert.DoesNotContain("A1234BC", $"{found}", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Release_OfNobody_NamesTheIdentifiers() => Assert.Equal(
        (ProblemType.MissingField, Identifiers),
        Of(Released).With("personReference", null).With("additionalInformation.nomsNumber", null).ProblemOf() is { } p ? (p.Type, p.Field) : default);

    [Theory]
    [InlineData("MessageId", null, ProblemType.MissingField, "MessageId")]
    [InlineData("MessageId", "\"\"", ProblemType.InvalidField, "MessageId")]
    [InlineData("Message", "{}", ProblemType.InvalidField, "Message")]
    [InlineData("Message", "null", ProblemType.InvalidField, "Message")]
    [InlineData("Message", "\"{\"", ProblemType.MalformedJson, "Message")]
    [InlineData("Message", "\"[]\"", ProblemType.MalformedJson, "Message")]
    [InlineData("Message", "\"{}\"", ProblemType.MissingField, "eventType")]
    [InlineData("MessageAttributes", "7", ProblemType.InvalidField, "MessageAttributes")]
    [InlineData("MessageAttributes.eventType", "7", ProblemType.InvalidField, "MessageAttributes.eventType")]
    [InlineData("MessageAttributes.eventType.Value", "\"enforcement.breach.raised\"", ProblemType.InvalidField, "MessageAttributes.eventType")]
    public void Wrapper_ThatIsWrong_IsNamed(string path, string? json, ProblemType type, string field)
    {
        var problem = Of(Recall).Wrapped().With(path, json).ProblemOf();
        Assert.Equal((type, field), (problem?.Type, problem?.Field));
    }

    [Theory]
    [InlineData("MessageAttributes", null)]
    [InlineData("MessageAttributes", "null")]
    [InlineData("MessageAttributes.eventType", null)]
    [InlineData("Type", null)]
    public void Wrapper_WithoutWhatIsNotNeeded_IsTaken(string path, string? json) => Assert.IsType<HmppsEvent.RecallRaised>(Of(Recall).Wrapped().With(path, json).Read());

    [Theory]
    [InlineData("""{"eventType":"x"}""", true)]
    [InlineData("""{"Message":7}""", true)]
    [InlineData("""{"specversion":"1.0","eventType":"x"}""", false)]
    [InlineData("{}", false)]
    [InlineData("[]", false)]
    [InlineData("\"eventType\"", false)]
    [InlineData("null", false)]
    public void Shape_IsToldApartFromCloudEvents(string json, bool isEnvelope) =>
        Assert.Equal(isEnvelope, HmppsReader.IsEnvelope(System.Text.Json.JsonDocument.Parse(json).RootElement));

    private static HmppsHead HeadOf(System.Text.Json.Nodes.JsonObject envelope) => ((HmppsEvent.Taken)envelope.Read()).Head;
}
