using RecallAlerts.Api.Pages.MyCases;
using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Api.Pages.Releases.Timeline;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Api.Pages.Releases;

/// <summary>A release as somebody needs it who acts on it.</summary>
/// <param name="WatchId">The release.</param>
/// <param name="Crn">Whose.</param>
/// <param name="Standing">What one needs to know, by name.</param>
/// <param name="ToActOn">Alerts that nobody has taken on, worst first.</param>
/// <param name="InHand">Alerts that somebody acknowledged, snoozed or dismissed, worst first.</param>
/// <param name="Recalls">Its recalls.</param>
/// <param name="Timeline">Day 0 to today.</param>
/// <param name="Facts">What was recorded, the latest first.</param>
public sealed record ReleaseModel(
    string WatchId, string Crn, IReadOnlyList<NameAndValue> Standing, IReadOnlyList<AlertLine> ToActOn, IReadOnlyList<AlertLine> InHand, IReadOnlyList<RecallLink> Recalls,
    TimelineModel Timeline, IReadOnlyList<FactLine> Facts)
{
    /// <summary>What became of an act; null when none was made.</summary>
    public string? Done { get; init; }
}

/// <summary>A recall of the release.</summary>
/// <param name="RecallId">Its id.</param>
/// <param name="At">The moment of recall, UTC.</param>
/// <param name="IsWithdrawn">Whether it was withdrawn.</param>
public sealed record RecallLink(string RecallId, Instant At, bool IsWithdrawn);

/// <summary>Something that was recorded.</summary>
/// <param name="OccurredAt">When it happened, UTC.</param>
/// <param name="RecordedAt">When it was recorded, UTC.</param>
/// <param name="RecordedBy">By whom; null when nobody is named.</param>
/// <param name="Says">What it says.</param>
/// <param name="Note">Why it does not count; null when it counts.</param>
public sealed record FactLine(Instant OccurredAt, Instant RecordedAt, string? RecordedBy, string Says, string? Note);
