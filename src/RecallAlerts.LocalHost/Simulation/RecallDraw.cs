using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.LocalHost.Simulation;

/// <summary>Decides whether, when, why and how somebody is recalled.</summary>
internal sealed class RecallDraw(Dice dice, WorkingCalendar calendar)
{
    private const int LastDay = 250;

    public RecallPlan? Draw(DateOnly release, FirstNight firstNight, string rosh)
    {
        if (!dice.Chance(Probability(firstNight))) return null;
        var date = Date(release);
        var cause = dice.Weighted(CohortDefaults.Causes);
        var story = Story(cause, firstNight, date.DayNumber - release.DayNumber);
        var at = LondonTime.At(date, dice.Between(9, 17), dice.Between(0, 59));
        return new RecallPlan(at, cause, story, Type(date, rosh), RecallReasons.Draw(dice, cause));
    }

    /// <summary>The published rate over all, and the published ratio between unsettled and settled.</summary>
    private static double Probability(FirstNight firstNight)
    {
        const double settled = PublishedRates.SettledOnRelease * (1 - CohortDefaults.FirstNightUnknown);
        const double ratio = PublishedRates.ReturnedWhenUnsettled / PublishedRates.ReturnedWhenSettled;
        const double whenSettled = PublishedRates.Recalled / (settled + ((1 - settled) * ratio));
        return firstNight == FirstNight.Settled ? whenSettled : whenSettled * ratio;
    }

    private DateOnly Date(DateOnly release)
    {
        if (dice.Chance(PublishedRates.RecalledWithin28Days)) return EarlyDate(release);
        var later = release.AddDays(29 + (int)dice.Exponential(CohortDefaults.LaterRecallMeanDays));
        if (later > release.AddDays(LastDay)) later = release.AddDays(29 + dice.Between(0, LastDay - 29));
        return OnDuty(later);
    }

    private DateOnly EarlyDate(DateOnly release)
    {
        var date = OnDuty(release.AddDays(dice.Between(3, 28)));
        while (date > release.AddDays(28)) date = date.AddDays(-1);
        return date;
    }

    /// <summary>Most recalls are decided on a working day; some out of hours.</summary>
    private DateOnly OnDuty(DateOnly date) => dice.Chance(0.12) ? date : calendar.WorkingDayFrom(date);

    private string Type(DateOnly date, string rosh)
    {
        if (rosh == "very-high" || (rosh == "high" && dice.Chance(0.35))) return "LR";
        if (dice.Chance(0.05)) return dice.Pick(["FTR_HDC_14", "FTR_HDC_28", "CUR_HDC", "IN_HDC"]);
        if (date >= PublishedRates.FixedTermOf56DaysFrom) return dice.Chance(0.85) ? "FTR_56" : "LR";
        return dice.Weighted([("FTR_28", 0.40), ("FTR_14", 0.35), ("LR", 0.25)]);
    }

    private RecallStory Story(RecallCause cause, FirstNight firstNight, int day) => cause switch
    {
        RecallCause.Homelessness => HousingStory(firstNight),
        RecallCause.SubstanceMisuse => dice.Weighted(
            [(RecallStory.DrugTests, 0.55), (RecallStory.RefusedTests, 0.15), (RecallStory.Alcohol, 0.30)]),
        RecallCause.ContinuityFailure => ContinuityStory(day),
        RecallCause.FurtherOffence => RecallStory.NewCharge,
        RecallCause.NonComplianceOther => dice.Weighted(
            [(RecallStory.Curfew, 0.30), (RecallStory.ExclusionZone, 0.20), (RecallStory.Disengaged, 0.35), (RecallStory.Device, 0.15)]),
        _ => RecallStory.NothingSaid,
    };

    private RecallStory HousingStory(FirstNight firstNight) => firstNight switch
    {
        FirstNight.Settled => RecallStory.AskedToLeave,
        FirstNight.Transient => dice.Chance(0.6) ? RecallStory.PlacementEnded : RecallStory.AskedToLeave,
        _ => RecallStory.NoAddress,
    };

    /// <summary>A missing handover explains an early recall only.</summary>
    private RecallStory ContinuityStory(int day) => dice.Weighted(
    [
        (RecallStory.NoHandover, day <= 40 ? 0.30 : 0), (RecallStory.ManyPractitioners, 0.25), (RecallStory.NoPractitioner, 0.20),
        (RecallStory.NothingBooked, 0.15), (RecallStory.LostInTransfer, day > 12 ? 0.20 : 0),
    ]);
}
