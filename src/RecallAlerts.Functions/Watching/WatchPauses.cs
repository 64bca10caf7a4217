namespace RecallAlerts.Functions.Watching;

/// <summary>How long a watch waits beyond what it was told.</summary>
internal static class WatchPauses
{
    private const int MostJitter = 120;

    // Alerts wait for a review; for the reason of a recall nobody waits.
    private static readonly (TimeSpan First, TimeSpan Most) Review = (TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(15));
    private static readonly (TimeSpan First, TimeSpan Most) Classification = (TimeSpan.FromMinutes(1), TimeSpan.FromHours(6));

    /// <summary>The pause before a next look that was already due when it was answered: an answer that is always late must not become a busy loop.</summary>
    public static readonly TimeSpan Overdue = TimeSpan.FromMinutes(1);

    /// <summary>0 to 120 s, by the watchId: thresholds fall on 09:00 and 17:00 for everybody.</summary>
    public static TimeSpan Jitter(string watchId)
    {
        var hash = watchId.Aggregate(2_166_136_261u, (h, c) => unchecked((h ^ c) * 16_777_619u));
        return TimeSpan.FromSeconds(hash % (MostJitter + 1));
    }

    /// <summary>The pause after a review that failed: as long as reviews have failed so far, so that pauses double.</summary>
    public static TimeSpan AfterReview(TimeSpan failing) => Within(failing, Review);

    /// <summary>The pause after a classification that failed, likewise.</summary>
    public static TimeSpan AfterClassification(TimeSpan failing) => Within(failing, Classification);

    private static TimeSpan Within(TimeSpan pause, (TimeSpan First, TimeSpan Most) limits) =>
        pause < limits.First ? limits.First : pause > limits.Most ? limits.Most : pause;
}
