using System.Text.Json;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Tests.Intake;

public sealed class StoredFactTests
{
    [Fact]
    public void Stored_AccommodationOfAnUnknownCode_IsAFactOfNoCategory() => Assert.Equal(
        AccommodationCategory.None, Assert.IsType<AccommodationRecorded>(Stored("accommodation.recorded", """{ "code": "Z99" }""")).Category);

    [Fact]
    public void Stored_FactFarAhead_IsReadWhateverTheTime() => Assert.Equal(
        Instant.Parse("2040-01-01T00:00:00Z"),
        Assert.IsType<AppointmentBooked>(Stored("appointment.booked", """{ "appointmentId": "a1", "startsAt": "2040-01-01T00:00:00Z" }""")).StartsAt);

    [Theory]
    [InlineData("appointment.booked", """{ "appointmentId": "a1" }""")]
    [InlineData("no.such.type", "{}")]
    public void Stored_WhatIsNoFact_SaysSo(string type, string data) => Assert.Throws<FormatException>(() => Stored(type, data));

    [Fact]
    public void Amendment_NamesOnlyWhatItHoldsAndNullRemoves()
    {
        var amendment = Assert.IsType<ReleaseAmended>(Reading.Fact("release.amended", """
            { "practitionerId": null, "team": null, "nomsNumber": null, "mappaLevel": null, "needs": null, "checksRequired": null, "handoverCompleted": null,
              "childProtection": null, "pdu": "gwent" }
            """).Fact).Amendment;
        var after = amendment.Over(Reading.Release().Release!);

        Assert.Equal((null, null, null, null), (after.PractitionerId, after.Team, after.NomsNumber, after.MappaLevel));
        Assert.Equal((0, 0, false, false), (after.Needs.Count, after.ChecksRequired.Count, after.HandoverCompleted, after.ChildProtection));
        Assert.Equal(("gwent", "north-west", Rosh.VeryHigh), (after.Pdu, after.Region, after.Rosh));
    }

    [Fact]
    public void Amendment_OfTheCrnOrTheReleaseDate_IsIgnored()
    {
        var before = Reading.Release().Release!;
        var amended = Assert.IsType<ReleaseAmended>(Reading.Fact("release.amended", """{ "crn": "Y999999", "releasedAt": "2026-07-01T09:00:00Z" }""").Fact);

        Assert.Equal(before, amended.Amendment.Over(before));
    }

    [Fact]
    public void Withdrawal_NamesTheFact() =>
        Assert.Equal("e7", Assert.IsType<FactWithdrawn>(Reading.Fact("fact.withdrawn", """{ "eventId": "e7", "reason": "wrong case" }""").Fact).WithdrawnEventId);

    private static Fact Stored(string type, string data) => FactReader.ReadStored(type, Reading.Head, JsonDocument.Parse(data).RootElement);
}
