using System.Text.Json;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Tests.Intake;

public sealed class ReleaseReaderTests
{
    [Fact]
    public void Release_InFull_IsReadWithListsInOrderWithoutRepeats()
    {
        var (release, problem) = Reading.Release();

        Assert.Null(problem);
        Assert.Equal(("X100001-20260602", "A1234BC"), (release!.Id.Value, release.NomsNumber!.Value.Value));
        Assert.Equal((Instant.Parse("2026-06-02T09:00:00Z"), new DateOnly(2027, 6, 1)), (release.ReleasedAt, release.LicenceEndsOn));
        Assert.Equal(("north-west", "bury-and-rochdale", "T1", "P1", Rosh.VeryHigh), (release.Region, release.Pdu, release.Team,
            release.PractitionerId, release.Rosh));
        Assert.Equal([Need.Accommodation, Need.Finance], release.Needs);
        Assert.Equal([Check.DomesticAbuse], release.ChecksRequired);
        Assert.Equal((true, 2, true), (release.HandoverCompleted, release.MappaLevel, release.ChildProtection));
    }

    [Theory]
    [InlineData("nomsNumber")]
    [InlineData("team")]
    [InlineData("practitionerId")]
    [InlineData("needs")]
    [InlineData("checksRequired")]
    [InlineData("handoverCompleted")]
    [InlineData("mappaLevel")]
    [InlineData("childProtection")]
    public void Release_WithoutAnOptionalField_IsRead(string field)
    {
        Assert.Null(Reading.Release(field).Problem);
        Assert.Null(Reading.Release(field, "null").Problem);
    }

    [Theory]
    [InlineData("crn")]
    [InlineData("releasedAt")]
    [InlineData("licenceEndsOn")]
    [InlineData("region")]
    [InlineData("pdu")]
    [InlineData("rosh")]
    public void Release_WithoutARequiredField_IsRefused(string field)
    {
        var expected = new Problem(ProblemType.MissingField, field, "is required");

        Assert.Equal(expected, Reading.Release(field).Problem);
        Assert.Equal(expected, Reading.Release(field, "null").Problem);
    }

    [Theory]
    [InlineData("crn", "\"x100001\"", ProblemType.InvalidCrn)]
    [InlineData("crn", "\"X1000012\"", ProblemType.InvalidCrn)]
    [InlineData("crn", "100001", ProblemType.InvalidField)]
    [InlineData("crn", "\"\"", ProblemType.InvalidField)]
    [InlineData("nomsNumber", "\"A1234B\"", ProblemType.InvalidNomsNumber)]
    [InlineData("releasedAt", "\"2026-06-02T09:00:00\"", ProblemType.InstantWithoutOffset)]
    [InlineData("releasedAt", "\"2026-06-02T09:00:00.5\"", ProblemType.InstantWithoutOffset)]
    [InlineData("releasedAt", "\"2 June 2026\"", ProblemType.InvalidField)]
    [InlineData("releasedAt", "1780390800", ProblemType.InvalidField)]
    [InlineData("releasedAt", "\"1999-12-31T23:59:59Z\"", ProblemType.InstantOutOfRange)]
    [InlineData("releasedAt", "\"2028-06-10T12:00:01Z\"", ProblemType.InstantOutOfRange)]
    [InlineData("licenceEndsOn", "\"2027-02-30\"", ProblemType.InvalidField)]
    [InlineData("licenceEndsOn", "\"01/06/2027\"", ProblemType.InvalidField)]
    [InlineData("licenceEndsOn", "\"2100-01-01\"", ProblemType.InvalidField)]
    [InlineData("region", "5", ProblemType.InvalidField)]
    [InlineData("pdu", "\"  \"", ProblemType.InvalidField)]
    [InlineData("rosh", "\"extreme\"", ProblemType.UnknownCode)]
    [InlineData("rosh", "\"High\"", ProblemType.UnknownCode)]
    [InlineData("rosh", "\"1\"", ProblemType.UnknownCode)]
    [InlineData("needs", "\"finance\"", ProblemType.InvalidField)]
    [InlineData("needs", "[\"housing\"]", ProblemType.UnknownCode)]
    [InlineData("needs", "[5]", ProblemType.UnknownCode)]
    [InlineData("needs", "[null]", ProblemType.UnknownCode)]
    [InlineData("checksRequired", "{}", ProblemType.InvalidField)]
    [InlineData("checksRequired", "[\"dbs\"]", ProblemType.UnknownCode)]
    [InlineData("handoverCompleted", "\"yes\"", ProblemType.InvalidField)]
    [InlineData("mappaLevel", "4", ProblemType.InvalidField)]
    [InlineData("mappaLevel", "1.5", ProblemType.InvalidField)]
    [InlineData("childProtection", "1", ProblemType.InvalidField)]
    public void Release_WithAWrongValue_IsRefusedByItsField(string field, string json, ProblemType type)
    {
        var problem = Reading.Release(field, json).Problem!;

        Assert.Equal((type, field), (problem.Type, problem.Field));
        Assert.NotEmpty(problem.Reason);
    }

    [Theory]
    [InlineData("2000-01-01T00:00:00Z")]
    [InlineData("2028-06-10T12:00:00Z")]
    [InlineData("2026-06-02T10:00:00.123+01:00")]
    public void Release_AtTheLimitsOfTime_IsRead(string releasedAt) =>
        Assert.Null(Reading.Release("releasedAt", $"\"{releasedAt}\"").Problem);

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void Release_WithALongText_IsReadUpTo200Characters(int length, bool accepted) =>
        Assert.Equal(accepted, Reading.Release("pdu", $"\"{new string('p', length)}\"").Problem is null);

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("null")]
    public void Release_ThatIsNoObject_IsRefusedAsAWhole(string json) =>
        Assert.Equal("release", ReleaseReader.Read(JsonDocument.Parse(json).RootElement, "release.", Reading.Limits).Problem!.Field);

    [Fact]
    public void Release_InsideALine_IsNamedByItsPath() => Assert.Equal(
        "release.crn", ReleaseReader.Read(JsonDocument.Parse("{}").RootElement, "release.", Reading.Limits).Problem!.Field);
}
