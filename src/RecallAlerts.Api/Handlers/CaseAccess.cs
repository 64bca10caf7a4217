using RecallAlerts.Api.Access;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Handlers;

/// <summary>
/// Finds cases for callers who may see them: by their role, and by the limits of the case. What is not there, what is somebody else's and what is limited
/// cost the same work, so that the time of an answer tells them apart no better than its words.
/// </summary>
internal static class CaseAccess
{
    private static readonly CaseHistory NotThere = new(
        new Release
        {
            Crn = new Crn("X000000"), ReleasedAt = new Instant(0), LicenceEndsOn = DateOnly.MaxValue, Region = "", Pdu = "", Rosh = Rosh.Low, Needs = [], ChecksRequired = [],
        },
        []);

    /// <summary>A case by releaseId or watchId as it is now; null when it is not there or not for this caller.</summary>
    public static async Task<(CaseRecord Record, Case Case)?> FindAsync(ApiRequest request, string id, Instant at)
    {
        var known = ReleaseId.TryParse(id, out var releaseId) ? releaseId : await request.Services.Cases.FindReleaseAsync(id, request.Cancellation);
        return await FindAsync(request, known ?? NotThere.Registered.Id, at);
    }

    /// <summary>A case for an act on one of its alerts: whom the alert was reassigned to may act on it without having the case, unless it is limited.</summary>
    public static async Task<(CaseRecord Record, Case Case)?> FindForActAsync(ApiRequest request, AlertId alert)
    {
        var (services, now) = (request.Services, request.Services.Now);
        var id = await services.Cases.FindReleaseAsync(alert, request.Cancellation) ?? NotThere.Registered.Id;
        if (await FindAsync(request, id, now) is { } found) return found;
        var record = await services.Cases.FindAsync(id, request.Cancellation);
        if (record is null || !request.Caller.ViewerAt(now).MaySee(record.History.Access)) return null;
        var owner = record.Alerts.FirstOrDefault(a => a.Id == alert)?.Owner;
        return owner is { } person && request.Caller.ActsAs() is { } self && (person == self || services.Directory.CoverOf(person, now) == self)
            ? (record, record.History.At(now, services.Policies.Of, services.Calendar))
            : null;
    }

    /// <summary>A case as it is at an instant; who may see it is decided by how it is now.</summary>
    public static async Task<(CaseRecord Record, Case Case)?> FindAsync(ApiRequest request, ReleaseId id, Instant at)
    {
        var (services, now) = (request.Services, request.Services.Now);
        var record = await services.Cases.FindAsync(id, request.Cancellation);
        var history = record?.History ?? NotThere;
        var today = history.At(now, services.Policies.Of, services.Calendar);
        var isShown = request.Caller.MaySee(today.Release, today.PractitionerInForce(now), p => services.Directory.CoverOf(p, now));
        var isKeptFrom = !request.Caller.ViewerAt(now).MaySee(history.Access);
        if (record is null || !isShown || isKeptFrom) return null;
        return (record, at == now ? today : history.At(at, services.Policies.Of, services.Calendar));
    }
}
