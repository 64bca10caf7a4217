using System.Globalization;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.LocalHost.Simulation;

/// <summary>Draws the profiles of a cohort, one at a time and each from its own stream.</summary>
internal sealed class ProfileDraw(CohortOptions options, RegionMap regions, WorkingCalendar calendar)
{
    private readonly PersonNumbers _numbers = new(options.Seed);
    private readonly int _pdus = Math.Clamp(options.Pdus ?? regions.Pdus.Count, 1, regions.Pdus.Count);

    /// <summary>The next release; with a release before it, the same person after a recall.</summary>
    public ReleaseProfile Draw(int index, Dice dice, ReleaseProfile? before)
    {
        var releasedAt = before is null ? FirstRelease(dice) : ReleaseAfter(before, dice);
        var firstNight = Sleep(dice);
        var rosh = before?.Rosh ?? dice.Weighted(CohortDefaults.Rosh);
        var recall = new RecallDraw(dice, calendar).Draw(LondonTime.Date(releasedAt), firstNight, rosh);
        var available = dice.Chance(CohortDefaults.AvailableForWork);
        var inWork = available && dice.Chance(PublishedRates.InWorkOfAvailable);
        var fate = new Fate(releasedAt, firstNight, rosh, recall, available, inWork);
        return Staffed(Profile(index, fate, dice, before), dice);
    }

    private ReleaseProfile Profile(int index, Fate fate, Dice dice, ReleaseProfile? before) => new()
    {
        Index = index,
        Crn = before?.Crn ?? _numbers.Crn(index),
        NomsNumber = before is not null ? before.NomsNumber : dice.Chance(0.03) ? null : _numbers.Noms(index),
        Pdu = before?.Pdu ?? regions.Pdus[index % _pdus],
        RegisteredAt = RegisteredAt(fate.ReleasedAt, before, dice),
        ReleasedAt = fate.ReleasedAt,
        LicenceEndsOn = LicenceEnd(LondonTime.Date(fate.ReleasedAt), fate.Recall, dice),
        Rosh = fate.Rosh,
        FirstNight = fate.FirstNight,
        AvailableForWork = fate.Available,
        InWork = fate.InWork,
        Needs = Needs(dice, fate),
        ChecksRequired = Checks(dice),
        HandoverCompleted = fate.Recall?.Story != RecallStory.NoHandover && dice.Chance(CohortDefaults.NoHandoverApplies),
        Reliability = dice.Pick([0.96, 0.93, 0.88, 0.78, 0.65]),
        Recall = fate.Recall,
    };

    private ReleaseProfile Staffed(ReleaseProfile profile, Dice dice)
    {
        var pool = PoolSize();
        return profile with
        {
            Team = dice.Chance(0.6) ? string.Create(CultureInfo.InvariantCulture, $"{profile.Pdu.Slug}-team-{dice.Between(1, 4)}") : null,
            PractitionersInPdu = pool,
            PractitionerId = NobodyHolds(profile, dice) ? null : PractitionerPool.Id(profile.Pdu, dice.Between(1, pool)),
        };
    }

    private int PoolSize() =>
        Math.Max(1, (int)Math.Ceiling((double)options.Releases / _pdus / CohortDefaults.ReleasesAPractitioner));

    /// <summary>Prisons release on working days; a court may release any day and late.</summary>
    private Instant FirstRelease(Dice dice)
    {
        var date = options.From.AddDays(dice.Between(0, Math.Max(options.Days, 1) - 1));
        if (dice.Chance(0.03)) return LondonTime.At(date, dice.Between(14, 17), dice.Pick([0, 15, 30]));
        return AtTheGate(calendar.WorkingDayFrom(date), dice);
    }

    private Instant ReleaseAfter(ReleaseProfile before, Dice dice)
    {
        var recalled = LondonTime.Date(before.Recall!.RecalledAt);
        return AtTheGate(calendar.WorkingDayFrom(recalled.AddDays(before.Recall.FixedTermDays!.Value)), dice);
    }

    private static Instant AtTheGate(DateOnly date, Dice dice) => LondonTime.At(date, dice.Between(8, 11), dice.Pick([0, 15, 30, 45]));

    private static Instant RegisteredAt(Instant releasedAt, ReleaseProfile? before, Dice dice)
    {
        var at = dice.Next() switch
        {
            < CohortDefaults.RegisteredLate => releasedAt.PlusHours(dice.Between(1, 48)),
            < CohortDefaults.RegisteredLate + CohortDefaults.RegisteredLastWeek => MinutesBefore(releasedAt, dice.Between(1, 7 * 24 * 60)),
            _ => MinutesBefore(releasedAt, dice.Between(30 * 24 * 60, 84 * 24 * 60)),
        };

        // Registering somebody again before the recall would make two releases answer to one CRN.
        return before is null ? at : Instant.Max(at, before.Recall!.RecalledAt.PlusHours(72));
    }

    private static Instant MinutesBefore(Instant t, int minutes) => t.PlusSeconds(-minutes * 60L);

    private static FirstNight Sleep(Dice dice)
    {
        if (dice.Chance(CohortDefaults.FirstNightUnknown)) return FirstNight.Unknown;
        var drawn = dice.Next();
        if (drawn < PublishedRates.SettledOnRelease) return FirstNight.Settled;
        return drawn < PublishedRates.HousedOnFirstNight ? FirstNight.Transient : FirstNight.Homeless;
    }

    private static DateOnly LicenceEnd(DateOnly release, RecallPlan? recall, Dice dice)
    {
        var (from, to) = dice.Weighted(CohortDefaults.LicenceDays);
        var end = release.AddDays(dice.Between(from, to));
        if (recall is null) return end;
        var afterRecall = LondonTime.Date(recall.RecalledAt).AddDays(dice.Between(14, 150));
        return end > afterRecall ? end : afterRecall;
    }

    private static List<string> Needs(Dice dice, Fate fate)
    {
        var needs = new List<string>();
        if (fate.Recall?.Cause == RecallCause.SubstanceMisuse || dice.Chance(CohortDefaults.SubstanceNeed)) needs.Add("substance-misuse");
        if (fate.FirstNight != FirstNight.Settled && dice.Chance(CohortDefaults.AccommodationNeedOfUnsettled)) needs.Add("accommodation");
        if (dice.Chance(CohortDefaults.FinanceNeed)) needs.Add("finance");
        if (fate is { Available: true, InWork: false } && dice.Chance(CohortDefaults.EmploymentNeedOfWorkless)) needs.Add("employment");
        return needs;
    }

    private static List<string> Checks(Dice dice)
    {
        var checks = new List<string>();
        if (dice.Chance(CohortDefaults.DomesticAbuseCheckRequired)) checks.Add("domestic-abuse");
        if (dice.Chance(CohortDefaults.SafeguardingCheckRequired)) checks.Add("child-safeguarding");
        return checks;
    }

    /// <summary>Whose early recall is told as "nobody held the case" has nobody from the start.</summary>
    private static bool NobodyHolds(ReleaseProfile profile, Dice dice) =>
        (profile.Recall is { Story: RecallStory.NoPractitioner } early
            && LondonTime.Date(early.RecalledAt) <= profile.ReleaseDate.AddDays(20))
        || dice.Chance(CohortDefaults.NobodyNamed);

    private sealed record Fate(Instant ReleasedAt, FirstNight FirstNight, string Rosh, RecallPlan? Recall, bool Available, bool InWork);
}
