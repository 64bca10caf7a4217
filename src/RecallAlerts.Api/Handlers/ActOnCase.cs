using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Handlers;

/// <summary>An act on an alert by a caller, however it was asked for: by a call or by a form.</summary>
internal static class ActOnCase
{
    /// <summary>An alert that the caller may act on.</summary>
    /// <param name="Id">The alert.</param>
    /// <param name="ReleaseId">Its release.</param>
    /// <param name="Record">The case as stored.</param>
    /// <param name="Case">The case as in force.</param>
    public sealed record Found(AlertId Id, ReleaseId ReleaseId, CaseRecord Record, Case Case);

    /// <summary>What became of an act.</summary>
    /// <param name="Outcome">Done, unchanged or refused.</param>
    /// <param name="Alert">The alert after it.</param>
    /// <param name="Case">The case after it.</param>
    public sealed record Acted(ActOutcome Outcome, Alert Alert, Case Case)
    {
        /// <summary>The release.</summary>
        public required string WatchId { get; init; }
    }

    /// <summary>Finds an alert for an act; null when it is not there or not for this caller.</summary>
    public static async Task<Found?> FindAsync(ApiRequest request, string alertId)
    {
        if (!AlertId.TryParse(alertId, out var id)) return null;
        return await CaseAccess.FindForActAsync(request, id) is var (record, c) ? new Found(id, record.Id, record, c) : null;
    }

    /// <summary>Acts, reviews the case right after, and tells its watch; null when the alert is gone.</summary>
    public static async Task<Acted?> RunAsync(ApiRequest request, Found found, Act act, Instant now)
    {
        var services = request.Services;
        var answer = await services.Acts.RunAsync(found.Id, act, now, request.Cancellation, services.Directory.CoveredBy(act.By, now), request.By);
        if (answer.Outcome is ActOutcome.Done) await services.Reviews.RunAsync([found.ReleaseId], now, request.Cancellation);
        var record = (await services.Cases.FindAsync(found.ReleaseId, request.Cancellation))!;
        if (answer.Outcome is ActOutcome.Done) await services.Watches.LookAsync([new Look(record.WatchId, now, Gathers: false)], request.Cancellation);
        if (record.Alerts.FirstOrDefault(a => a.Id == found.Id) is not { } alert || answer.Outcome is not { } outcome) return null;
        return new Acted(outcome, alert, record.History.At(now, services.Policies.Of, services.Calendar)) { WatchId = record.WatchId };
    }
}
