using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Rules;

public sealed class RuleBookTests
{
    private static readonly RuleId[] AtMostOneCondition =
    [
        RuleId.AccommodationUnknown, RuleId.AppointmentMissed, RuleId.Homeless, RuleId.NoContact, RuleId.NoPractitioner,
            RuleId.PlacementEnding,
        RuleId.SubstanceUse, RuleId.UnsettledAccommodation,
    ];

    private static readonly RuleId[] AboutAppointments =
    [
        RuleId.AppointmentMissed, RuleId.FirstAppointmentNotAttended, RuleId.FirstAppointmentNotBooked, RuleId.MissedWithoutResponse,
            RuleId.NoContact,
        RuleId.OutcomeOverdue,
    ];

    private static readonly RuleId[] RunOut =
        [RuleId.FirstAppointmentNotBooked, RuleId.HandoverNotCompleted, RuleId.PractitionerChurn, RuleId.SubstanceUse];

    [Fact]
    public void RuleIds_ByValue_AreInCodePointOrderOfTheirNames()
    {
        var names = NameOf<RuleId>.All;

        Assert.Equal(17, names.Count);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public void Rules_ByIndex_AreTheirIds() => Assert.Equal(Enum.GetValues<RuleId>(), RuleBook.All.Select(r => r.Id));

    [Fact]
    public void Rules_WithAtMostOneCondition_CanMove() =>
        Assert.Equal(AtMostOneCondition, RuleBook.All.Where(r => r.CanMove).Select(r => r.Id));

    [Fact]
    public void Rules_AboutAppointments_PauseWithContact() =>
        Assert.Equal(AboutAppointments, RuleBook.All.Where(r => r.PausesWithContact).Select(r => r.Id));

    [Fact]
    public void Rules_WithALastInstant_AreTheFourThatExpire() =>
        Assert.Equal(RunOut, RuleBook.All.Where(r => r.RunsOutAt is not null).Select(r => r.Id));

    [Fact]
    public void Suppressors_AreThoseOfTheSpecification() => Assert.Equal(
        [
            (RuleId.AppointmentMissed, RuleId.FirstAppointmentNotAttended), (RuleId.HandoverNotCompleted, RuleId.NoPractitioner),
            (RuleId.NoContact, RuleId.AppointmentMissed), (RuleId.PractitionerChurn, RuleId.NoPractitioner),
            (RuleId.UnsettledAccommodation, RuleId.PlacementEnding),
        ],
        Enum.GetValues<RuleId>().Where(r => RuleBook.SuppressorOf(r) is not null).Select(r => (r, RuleBook.SuppressorOf(r)!.Value)));
}
