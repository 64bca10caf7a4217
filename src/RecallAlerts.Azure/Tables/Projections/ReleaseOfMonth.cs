using Azure.Data.Tables;
using RecallAlerts.Application.Exports;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Azure.Tables.Projections;

/// <summary>A release as exports, reports and comparisons read it: as of its last review.</summary>
internal sealed record ReleaseOfMonth
{
    /// <summary>Where it stands. The month is that of the moment of release, which never changes.</summary>
    public required MonthKey Key { get; init; }

    /// <summary>The person. Personal data.</summary>
    public required string Crn { get; init; }

    /// <summary>The release. Personal data.</summary>
    public required string ReleaseId { get; init; }

    /// <summary>The moment of release, UTC.</summary>
    public required Instant ReleasedAt { get; init; }

    /// <summary>Slug of the region in force.</summary>
    public required string Region { get; init; }

    /// <summary>Risk of serious harm in force.</summary>
    public required Rosh Rosh { get; init; }

    /// <summary>Whether it is watched.</summary>
    public required WatchState State { get; init; }

    /// <summary>Versions of policy and calendar of the review.</summary>
    public required string ReviewedUnder { get; init; }

    /// <summary>From when the watch is ended by what is known, UTC; null where nobody asked.</summary>
    public Instant? WatchEndsAt { get; init; }

    /// <summary>What became of it; null when it was never written.</summary>
    public ReleaseOutcomes? Outcomes { get; init; }

    /// <summary>Alerts that opened as high or urgent by the end of day 28.</summary>
    public int HighAlerts { get; init; }

    /// <summary>A bit for each rule that ever had an alert: only these have moments.</summary>
    public long Rules { get; init; }

    /// <summary>Whether any of some rules ever had an alert.</summary>
    public bool HasAny(IEnumerable<RuleId> rules) => rules.Any(rule => ((Rules >> (int)rule) & 1) != 0);

    /// <summary>The release as an export has it.</summary>
    public StoredRelease Exported => new(Crn, ReleaseId, Region, Rosh, State, Outcomes!, HighAlerts, PolicyOf(ReviewedUnder));

    /// <summary>The row.</summary>
    public TableEntity ToEntity() => new(StoreTables.OverallPartition, Key.RowKey)
    {
        [IndexRows.WatchId] = Key.WatchId,
        ["crn"] = Crn,
        ["releaseId"] = ReleaseId,
        ["releasedAt"] = ReleasedAt.Seconds,
        ["region"] = Region,
        ["rosh"] = (int)Rosh,
        ["state"] = (int)State,
        ["under"] = ReviewedUnder,
        ["watchEndsAt"] = WatchEndsAt?.Seconds,
        ["outcomes"] = Outcomes is null ? null : StoredJson.Write(Outcomes),
        ["high"] = HighAlerts,
        ["rules"] = Rules,
    };

    /// <summary>Reads a row.</summary>
    public static ReleaseOfMonth Of(TableEntity e) => new()
    {
        Key = MonthKey.Of(e.RowKey),
        Crn = e.GetString("crn"),
        ReleaseId = e.GetString("releaseId"),
        ReleasedAt = new Instant(e.GetInt64("releasedAt")!.Value),
        Region = e.GetString("region"),
        Rosh = (Rosh)e.GetInt32("rosh")!.Value,
        State = (WatchState)e.GetInt32("state")!.Value,
        ReviewedUnder = e.GetString("under"),
        WatchEndsAt = e.GetInt64("watchEndsAt") is { } at ? new Instant(at) : null,
        Outcomes = e.GetString("outcomes") is { } json ? StoredJson.Read<ReleaseOutcomes>(json) : null,
        HighAlerts = e.GetInt32("high")!.Value,
        Rules = e.GetInt64("rules")!.Value,
    };

    // Versions of policy and calendar, joined.
    private static string PolicyOf(string reviewedUnder) => reviewedUnder.IndexOf('|', StringComparison.Ordinal) is >= 0 and var at ? reviewedUnder[..at] : reviewedUnder;
}
