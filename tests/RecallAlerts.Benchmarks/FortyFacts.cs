using System.Text.Json;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Benchmarks;

/// <summary>A busy case: 40 facts of all kinds, some late, some in the future.</summary>
internal static class FortyFacts
{
    private const string Body =
        """{"crn":"X000040","releasedAt":"2026-06-01T09:00:00Z","licenceEndsOn":"2027-02-01","region":"wales","pdu":"gwent","practitionerId":"P1","rosh":"high","needs":["substance-misuse","accommodation","finance"],"checksRequired":["domestic-abuse","child-safeguarding"],"handoverCompleted":false}""";

    public static Release Release { get; } = Read();

    public static Fact[] All() => [.. Rows().Select((r, i) => Fact(r, i))];

    public static string Line()
    {
        var facts = Rows().Select((r, i) => $$"""{"eventId":"e{{i}}","type":"{{r.Type}}","occurredAt":"{{r.At}}","recordedAt":"{{r.At.PlusHours(i % 5)}}","data":{{r.Data}}}""");
        return $$"""{"id":"forty","release":{{Body}},"facts":[{{string.Join(',', facts)}}],"now":"2026-06-20T10:00:00Z"}""";
    }

    private static IEnumerable<(string Type, Instant At, string Data)> Rows()
    {
        var released = Instant.Parse("2026-06-01T09:00:00Z");
        Instant Day(int n) => released.PlusSeconds(n * Instant.Day);
        yield return ("accommodation.recorded", Day(0), """{"code":"A17"}""");
        yield return ("accommodation.recorded", Day(9), """{"code":"A16","expectedEndOn":"2026-07-10"}""");
        yield return ("move-on.planned", Day(10), """{"startsOn":"2026-07-08","code":"A01A"}""");
        yield return ("move-on.cancelled", Day(12), "{}");
        yield return ("practitioner.allocated", Day(2), """{"practitionerId":"P2"}""");
        yield return ("practitioner.allocated", Day(7), """{"practitionerId":"P3"}""");
        yield return ("check.requested", Day(-3), """{"check":"domestic-abuse"}""");
        yield return ("check.completed", Day(4), """{"check":"domestic-abuse"}""");
        yield return ("substance.test", Day(6), """{"result":"positive"}""");
        yield return ("substance.test", Day(13), """{"result":"refused"}""");
        yield return ("support.referred", Day(3), """{"need":"finance"}""");
        yield return ("contact.suspended", Day(14), """{"reason":"hospital"}""");
        yield return ("contact.resumed", Day(15), """{"reason":"discharged"}""");
        for (var i = 0; i < 9; i++)
        {
            yield return ("appointment.booked", Day(i * 2), $$"""{"appointmentId":"a{{i}}","startsAt":"{{Day((i * 2) + 1)}}"}""");
            yield return ("appointment.outcome", Day((i * 2) + 1), $$"""{"appointmentId":"a{{i}}","outcome":"{{(i % 3 == 2 ? "UAAB" : "ATTC")}}"}""");
            yield return ("enforcement.recorded", Day((i * 2) + 3), $$"""{"appointmentId":"a{{i}}","action":"WLS"}""");
        }
    }

    private static Fact Fact((string Type, Instant At, string Data) row, int i)
    {
        using var data = JsonDocument.Parse(row.Data);
        return FactReader.ReadStored(row.Type, new FactHead($"e{i}", row.At, row.At.PlusHours(i % 5)), data.RootElement);
    }

    private static Release Read()
    {
        using var body = JsonDocument.Parse(Body);
        return ReleaseReader.Read(body.RootElement, "", InstantLimits.None).Release!;
    }
}
