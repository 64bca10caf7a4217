using System.Text.Json;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Intake;

/// <summary>What came in, read and checked. A closed hierarchy.</summary>
public abstract record Incoming
{
    /// <summary>A release to register.</summary>
    /// <param name="Release">The body.</param>
    /// <param name="RecordedBy">role:id; null when nobody is named.</param>
    public sealed record Registering(Release Release, string? RecordedBy) : Incoming;

    /// <summary>A fact, amendment or withdrawal.</summary>
    /// <param name="Subject">A releaseId or CRN.</param>
    /// <param name="Fact">What it says.</param>
    public sealed record Recording(string Subject, RecordedFact Fact) : Incoming;

    /// <summary>An act on an alert; only where a history is played.</summary>
    /// <param name="Alert">The alert.</param>
    /// <param name="Act">What is done.</param>
    public sealed record Acting(AlertId Alert, Act Act) : Incoming;

    /// <summary>Refused: nothing of it is stored but type, problem and time.</summary>
    /// <param name="Problem">Why.</param>
    public sealed record Refused(Problem Problem) : Incoming;
}

/// <summary>When and from whom input comes.</summary>
/// <param name="Now">The moment of receipt, UTC.</param>
/// <param name="Caller">role:id to name where an event names nobody; null when the caller is no person.</param>
/// <param name="WithActs">Whether acts on alerts are read too.</param>
public sealed record Receipt(Instant Now, string? Caller, bool WithActs = false);

/// <summary>Reads CloudEvents 1.0 in structured JSON (api.md).</summary>
public static class EventReader
{
    /// <summary>What every type begins with.</summary>
    public const string Prefix = "uk.gov.justice.probation.";

    /// <summary>The type of a registration.</summary>
    public const string Registered = "release.registered";

    private const string Acts = "alert.";

    /// <summary>Reads one event; the answer says what it is or why it is refused.</summary>
    public static Incoming Read(ReadOnlyMemory<byte> json, Receipt receipt)
    {
        var (document, problem) = JsonBody.Parse(json);
        using var body = document;
        return problem is null ? Read(body!.RootElement, receipt) : new Incoming.Refused(problem);
    }

    /// <summary>Reads one event.</summary>
    public static Incoming Read(JsonElement root, Receipt receipt)
    {
        if (root.ValueKind != JsonValueKind.Object) return Refuse(ProblemType.MalformedJson, "", "must be a JSON object");
        try
        {
            return ReadEvent(root, receipt);
        }
        catch (InvalidOperationException)
        {
            return new Incoming.Refused(Problem.NoCharacter);
        }
    }

    /// <summary>Reads the body of a release that is sent by itself.</summary>
    public static Incoming ReadRelease(JsonElement body, Receipt receipt)
    {
        try
        {
            var (release, problem) = ReleaseReader.Read(body, "", InstantLimits.At(receipt.Now));
            return problem is null ? new Incoming.Registering(release!, receipt.Caller) : new Incoming.Refused(problem);
        }
        catch (InvalidOperationException)
        {
            return new Incoming.Refused(Problem.NoCharacter);
        }
    }

    private static Incoming ReadEvent(JsonElement root, Receipt receipt)
    {
        var f = new Fields(root, "", InstantLimits.At(receipt.Now));
        var head = Envelope.Read(f);
        if (f.Problem is not null) return new Incoming.Refused(f.Problem);
        if (!head.Type.StartsWith(Prefix, StringComparison.Ordinal)) return Refuse(ProblemType.UnknownType, "type", $"must begin with {Prefix}");
        var type = head.Type[Prefix.Length..];
        var data = root.TryGetProperty("data", out var value) ? value : default;
        if (type == Registered) return ReadRegistration(data, head, receipt);
        if (receipt.WithActs && type.StartsWith(Acts, StringComparison.Ordinal)) return ActReader.Read(type[Acts.Length..], head.Subject, data);
        return ReadFact(type, head, data, receipt);
    }

    private static Incoming ReadRegistration(JsonElement data, Envelope head, Receipt receipt)
    {
        var (release, problem) = ReleaseReader.Read(data, "data.", InstantLimits.At(receipt.Now));
        return problem is null ? new Incoming.Registering(release!, head.RecordedBy ?? receipt.Caller) : new Incoming.Refused(problem);
    }

    private static Incoming ReadFact(string type, Envelope head, JsonElement data, Receipt receipt)
    {
        if (!ReleaseId.TryParse(head.Subject, out _) && !Crn.TryParse(head.Subject, out _))
            return Refuse(head.Subject is null ? ProblemType.MissingField : ProblemType.InvalidCrn, "subject", "must be a releaseId or a CRN");
        var (narrative, problem) = type == FactReader.Recall ? ReadNarrative(data, "data.") : default;
        if (problem is not null) return new Incoming.Refused(problem);
        var (fact, wrong) = FactReader.Read(type, new FactHead(head.Id, head.Time, head.RecordedAt ?? receipt.Now), data, InstantLimits.At(receipt.Now));
        if (fact is null) return new Incoming.Refused(wrong!);
        var json = data.ValueKind == JsonValueKind.Object ? CanonicalJson.Write(data, narrative is null ? null : "narrative") : "{}";
        var content = RecordedFact.ContentOf(type, fact, head.RecordedAt is not null, head.RecordedBy, json + narrative);
        return new Incoming.Recording(head.Subject!, new RecordedFact(type, fact, head.RecordedBy ?? receipt.Caller, json, content, narrative));
    }

    internal static (string? Narrative, Problem? Problem) ReadNarrative(JsonElement data, string path)
    {
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("narrative", out var value)) return (null, null);
        if (value.ValueKind == JsonValueKind.Null) return (null, null);
        if (value.ValueKind != JsonValueKind.String) return (null, new Problem(ProblemType.InvalidField, path + "narrative", "must be a text"));
        var text = value.GetString()!;
        if (text.Length <= FactReader.LongestNarrative) return (text, null);
        return (null, new Problem(ProblemType.NarrativeTooLong, path + "narrative", $"must be at most {FactReader.LongestNarrative} characters"));
    }

    private static Incoming.Refused Refuse(ProblemType type, string field, string reason) => new(new Problem(type, field, reason));

    private readonly record struct Envelope(string Id, string Type, string? Subject, Instant Time, Instant? RecordedAt, string? RecordedBy)
    {
        public static Envelope Read(Fields f)
        {
            f.OneOf("specversion", ["1.0"]);
            f.Text("source");
            var by = f.OptionalText("recordedby");
            if (by is not null && !Person.TryParse(by, out _)) f.Fail(ProblemType.InvalidField, "recordedby", "must be role:id");
            return new Envelope(f.Text("id"), f.Text("type"), f.OptionalText("subject"), f.Instant("time"), f.OptionalInstant("recordedat"), by);
        }
    }
}
