using RecallAlerts.Api.Words;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Pages.Tests.Words;

/// <summary>Codes and slugs that come from outside, as people read them.</summary>
public sealed class CodeWordsTests
{
    private static readonly Instant T = Instant.Parse("2026-06-02T09:00:00Z");

    [Theory]
    [InlineData("wales", "Wales")]
    [InlineData("east-of-england", "East of England")]
    [InlineData("-", "-")]
    [InlineData("", "")]
    public void Place_OfASlug_IsWords(string slug, string words) => Assert.Equal(words, PlaceNames.Of(slug));

    [Theory]
    [InlineData("practitioner:P1", "practitioner P1")]
    [InlineData("duty-spo:derby-city", "the duty manager of Derby City")]
    [InlineData("head-of-pdu:bury-and-rochdale", "the head of Bury and Rochdale")]
    [InlineData("on-call:east-of-england", "on call for East of England")]
    public void Person_IsNamedByTheNameOfThePlace(string text, string words)
    {
        Assert.True(Person.TryParse(text, out var person));
        Assert.Equal(words, RoleWords.Of(person));
    }

    [Theory]
    [InlineData("A07B", "Settled (code A07B)")]
    [InlineData("A08A", "Homeless (rough sleeping)")]
    [InlineData("A17", "Temporary (CAS3)")]
    [InlineData("X1", "Not known (code X1)")]
    public void Accommodation_SaysItsMeaningFirst(string code, string words)
    {
        Assert.Equal(words, AccommodationWords.Of(code));
        Assert.Equal($"Accommodation: {char.ToLowerInvariant(words[0])}{words[1..]}", FactWords.Of(new AccommodationRecorded("e", T, T, code, null)));
        Assert.Equal($"Next accommodation arranged from 3 June 2026: {char.ToLowerInvariant(words[0])}{words[1..]}", FactWords.Of(new MoveOnPlanned("e", T, T, new DateOnly(2026, 6, 3), code)));
    }

    [Theory]
    [InlineData("ATTC", "Appointment attended and complied with")]
    [InlineData("ATSS", "Appointment attended, and sent home because of the service")]
    [InlineData("AFTC", "Appointment attended, and not complied with")]
    [InlineData("ATSH", "Appointment attended, and not complied with")]
    [InlineData("UAAB", "Appointment missed")]
    [InlineData("AFTA", "Appointment missed")]
    [InlineData("AAHO", "Appointment excused")]
    [InlineData("AAM11", "Appointment moved to another time")]
    [InlineData("ZZZ", "Appointment not held (code ZZZ)")]
    public void Outcome_IsInWords(string code, string words) => Assert.Equal(words, FactWords.Of(new AppointmentOutcome("e", T, T, "a1", code)));

    [Theory]
    [InlineData("home-visit", "Appointment booked for 2 June 2026: home visit")]
    [InlineData(null, "Appointment booked for 2 June 2026")]
    public void Booking_SaysItsKindInWords(string? kind, string words) => Assert.Equal(words, FactWords.Of(new AppointmentBooked("e", T, T, "a1", T, kind)));

    [Fact]
    public void Treatment_NamesItsServiceInWords() => Assert.Equal("Treatment started: turning point", FactWords.Of(new TreatmentStarted("e", T, T, "turning-point")));

    [Fact]
    public void Amendment_NamesPlaces() => Assert.Equal(
        "Release amended: region North West, PDU Bury and Rochdale, team Bury and Rochdale Team 2",
        FactWords.Of(new ReleaseAmended("e", T, T, new ReleaseAmendment { Region = new("north-west"), Pdu = new("bury-and-rochdale"), Team = new("bury-and-rochdale-team-2") })));

    [Theory]
    [InlineData("FAILED_RESIDE", "failed to reside as directed")]
    [InlineData("FAILED_KEEP_IN_TOUCH", "failed to keep in touch as directed")]
    [InlineData("POOR_BEHAVIOUR_FURTHER_OFFENCE", "poor behaviour: further offence")]
    [InlineData("BREACH_EXCLUSION_ZONE", "entered an exclusion zone")]
    [InlineData("SOMETHING_NEW", "something new")]
    public void RecordedReason_IsInWords(string code, string words) => Assert.Equal(words, RecallWords.OfRecorded(code));
}
