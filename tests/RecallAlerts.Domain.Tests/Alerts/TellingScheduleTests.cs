using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Alerts;

public sealed class TellingScheduleTests
{
    [Theory]
    [InlineData("2026-06-03T10:00:00Z", "2026-06-03T10:00:00Z")]
    [InlineData("2026-06-03T07:00:00Z", "2026-06-03T08:00:00Z")]
    [InlineData("2026-06-03T16:00:00Z", "2026-06-04T08:00:00Z")]
    [InlineData("2026-06-05T20:00:00Z", "2026-06-08T08:00:00Z")]
    public void Urgent_IsDueAtOnceInWorkingHoursElseWhenTheyStart(string at, string due) =>
        Assert.Equal((TellingClass.Urgent, due), Scheduled(Given.QuietRelease().Lives("A08A", at), at, RuleId.Homeless));

    [Theory]
    [InlineData("2026-06-03T10:00:00Z", "2026-06-03T10:05:00Z")]
    [InlineData("2026-06-03T08:00:00Z", "2026-06-03T08:05:00Z")]
    [InlineData("2026-06-03T07:58:00Z", "2026-06-03T08:00:00Z")]
    [InlineData("2026-06-03T15:54:59Z", "2026-06-03T15:59:59Z")]
    [InlineData("2026-06-03T15:55:00Z", "2026-06-04T08:00:00Z")]
    [InlineData("2026-06-03T16:00:00Z", "2026-06-04T08:00:00Z")]
    [InlineData("2026-06-05T15:58:00Z", "2026-06-08T08:00:00Z")]
    public void High_WaitsFiveMinutesForCompanyInWorkingHoursElseForTheirStart(string at, string due)
    {
        var left = Given.At(at).PlusHours(-4).ToString();

        Assert.Equal((TellingClass.High, due), Scheduled(Given.QuietRelease().Left(left), at, RuleId.AccommodationUnknown));
    }

    [Theory]
    [InlineData("2026-06-09T08:00:00Z", "2026-06-10T07:30:00Z")]
    [InlineData("2026-06-12T16:00:00Z", "2026-06-15T07:30:00Z")]
    [InlineData("2026-06-15T07:30:00Z", "2026-06-15T07:30:00Z")]
    [InlineData("2026-06-15T07:30:01Z", "2026-06-16T07:30:00Z")]
    public void Medium_WaitsForTheDigest(string at, string due) => Assert.Equal(
        (TellingClass.Digest, due),
        Scheduled(Given.QuietRelease().Lives("A03", "2026-06-02T09:00:01Z", recorded: at), at, RuleId.UnsettledAccommodation));

    [Fact]
    public void Low_WaitsForTheDigest() => Assert.Equal(
        (TellingClass.Digest, "2026-06-17T07:30:00Z"),
        Scheduled(Given.QuietRelease().NeedsHelpWith(Need.Finance), "2026-06-16T08:00:00Z", RuleId.SupportNotReferred));

    [Theory]
    [InlineData("2026-06-03T06:00:00Z", "2026-06-03T12:00:00Z")]
    [InlineData("2026-06-03T08:00:00Z", "2026-06-03T12:00:00Z")]
    [InlineData("2026-06-03T08:00:01Z", "2026-06-04T07:30:00Z")]
    public void High_OfADutySpo_IsGathered(string left, string due) => Assert.Equal(
        (TellingClass.Gathered, due),
        Scheduled(Given.QuietRelease().WithNobody().Left(left), Given.At(left).PlusHours(4).ToString(), RuleId.AccommodationUnknown));

    [Fact]
    public void Urgent_OfADutySpo_IsDueAtOnce() =>
        Assert.Equal((TellingClass.Urgent, Given.ReleasedAt), Scheduled(Given.QuietRelease()
            .WithNobody(), Given.ReleasedAt, RuleId.NoPractitioner));

