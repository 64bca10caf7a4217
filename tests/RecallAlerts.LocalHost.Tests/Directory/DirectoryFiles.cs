using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Notify.Directory;

namespace RecallAlerts.LocalHost.Tests.Directory;

/// <summary>Directory files for tests.</summary>
internal static class DirectoryFiles
{
    public static readonly Instant Now = Instant.Parse("2026-06-02T09:00:00Z");

    /// <summary>Three practitioners of a PDU, its managers, another PDU's duty SPO, and on-call.</summary>
    public static string Json(params string[] absences) => $$"""
        {
          "people": [
            {"person": "practitioner:P1", "pdu": "derby-city", "channel": "email", "address": "p1@staff.example"},
            {"person": "practitioner:P2", "pdu": "derby-city", "channel": "sms", "address": "+44 7700 900123"},
            {"person": "practitioner:P3", "channel": "email", "address": "p3@staff.example"}
          ],
          "pdus": {
            "derby-city": {
              "duty-spo": {"channel": "email", "address": "spo@staff.example"},
              "head-of-pdu": {"channel": "email", "address": "head@staff.example"}
            },
            "derbyshire": { "duty-spo": {"channel": "email", "address": "other@staff.example"} }
          },
          "regions": { "east-midlands": { "on-call": {"channel": "sms", "address": "07700900124"} } },
          "absences": [{{string.Join(", ", absences)}}]
        }
        """;

    public static string Away(string person, string? cover, string from = "2026-06-01", string until = "2026-06-05") =>
        $$"""{"person": "{{person}}", "from": "{{from}}", "until": "{{until}}"{{(cover is null ? "" : $", \"cover\": \"{cover}\"")}}}""";

    public static FileDirectory Of(params string[] absences) => new(DirectoryReader.Read(Json(absences)));

    public static Person Person(string text) =>
        Domain.Alerts.Person.TryParse(text, out var person) ? person : throw new FormatException($"'{text}' is no person.");
}
