using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Application.Telemetry;

/// <summary>
/// Publishes how many alerts stand with each practitioner: how much the service asks of people (alerts.md). To be run once a day; who they are is not published.
/// </summary>
/// <param name="queries">Lists of alerts.</param>
/// <param name="instruments">Where it is published.</param>
public sealed class AlertsOfPractitioners(ICaseQueries queries, Instruments instruments)
{
    private const int Page = 500;

    /// <summary>Counts and publishes; answers how many practitioners have alerts. Where nobody listens, nothing is read.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (!instruments.Cases.AreMeasured) return 0;
        var standing = new Dictionary<string, int>(StringComparer.Ordinal);
        var filter = new InboxFilter { For = Viewer.OfAll, AtMost = Page };
        while (await queries.InboxAsync(filter, cancellation) is { Count: > 0 } page)
        {
            foreach (var alert in page.Select(p => p.Alert).Where(Stands)) standing[alert.Owner.Id] = standing.GetValueOrDefault(alert.Owner.Id) + 1;
            filter = filter with { After = page[^1].Alert.Id };
        }

        foreach (var alerts in standing.Values) instruments.Cases.Load(alerts);
        return standing.Count;
    }

    private static bool Stands(Alert alert) =>
        alert is { Status: not (AlertStatus.Closed or AlertStatus.Dismissed), SuppressedBy: null, Owner.Role: Role.Practitioner };
}