    [Theory]
    [InlineData("2026-06-10T10:00:00Z", TellingClass.High, "2026-06-10T10:05:00Z")]
    [InlineData("2026-06-30T15:00:00Z", TellingClass.High, "2026-06-30T15:05:00Z")]
    [InlineData("2026-06-30T17:00:00Z", TellingClass.High, "2026-07-01T07:30:00Z")]
    [InlineData("2026-06-30T22:59:59Z", TellingClass.High, "2026-07-01T07:30:00Z")]
    [InlineData("2026-06-30T23:00:00Z", TellingClass.Digest, "2026-07-01T07:30:00Z")]
    [InlineData("2026-07-01T10:00:00Z", TellingClass.Digest, "2026-07-02T07:30:00Z")]
    public void SubstanceUse_OfMediumSeverity_IsDeliveredAsHighUntilDay28(string at, TellingClass kind, string due) =>
        Assert.Equal((kind, due), Scheduled(Given.QuietRelease().Tested(TestResult.Positive, at), at, RuleId.SubstanceUse));

    [Theory]
    [InlineData("2026-06-30T22:59:59Z", TellingClass.High)]
    [InlineData("2026-06-30T23:00:00Z", TellingClass.Digest)]
    public void SubstanceUse_ThatStillWaitsAfterDay28_IsOfTheDigest(string t, TellingClass kind)
    {
        var story = new Story(Given.QuietRelease().Tested(TestResult.Positive, "2026-06-30T17:00:00Z"));
        story.At("2026-06-30T17:00:00Z");

        Assert.Equal(kind, Assert.Single(story.Of(RuleId.SubstanceUse).Tellings).ClassAt(Given.At(t)));
    }

    [Fact]
    public void Urgent_LoweredBeforeItIsDue_IsDueAsHigh()
    {
        var story = new Story(Given.QuietRelease().Lives("A08A", "2026-06-30T20:00:00Z"));
        story.At("2026-06-30T20:00:00Z");
        story.At("2026-06-30T23:00:00Z");

        Assert.Equal((TellingClass.High, "2026-07-01T08:00:00Z"), OwnerTelling(story, RuleId.Homeless));
    }

    [Fact]
    public void PutOff_HighAlert_StaysInTheDigestUntilANewerTellingChange()
    {
        var story = new Story(Given.QuietRelease().Tested(TestResult.Positive, "2026-06-10T10:00:00Z")
            .Tested(TestResult.Positive, "2026-06-10T12:00:00Z"));
        story.At("2026-06-10T10:00:00Z");
        story.PutOff(RuleId.SubstanceUse, Given.At("2026-06-11T07:30:00Z"));

        story.At("2026-06-10T11:00:00Z");
        Assert.Equal((TellingClass.Digest, "2026-06-11T07:30:00Z"), OwnerTelling(story, RuleId.SubstanceUse));
        story.At("2026-06-10T12:00:00Z");
        Assert.Equal((TellingClass.High, "2026-06-10T12:05:00Z"), OwnerTelling(story, RuleId.SubstanceUse));
    }

    [Theory]
    [InlineData("P1", TellingClass.Digest, "2026-06-04T07:30:00Z")]
    [InlineData(null, TellingClass.Gathered, "2026-06-03T12:00:00Z")]
    public void Quietly_AfterANewPolicy_EvenUrgentIsToldAtFixedTimes(string? practitioner, TellingClass kind, string due)
    {
        var story = new Story(Given.QuietRelease().With(r => r with { PractitionerId = practitioner, Rosh = Rosh.VeryHigh })
            .Lives("A08A", "2026-06-03T10:00:00Z"));
        story.At("2026-06-03T10:00:00Z", quietly: true);

        Assert.Equal((kind, due), OwnerTelling(story, RuleId.Homeless));
        Assert.Single(story.Of(RuleId.Homeless).Tellings);
    }

    private static (TellingClass Class, string Due) Scheduled(CaseBuilder given, string at, RuleId rule)
    {
        var story = new Story(given);
        story.At(at);
        return OwnerTelling(story, rule);
    }

    private static (TellingClass Class, string Due) OwnerTelling(Story story, RuleId rule)
    {
        var telling = Assert.Single(story.Of(rule).Tellings, x => x.Role == TellingRole.Owner);
        return (telling.Class!.Value, telling.DueAt.ToString());
    }
}
