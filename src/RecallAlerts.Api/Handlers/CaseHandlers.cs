using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Audit;
using RecallAlerts.Api.Routing;
using RecallAlerts.Api.Words;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Handlers;

/// <summary>One case.</summary>
internal static class CaseHandlers
{
    public static async Task<IResult> GetAsync(ApiRequest request)
    {
        var now = request.Services.Now;
        if (await CaseAccess.FindAsync(request, request.Route("releaseId"), now) is not var (record, c)) return Problems.NotFound();
        var timeline = await request.Services.Queries.TimelineAsync(record.Id, request.Cancellation);
        var state = c.StateAt(now);
        return new Noted.Releases(Results.Ok(new
        {
            releaseId = record.Id.Value,
            watchId = record.WatchId,
            state = NameOf<WatchState>.Text(state),
            phase = state == WatchState.Watching ? NameOf<Phase>.Text(c.PhaseAt(now)) : null,
            registeredAt = record.RegisteredAt.ToString(),
            reviewedAt = record.ReviewedAt?.ToString(),
            nextWake = record.NextWake?.ToString(),
            release = JsonSerializer.SerializeToElement(JsonDocument.Parse(ReleaseWriter.Write(c.Release))),
            practitionerId = c.PractitionerInForce(now),
            alerts = record.Alerts.Where(a => a.Status != AlertStatus.Closed).OrderBy(a => a.Rule).ThenBy(a => a.Key, StringComparer.Ordinal)
                .Select(a => Shown.Alert(a, AlertWords.Of(a, c, now))),
            timeline = timeline.Select(f => new
            {
                eventId = f.EventId, type = f.Type, occurredAt = f.OccurredAt.ToString(), recordedAt = f.RecordedAt.ToString(), recordedBy = f.RecordedBy,
                data = JsonSerializer.Deserialize<JsonElement>(f.Data),
            }),
        }), [record.WatchId]);
    }
}
