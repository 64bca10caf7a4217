using RecallAlerts.Api.Access;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Policies;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Api.Handlers;

/// <summary>A release with its weight.</summary>
/// <param name="Candidate">The release.</param>
/// <param name="Weight">Its weight; terms without the ids of alerts.</param>
internal sealed record WeighedCandidate(TriageCandidate Candidate, TriagedRelease Weight);

/// <summary>The order of a PDU's releases: made from a little of each, so that only a page of them is read in full.</summary>
/// <param name="services">The use cases.</param>
/// <param name="caller">Who looks: what is limited for them is not there.</param>
internal sealed class TriageOrder(ApiServices services, Caller caller)
{
    /// <summary>How many releases a page has.</summary>
    public const int Page = 50;

    /// <summary>Who looks, and when.</summary>
    public Viewer Viewer { get; } = caller.ViewerAt(services.Now);

    private readonly DateOnly _today = LondonTime.Date(services.Now);
    private readonly Policy _policy = services.Policies.General;

    /// <summary>All releases of a PDU with alerts that count, in order.</summary>
    public async Task<List<WeighedCandidate>> ReadAsync(string pdu, CancellationToken cancellation)
    {
        var candidates = await services.Queries.TriageAsync(pdu, Viewer, cancellation);
        var weighed = new List<WeighedCandidate>(candidates.Count);
        foreach (var c in candidates) weighed.Add(new WeighedCandidate(c, Weigh(c.ReleaseId, c.ReleasedAt, c.Rosh, c.Alerts)));
        weighed.Sort(static (a, b) => Triage.Order(a.Weight, b.Weight));
        return weighed;
    }

    /// <summary>The weight of a release that was read in full.</summary>
    public TriagedRelease Weigh(TriageCase c) => Weigh(c.Release.ReleaseId, c.Release.ReleasedAt, c.Release.Rosh, [.. c.Alerts.Select(TriageAlert.Of)]);

    private TriagedRelease Weigh(ReleaseId id, Instant releasedAt, Rosh rosh, IReadOnlyList<TriageAlert> alerts) =>
        Triage.Weigh(id, LondonTime.Date(releasedAt), rosh, alerts, _today, _policy);
}
