using System.Text.Json;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Intake;

/// <summary>Reads the body of a release, and amendments of it (rules.md, The release).</summary>
public static class ReleaseReader
{
    private static readonly Need[] Needs = Enum.GetValues<Need>();

    private static readonly Check[] Checks = Enum.GetValues<Check>();

    /// <summary>Reads a release; the problem names the field and the reason.</summary>
    public static (Release? Release, Problem? Problem) Read(JsonElement body, string path, InstantLimits limits) => Read(body, path, limits, null);

    /// <summary>Reads what is known of a release whose moment is said elsewhere: one that the body names does not count.</summary>
    public static (Release? Release, Problem? Problem) ReadDetails(JsonElement body, Instant releasedAt) => Read(body, "", InstantLimits.None, releasedAt);

    private static (Release? Release, Problem? Problem) Read(JsonElement body, string path, InstantLimits limits, Instant? releasedAt)
    {
        if (body.ValueKind != JsonValueKind.Object) return (null, new Problem(ProblemType.InvalidField, path.TrimEnd('.'), "must be an object"));
        var f = new Fields(body, path, limits);
        var release = new Release
        {
            Crn = ReadCrn(f),
            NomsNumber = ReadNoms(f),
            ReleasedAt = releasedAt ?? f.Instant("releasedAt"),
            LicenceEndsOn = f.Date("licenceEndsOn"),
            Region = f.Text("region"),
            Pdu = f.Text("pdu"),
            Team = f.OptionalText("team"),
            PractitionerId = f.OptionalText("practitionerId"),
            Rosh = f.Named<Rosh>("rosh"),
            Needs = f.NamedList("needs", Needs),
            ChecksRequired = f.NamedList("checksRequired", Checks),
            HandoverCompleted = f.Flag("handoverCompleted"),
            MappaLevel = f.OptionalNumber("mappaLevel", 1, 3),
            ChildProtection = f.Flag("childProtection"),
        };
        return f.Problem is null ? (release, null) : (null, f.Problem);
    }

    internal static ReleaseAmendment ReadAmendment(Fields f) => new()
    {
        NomsNumber = When(f, "nomsNumber", () => ReadNoms(f)),
        LicenceEndsOn = When(f, "licenceEndsOn", () => f.Date("licenceEndsOn")),
        Region = When(f, "region", () => f.Text("region")),
        Pdu = When(f, "pdu", () => f.Text("pdu")),
        Team = When(f, "team", () => f.OptionalText("team")),
        PractitionerId = When(f, "practitionerId", () => f.OptionalText("practitionerId")),
        Rosh = When(f, "rosh", () => f.Named<Rosh>("rosh")),
        Needs = When(f, "needs", () => f.NamedList("needs", Needs)),
        ChecksRequired = When(f, "checksRequired", () => f.NamedList("checksRequired", Checks)),
        HandoverCompleted = When(f, "handoverCompleted", () => f.Flag("handoverCompleted")),
        MappaLevel = When(f, "mappaLevel", () => f.OptionalNumber("mappaLevel", 1, 3)),
        ChildProtection = When(f, "childProtection", () => f.Flag("childProtection")),
    };

    private static Amended<T>? When<T>(Fields f, string name, Func<T> read) => f.Has(name) ? new Amended<T>(read()) : null;

    private static Crn ReadCrn(Fields f)
    {
        var text = f.Text("crn");
        if (!Crn.TryParse(text, out var crn) && f.Problem is null) f.Fail(ProblemType.InvalidCrn, "crn", "must be a capital letter and six digits");
        return crn;
    }

    private static NomsNumber? ReadNoms(Fields f)
    {
        if (f.OptionalText("nomsNumber") is not { } text) return null;
        if (NomsNumber.TryParse(text, out var number)) return number;
        f.Fail(ProblemType.InvalidNomsNumber, "nomsNumber", "must be a capital letter, four digits and two capital letters");
        return null;
    }
}
