using System.Text.Json;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Tests.Intake;

public sealed class AccessReaderTests
{
    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void Staff_OfAsManyAsMayBe_IsRead(int count, bool isRead) =>
        Assert.Equal(isRead, Reading.Fact("access.limited", Data("excluded", [.. Enumerable.Range(0, count).Select(n => $"N{n}")])).Fact is not null);

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Staff_OfNamesAsLongAsMayBe_IsRead(int length, bool isRead) => Assert.Equal(isRead, Reading.Fact("access.limited", Data("excluded", new string('n', length))).Fact is not null);

    [Fact]
    public void Staff_IsReadInOneForm()
    {
        var limited = Assert.IsType<AccessLimited>(Reading.Fact("access.limited", Data("restricted", "practitioner:N02", "duty-spo:gwent", "N01", "N02")).Fact);
        Assert.Equal(new Limits.RestrictedTo(Staff.Of("N01", "N02", "duty-spo:gwent")), limited.Limits);
    }

    [Fact]
    public void Json_OfWhoMaySeeACase_IsReadAsItWasWritten()
    {
        var access = CaseAccess.Of(
        [
            new AccessStep(new Instant(0), new Limits.RestrictedTo(Staff.Of("N01", "é\"\n"))), new AccessStep(new Instant(5), new Limits.Open()),
            new AccessStep(new Instant(9), new Limits.Excluding(Staff.Of("duty-spo:gwent"))),
        ]);
        Assert.Equal(access, AccessJson.Read(AccessJson.Write(access)));
        Assert.Null(AccessJson.Write(CaseAccess.Open));
        Assert.Equal("""[{"from":7,"kind":"excluded","staff":["N01"]}]""", AccessJson.Write(CaseAccess.Of([new AccessStep(new Instant(7), new Limits.Excluding(Staff.Of("N01")))])));
    }

    private static string Data(string kind, params string[] staff) => JsonSerializer.Serialize(new { kind, staff });
}
