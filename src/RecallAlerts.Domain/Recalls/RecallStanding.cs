using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Recalls;

/// <summary>How a person stood when recalled, in the terms of statistics.</summary>
/// <param name="Rosh">Risk of serious harm at the recording of the recall.</param>
/// <param name="Region">The region at the recording of the recall.</param>
/// <param name="AtRelease">Where the person lived at the end of the day of release: none when nobody recorded it, or they had left.</param>
/// <param name="AtRecall">Where the person lived at the recall, as far as it was known then: none as above.</param>
/// <param name="DaysFromRelease">Local dates from the release to the recall.</param>
public sealed record RecallStanding(Rosh Rosh, string Region, AccommodationCategory AtRelease, AccommodationCategory AtRecall, int DaysFromRelease)
{
    /// <summary>The standing at a recall.</summary>
    /// <param name="c">The case at the recording of the recall.</param>
    /// <param name="recalledAt">The recall, UTC.</param>
    public static RecallStanding Of(Case c, Instant recalledAt) => new(
        c.Release.Rosh, c.Release.Region, AccommodationAtRelease(c), c.LatestAccommodation(recalledAt)?.Category ?? AccommodationCategory.None,
        LondonTime.Date(recalledAt).DayNumber - c.D.DayNumber);

    // Where somebody slept on the first night is often recorded days later: when it was recorded does not matter.
    private static AccommodationCategory AccommodationAtRelease(Case c)
    {
        var facts = c.Timeline.Accommodation.Where(f => f.OccurredAt < c.EndOfDay(0)).ToArray();
        var last = facts.LastOrDefault(f => f is AccommodationRecorded || !facts.Any(x => x is AccommodationRecorded && x.OccurredAt == f.OccurredAt));
        return last?.Category ?? AccommodationCategory.None;
    }
}
