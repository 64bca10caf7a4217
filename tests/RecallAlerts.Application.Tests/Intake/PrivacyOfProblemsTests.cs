using RecallAlerts.Application.Intake;

namespace RecallAlerts.Application.Tests.Intake;

/// <summary>A problem goes into answers and logs: it names the field and the reason, never the value.</summary>
public sealed class PrivacyOfProblemsTests
{
    private static readonly string[] Fields =
    [
        "crn", "nomsNumber", "releasedAt", "licenceEndsOn", "region", "pdu", "team", "practitionerId", "rosh", "needs", "checksRequired",
        "handoverCompleted", "mappaLevel", "childProtection",
    ];

    public static TheoryData<string, string> WrongReleases
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var name in Fields)
            {
                foreach (var value in (string[])["\"X123456 of Z9876YX\"", "[\"X123456\", \"Z9876YX\"]",
                    "{ \"X123456\": \"Z9876YX\" }"]) rows.Add(name, value);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(WrongReleases))]
    public void Problem_OfARelease_NamesNoCrnAndNoNomsNumber(string field, string value)
    {
        var problem = Reading.Release(field, value).Problem;

        Assert.DoesNotContain("X123456", $"{problem}", StringComparison.Ordinal);
        Assert.DoesNotContain("Z9876YX", $"{problem}", StringComparison.Ordinal);
        Assert.DoesNotContain("X100001", $"{problem}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X123456.recorded", "{}")]
    [InlineData("accommodation.recorded", """{ "code": "X123456" }""")]
    [InlineData("accommodation.recorded", """{ "code": "A17", "expectedEndOn": "X123456" }""")]
    [InlineData("appointment.booked", """{ "appointmentId": "a1", "startsAt": "X123456" }""")]
    [InlineData("check.completed", """{ "check": "X123456" }""")]
    [InlineData("substance.test", """{ "result": "X123456" }""")]
    [InlineData("watch.ended", """{ "reason": "X123456" }""")]
    [InlineData("recall.recorded", """{ "recallId": "r1", "type": "X123456" }""")]
    [InlineData("release.amended", """{ "nomsNumber": "X123456" }""")]
    [InlineData("accommodation.ended", "\"X123456\"")]
    public void Problem_OfAFact_NamesNoCrn(string type, string data)
    {
        var problem = Reading.Fact(type, data).Problem;

        Assert.NotNull(problem);
        Assert.DoesNotContain("X123456", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pdu", "\"\\ud800\"")]
    [InlineData("rosh", "\"\\ud800\"")]
    [InlineData("needs", "[\"\\ud800\"]")]
    public void Text_ThatIsNotUnicode_IsRefusedNotThrown(string field, string value) =>
        Assert.NotNull(Reading.Release(field, value).Problem);

    [Fact]
    public void ProblemTypes_AreOneForEachKindOfRefusal() =>
        Assert.Equal(16, Enum.GetNames<ProblemType>().Distinct(StringComparer.Ordinal).Count());
}
