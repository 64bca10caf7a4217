using RecallAlerts.Api.Access;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Handlers;

/// <summary>Finds cases for callers who may see them.</summary>
internal static class CaseAccess
{
    /// <summary>A case by releaseId or watchId as it is now; null when it is not there or not for this caller.</summary>
    public static async Task<(CaseRecord Record, Case Case)?> FindAsync(ApiRequest request, string id, Instant at)
    {
        var known = ReleaseId.TryParse(id, out var releaseId) ? releaseId : await request.Services.Cases.FindReleaseAsync(id, request.Cancellation);
        return known is null ? null : await FindAsync(request, known.Value, at);
    }

    /// <summary>A case for an act on one of its alerts: whom the alert was reassigned to may act on it without having the case.</summary>
    public static async Task<(CaseRecord Record, Case Case)?> FindForActAsync(ApiRequest request, ReleaseId id, AlertId alert)
    {
        var (services, now) = (request.Services, request.Services.Now);
        if (await FindAsync(request, id, now) is { } found) return found;
        var record = await services.Cases.FindAsync(id, request.Cancellation);
        var owner = record?.Alerts.FirstOrDefault(a => a.Id == alert)?.Owner;
        return owner is { } person && request.Caller.ActsAs() is { } self && (person == self || services.Directory.CoverOf(person, now) == self)
            ? (record!, record!.History.At(now, services.Policies.Of, services.Calendar))
            : null;
    }

    /// <summary>A case as it is at an instant; who may see it is decided by how it is now.</summary>
    public static async Task<(CaseRecord Record, Case Case)?> FindAsync(ApiRequest request, ReleaseId id, Instant at)
    {
        var services = request.Services;
        if (await services.Cases.FindAsync(id, request.Cancellation) is not { } record) return null;
        var now = services.Now;
        var today = record.History.At(now, services.Policies.Of, services.Calendar);
        if (!request.Caller.MaySee(today.Release, today.PractitionerInForce(now), p => services.Directory.CoverOf(p, now))) return null;
        return (record, at == now ? today : record.History.At(at, services.Policies.Of, services.Calendar));
    }
}
