using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Api.Pages.Releases;

/// <summary>Who looked at a release and what was done with it.</summary>
/// <param name="WatchId">The release.</param>
/// <param name="Crn">Whose.</param>
/// <param name="Entries">The entries of a page, in any order.</param>
public sealed record LookedModel(string WatchId, string Crn, IReadOnlyList<LookedEntry> Entries)
{
    /// <summary>The address of the page with what was before; null when this is the last.</summary>
    public string? Earlier { get; init; }

    /// <summary>Other releases of the person that the viewer may see: what was noted of these stands with them.</summary>
    public IReadOnlyList<OtherRelease> Others { get; init; } = [];

    /// <summary>The entries by local date, the latest first; what somebody did many times on a day for one reason stands once, with how often.</summary>
    public IReadOnlyList<LookedDay> Days =>
    [
        .. Entries.GroupBy(e => LondonTime.Date(e.At)).OrderByDescending(day => day.Key).Select(day => new LookedDay(
            day.Key,
            [.. day.GroupBy(e => e with { At = default }).Select(same => new LookedLine(same.MaxBy(e => e.At)!, same.Count()))
                .OrderByDescending(l => l.Last.At).ThenBy(l => l.Last.Who, StringComparer.Ordinal).ThenBy(l => l.Last.What, StringComparer.Ordinal).ThenBy(l => l.Last.Why, StringComparer.Ordinal)])),
    ];
}

/// <summary>Another release of a person.</summary>
/// <param name="WatchId">The release.</param>
/// <param name="ReleasedAt">When, UTC.</param>
public sealed record OtherRelease(string WatchId, Instant ReleasedAt);

/// <summary>An entry of the audit, in words.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Who">The name of the caller.</param>
/// <param name="Role">In which role.</param>
/// <param name="What">What was done: consulted, altered and so on.</param>
/// <param name="Why">The purpose: which page or act.</param>
public sealed record LookedEntry(Instant At, string Who, string Role, string What, string Why);

/// <summary>A day of entries.</summary>
/// <param name="Date">The local date.</param>
/// <param name="Lines">What was done on it, the latest first.</param>
public sealed record LookedDay(DateOnly Date, IReadOnlyList<LookedLine> Lines);

/// <summary>What somebody did on a day for one reason.</summary>
/// <param name="Last">The last time.</param>
/// <param name="Times">How often.</param>
public sealed record LookedLine(LookedEntry Last, int Times);
