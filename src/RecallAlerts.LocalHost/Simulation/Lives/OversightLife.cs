using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.LocalHost.Simulation.Lives;

/// <summary>What the service does about the case as a whole: handover, checks, pauses of contact, changes of what is registered.</summary>
internal sealed class OversightLife(Life life, RegionMap regions)
{
    private readonly Dice _dice = life.Dice;
    private readonly ReleaseProfile _profile = life.Profile;

    /// <summary>What the diary depends on, so it is told before the appointments.</summary>
    public static void LiveBefore(Life life, RegionMap regions)
    {
        var oversight = new OversightLife(life, regions);
        if (life.Profile.Recall?.Story == RecallStory.LostInTransfer) oversight.FallBetweenOffices();
        if (life.Profile.Recall?.Story == RecallStory.NothingBooked) oversight.OfferNothing();
        oversight.Suspend();
    }

    public static void LiveAfter(Life life, RegionMap regions)
    {
        var oversight = new OversightLife(life, regions);
        oversight.HandOver();
        foreach (var check in life.Profile.ChecksRequired) oversight.Check(check);
        oversight.Amend();
    }

    private void HandOver()
    {
        if (_profile.HandoverCompleted || _profile.Recall?.Story == RecallStory.NoHandover) return;
        if (!_dice.Chance(CohortDefaults.HandoverDone)) return;
        var day = _dice.Chance(0.75) ? -_dice.Between(1, 30) : _dice.Between(0, 20);
        life.Record(FactTypes.Handover, life.OfficeTime(life.Day(day)));
    }

    private void Check(string check)
    {
        var done = _dice.Chance(
            check == "domestic-abuse" ? PublishedRates.DomesticAbuseChecksDone : PublishedRates.SafeguardingChecksDone);
        var asked = life.OfficeTime(life.Calendar.WorkingDayFrom(life.Day(_dice.Between(-14, 8))));
        var data = new DataField("check", check);
        if (_dice.Chance(done ? 0.9 : CohortDefaults.CheckAskedAndUnanswered)) life.Record(FactTypes.CheckRequested, asked, data);
        if (!done) return;
        life.Record(FactTypes.CheckCompleted, life.InLife(asked.PlusSeconds(_dice.Between(30, 18 * 24 * 60) * 60), asked), data);
    }

    /// <summary>Sent on and never taken in: nobody holds the case and nobody books.</summary>
    private void FallBetweenOffices()
    {
        var at = life.BeforeRecall(10, 18);
        MoveTo(at, OtherPdu());
        PractitionerLife.Unallocate(life, at);
        life.BookingsStopAt = at;
    }

    private void OfferNothing()
    {
        var from = _profile.Recall!.RecalledAt.PlusHours(-24 * 28);
        life.BookingsStopAt = from > _profile.ReleasedAt.PlusHours(24 * 7) ? from : _profile.ReleasedAt.PlusHours(-24 * 60);
    }

    private void Suspend()
    {
        var days = _profile.LicenceEndsOn.DayNumber - _profile.ReleaseDate.DayNumber;
        if (_profile.Recall is null && days >= 90 && _profile.Rosh != "very-high" && _dice.Chance(0.45))
            Suspension("probation-reset", (int)(days * PublishedRates.ResetAfterShareOfLicence), null);
        else if (_dice.Chance(0.02)) Suspension("hospital", _dice.Between(3, 60), _dice.Between(4, 25));
        else if (_profile.Recall is null && _dice.Chance(0.02)) Suspension("remand", _dice.Between(5, 90), _dice.Between(7, 40));
    }

    private void Suspension(string reason, int day, int? length)
    {
        var from = life.OfficeTime(life.Day(day));
        if (from >= life.End) return;
        Instant? to = length is { } n ? life.OfficeTime(life.Day(day + n)) : null;
        life.Record(FactTypes.Suspended, from, new DataField("reason", reason));
        if (to is { } end) life.Record(FactTypes.Resumed, end, new DataField("reason", reason));
        life.Suspensions.Add((from, to));
    }

    private void Amend()
    {
        var at = life.OfficeTime(life.Day(_dice.Between(1, 70)));
        switch (_dice.Next())
        {
            case < 0.02 when _profile.Recall?.Story != RecallStory.LostInTransfer: Transfer(at); break;
            case >= 0.02 and < 0.06:
                life.Record(FactTypes.Amended, at, new DataField("rosh", _dice.Pick(["medium", "high", "high"])));
                break;
            case >= 0.06 and < 0.075:
                var end = _profile.LicenceEndsOn.AddDays(_dice.Between(3, 28));
                life.Record(FactTypes.Amended, at, new DataField("licenceEndsOn", end.ToString("yyyy-MM-dd")));
                break;
        }
    }

    private void Transfer(Instant at)
    {
        var pdu = OtherPdu();
        MoveTo(at, pdu);
        if (at <= life.Holders[^1].From) return;
        var id = PractitionerPool.Id(pdu, _dice.Between(1, _profile.PractitionersInPdu));
        PractitionerLife.Allocate(life, at.PlusHours(_dice.Between(1, 30)), id);
    }

    private void MoveTo(Instant at, Pdu pdu) => life.Record(FactTypes.Amended, at, new("pdu", pdu.Slug), new("region", pdu.Region));

    private Pdu OtherPdu()
    {
        var pdu = _dice.Pick(regions.Pdus);
        return pdu == _profile.Pdu ? regions.Pdus[(_profile.Index + 1) % regions.Pdus.Count] : pdu;
    }
}
