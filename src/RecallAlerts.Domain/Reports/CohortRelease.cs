using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Domain.Reports;

/// <summary>The classified recall of a release, as far as figures need it.</summary>
/// <param name="RecalledAt">When, UTC.</param>
/// <param name="Primary">The primary reason, a person's before the classifier's.</param>
/// <param name="Secondary">Further reasons.</param>
/// <param name="IsWarned">Whether a high or urgent alert of the right kind was open.</param>
public sealed record CohortRecall(Instant RecalledAt, RecallReason Primary, IReadOnlyList<RecallReason> Secondary, bool IsWarned);

/// <summary>A release of a quarter, as far as figures need it.</summary>
/// <param name="WatchId">The release, in a form that shows nobody.</param>
/// <param name="Region">Slug of the region in force.</param>
/// <param name="ReleasedAt">The moment of release, UTC.</param>
/// <param name="Outcomes">What became of it.</param>
/// <param name="Recall">Its first recall that stands; null when there is none, or it is not classified.</param>
/// <param name="IsWarnedWhenCompared">Of a release that was not recalled: whether such an alert was open when compared; null when it is not compared.</param>
public sealed record CohortRelease(
    string WatchId, string Region, Instant ReleasedAt, ReleaseOutcomes Outcomes, CohortRecall? Recall = null, bool? IsWarnedWhenCompared = null);
