using RecallAlerts.Api.Pages.Acts;
using RecallAlerts.Api.Routing;
using RecallAlerts.Api.Words;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Pages.MyCases;

/// <summary>What a practitioner has to know today.</summary>
/// <param name="Changes">What happened since the last working day, the latest first.</param>
/// <param name="ChangedSince">The start of that day, UTC.</param>
/// <param name="Cases">Releases with alerts of the practitioner or of whom they cover, the worst first.</param>
/// <param name="Upcoming">What comes in the next days if nothing more is recorded.</param>
/// <param name="Held">How many watched releases they hold in all, with those of whom they cover.</param>
/// <param name="Covered">Whom they stand in for.</param>
public sealed record MyCasesModel(
    IReadOnlyList<ChangeLine> Changes, Instant ChangedSince, IReadOnlyList<AlertedCase> Cases, IReadOnlyList<UpcomingLine> Upcoming, int Held, IReadOnlyList<Person> Covered)
{
    /// <summary>What became of an act; null when none was made.</summary>
    public string? Done { get; init; }
}

/// <summary>Something that happened to an alert.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="WatchId">The release.</param>
/// <param name="Crn">Whose.</param>
/// <param name="Says">What happened, in words.</param>
/// <param name="Severity">How much it matters; null of what has closed and was not simply never done, which matters no more.</param>
public sealed record ChangeLine(Instant At, string WatchId, string Crn, string Says, Severity? Severity);

/// <summary>A release with its alerts.</summary>
/// <param name="WatchId">The release.</param>
/// <param name="Crn">Whose.</param>
/// <param name="Day">Days since release; negative before it.</param>
/// <param name="ReleasedAt">When, UTC.</param>
/// <param name="Rosh">Risk of serious harm.</param>
/// <param name="Flags">MAPPA level and child protection, where known.</param>
/// <param name="Alerts">Its alerts, worst first.</param>
public sealed record AlertedCase(string WatchId, string Crn, int Day, Instant ReleasedAt, Rosh Rosh, IReadOnlyList<string> Flags, IReadOnlyList<AlertLine> Alerts)
{
    /// <summary>Those of its alerts that are dismissed: kept apart until they close.</summary>
    public IReadOnlyList<AlertLine> Dismissed => [.. Alerts.Where(l => l.Alert.Status == AlertStatus.Dismissed)];
}

/// <summary>An alert as a practitioner reads it.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Title">Its rule in words.</param>
/// <param name="Says">What is wrong.</param>
/// <param name="ClearedBy">What would clear it.</param>
public sealed record AlertLine(Alert Alert, string Title, string Says, string ClearedBy)
{
    /// <summary>What the reader may do to it.</summary>
    public AllowedActs May { get; init; } = AllowedActs.None;

    /// <summary>What was said when it was acknowledged, snoozed or dismissed, and by whom; null where nothing was, or where it is not read.</summary>
    public string? Answered { get; init; }

    /// <summary>An alert in the words that fit its case, with what the caller may do to it.</summary>
    internal static AlertLine Of(ApiRequest request, Alert alert, Case c, Instant now)
    {
        var words = AlertWords.Of(alert, c, now);
        return new AlertLine(alert, AlertWords.TitleOf(alert, c, now), words.Says, words.ClearedBy) { May = AllowedActs.Of(request, alert, c, now) };
    }
}

/// <summary>Something that comes.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="WatchId">The release.</param>
/// <param name="Crn">Whose.</param>
/// <param name="Says">What comes.</param>
/// <param name="Severity">How much it will matter; null for an appointment.</param>
public sealed record UpcomingLine(Instant At, string WatchId, string Crn, string Says, Severity? Severity);
