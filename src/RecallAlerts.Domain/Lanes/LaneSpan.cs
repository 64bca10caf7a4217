using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Domain.Lanes;

/// <summary>Something that was so for a while.</summary>
/// <typeparam name="T">What was so.</typeparam>
/// <param name="From">From when, UTC.</param>
/// <param name="Until">Until when, exclusive, UTC.</param>
/// <param name="What">What was so.</param>
public sealed record LaneSpan<T>(Instant From, Instant Until, T What);

/// <summary>Makes spans of what changes at instants.</summary>
internal static class LaneSpans
{
    /// <summary>The spans between two instants, side by side: of changes at one instant the last counts, and what goes on as it was is one span.</summary>
    /// <param name="from">The first instant.</param>
    /// <param name="until">The instant after the last.</param>
    /// <param name="before">What was so before all changes.</param>
    /// <param name="changes">What became so, in order.</param>
    public static IReadOnlyList<LaneSpan<T>> Of<T>(Instant from, Instant until, T before, IEnumerable<(Instant At, T What)> changes)
    {
        var spans = new List<LaneSpan<T>>();
        var (since, what) = (from, before);
        foreach (var change in changes)
        {
            var at = Instant.Max(from, change.At);
            if (at >= until) break;
            Add(spans, since, at, what);
            (since, what) = (at, change.What);
        }

        Add(spans, since, until, what);
        return spans;
    }

    private static void Add<T>(List<LaneSpan<T>> spans, Instant from, Instant until, T what)
    {
        if (from >= until) return;
        if (spans is [.., var last] && EqualityComparer<T>.Default.Equals(last.What, what)) spans[^1] = last with { Until = until };
        else spans.Add(new LaneSpan<T>(from, until, what));
    }
}
