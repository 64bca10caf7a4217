using System.Globalization;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Simulation.Lives;

namespace RecallAlerts.LocalHost.Simulation;

/// <summary>
/// A synthetic cohort of releases: nobody in it exists. Seeded and deterministic, made release by release in constant memory,
/// from <see cref="PublishedRates"/> and <see cref="CohortDefaults"/>.
/// </summary>
public static class Cohort
{
    /// <summary>All lines of the first release, then of the second, and so on.</summary>
    public static IEnumerable<SimulatedEvent> Generate(CohortOptions o, RegionMap regions, WorkingCalendar calendar) =>
        Releases(o, regions, calendar).SelectMany(r => r.Events);

    /// <summary>The same with what was drawn for each release: for tests, and for judging a classifier by the true causes.</summary>
    public static IEnumerable<SimulatedRelease> Releases(CohortOptions o, RegionMap regions, WorkingCalendar calendar)
    {
        var profiles = new ProfileDraw(o, regions, calendar);
        var last = o.From.AddDays(o.Days);
        ReleaseProfile? returning = null;
        for (var i = 0; i < o.Releases; i++)
        {
            var dice = Dice.For(o.Seed, i);
            var profile = profiles.Draw(i, dice, returning);
            var life = Tell(profile, dice, regions, calendar, o.Seed);
            yield return new SimulatedRelease(profile, Sending.Send(profile, life.Lines, dice));
            returning = Returns(profile, last) && dice.Chance(CohortDefaults.ReleasedAgain) ? profile : null;
        }
    }

    private static Life Tell(ReleaseProfile profile, Dice dice, RegionMap regions, WorkingCalendar calendar, int seed)
    {
        var life = new Life(profile, dice, calendar, string.Create(CultureInfo.InvariantCulture, $"s{seed}-{profile.Index}-"));
        EndingLife.Register(life);
        EndingLife.PerhapsLeave(life);
        PractitionerLife.Live(life);
        OversightLife.LiveBefore(life, regions);
        AccommodationLife.Live(life);
        AppointmentLife.Live(life);
        OversightLife.LiveAfter(life, regions);
        SupportLife.Live(life);
        EndingLife.End(life);
        Mistakes.Make(life);
        return life;
    }

    /// <summary>After a fixed term the same person is released again, if that falls within the cohort.</summary>
    private static bool Returns(ReleaseProfile profile, DateOnly last) =>
        profile.Recall is { FixedTermDays: { } days } recall && LondonTime.Date(recall.RecalledAt).AddDays(days + 5) < last;
}
