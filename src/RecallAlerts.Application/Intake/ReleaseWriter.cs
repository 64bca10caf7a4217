using System.Buffers;
using System.Text;
using System.Text.Json;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Intake;

/// <summary>Writes the body of a release in one form: two bodies that say the same are the same text.</summary>
public static class ReleaseWriter
{
    /// <summary>The body as JSON.</summary>
    public static string Write(Release release)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer)) Write(release, writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the body as a JSON object.</summary>
    public static void Write(Release release, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("crn", release.Crn.Value);
        if (release.NomsNumber is { } noms) writer.WriteString("nomsNumber", noms.Value);
        writer.WriteString("releasedAt", release.ReleasedAt.ToString());
        writer.WriteString("licenceEndsOn", release.LicenceEndsOn.ToString("yyyy-MM-dd"));
        writer.WriteString("region", release.Region);
        writer.WriteString("pdu", release.Pdu);
        if (release.Team is not null) writer.WriteString("team", release.Team);
        if (release.PractitionerId is not null) writer.WriteString("practitionerId", release.PractitionerId);
        writer.WriteString("rosh", NameOf<Rosh>.Text(release.Rosh));
        WriteNames("needs", release.Needs, writer);
        WriteNames("checksRequired", release.ChecksRequired, writer);
        writer.WriteBoolean("handoverCompleted", release.HandoverCompleted);
        if (release.MappaLevel is { } level) writer.WriteNumber("mappaLevel", level);
        if (release.ChildProtection) writer.WriteBoolean("childProtection", value: true);
        writer.WriteEndObject();
    }

    private static void WriteNames<T>(string name, IReadOnlyList<T> values, Utf8JsonWriter writer)
        where T : struct, Enum
    {
        writer.WriteStartArray(name);
        foreach (var value in values) writer.WriteStringValue(NameOf<T>.Text(value));
        writer.WriteEndArray();
    }
}
