using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;

namespace RecallAlerts.Application.Exports;

/// <summary>A recall as it is stored, with the names that an export must not show.</summary>
public sealed record StoredRecall
{
    /// <summary>The person. Personal data.</summary>
    public required string Crn { get; init; }

    /// <summary>The release. Personal data.</summary>
    public required string ReleaseId { get; init; }

    /// <summary>The recall. Personal data.</summary>
    public required string RecallId { get; init; }

    /// <summary>The moment of release, UTC.</summary>
    public required Instant ReleasedAt { get; init; }

    /// <summary>The moment of the recall, UTC.</summary>
    public required Instant RecalledAt { get; init; }

    /// <summary>When the recall was recorded, UTC.</summary>
    public required Instant RecordedAt { get; init; }

    /// <summary>Days from the release to the recall, by local dates.</summary>
    public required int DaysFromRelease { get; init; }

    /// <summary>Slug of the region at the recall.</summary>
    public required string Region { get; init; }

    /// <summary>The official type; null when it was not sent.</summary>
    public required string? Type { get; init; }

    /// <summary>Whether the recall was withdrawn.</summary>
    public required bool IsWithdrawn { get; init; }

    /// <summary>The official reasons, joined by ';'.</summary>
    public required string RecordedReasons { get; init; }

    /// <summary>The classifier's primary reason.</summary>
    public required RecallReason MachinePrimary { get; init; }

    /// <summary>The classifier's other reasons, written names joined by ';'.</summary>
    public required string MachineSecondary { get; init; }

    /// <summary>A person's primary reason; null when nobody confirmed or replaced the answer.</summary>
    public required RecallReason? PersonPrimary { get; init; }

    /// <summary>A person's other reasons, written names joined by ';'; null as above.</summary>
    public required string? PersonSecondary { get; init; }

    /// <summary>The classifier's confidence, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Whether a person should look.</summary>
    public required bool NeedsReview { get; init; }

    /// <summary>The version of the classifier.</summary>
    public required string Classifier { get; init; }

    /// <summary>The version of the policy.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>Risk of serious harm at the recall.</summary>
    public required Rosh Rosh { get; init; }

    /// <summary>Where the person lived at the end of the day of release.</summary>
    public required AccommodationCategory AtRelease { get; init; }

    /// <summary>Where the person lived at the recall.</summary>
    public required AccommodationCategory AtRecall { get; init; }

    /// <summary>Whole hours of warning; null when there was none.</summary>
    public required long? LeadTimeHours { get; init; }

    /// <summary>Alerts open at the recall.</summary>
    public required int AlertsOpen { get; init; }
}

/// <summary>A release as it is stored, with the names that an export must not show.</summary>
/// <param name="Crn">The person. Personal data.</param>
/// <param name="ReleaseId">The release. Personal data.</param>
/// <param name="Region">Slug of the region in force.</param>
/// <param name="Rosh">Risk of serious harm in force.</param>
/// <param name="State">Whether it is watched.</param>
/// <param name="Outcomes">What became of it.</param>
/// <param name="HighAlerts">Alerts that opened as high or urgent by the end of day 28.</param>
/// <param name="PolicyVersion">The policy of its last review.</param>
public sealed record StoredRelease(
    string Crn, string ReleaseId, string Region, Rosh Rosh, WatchState State, ReleaseOutcomes Outcomes, int HighAlerts, string PolicyVersion);

/// <summary>
/// Where exports read from: in pages, in an order that says nothing of people or of arrival, with as much memory for a million rows as for a
/// thousand. Each page is of one moment; an export is not: what is recorded while it runs may or may not be in it, and nothing is in it twice.
/// </summary>
public interface IExportSource
{
    /// <summary>Recalls of a scope, by the date of the recall.</summary>
    IAsyncEnumerable<IReadOnlyList<StoredRecall>> RecallsAsync(ExportScope scope, CancellationToken cancellation);

    /// <summary>Releases of a scope that have happened by now and were not replaced, by the date of the release.</summary>
    IAsyncEnumerable<IReadOnlyList<StoredRelease>> ReleasesAsync(ExportScope scope, Instant now, CancellationToken cancellation);
}
