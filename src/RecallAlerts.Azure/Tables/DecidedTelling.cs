using Azure.Data.Tables;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables;

/// <summary>
/// What a delivery decided of a telling, a row for each: that a row can be inserted once is why nobody is told twice. Rows are read by the
/// release, whoever the audience is. The notification log.
/// </summary>
/// <param name="Alert">The alert.</param>
/// <param name="Role">The role of the telling.</param>
/// <param name="At">The change that tells, UTC.</param>
/// <param name="Time">How many decisions there were before of this telling: what was put off is decided again.</param>
/// <param name="DecidedAt">When, UTC.</param>
/// <param name="Outcome">told, put off or cancelled, with the reason.</param>
/// <param name="MessageId">The message that told; null when none did.</param>
/// <param name="Instead">What waits instead; null when nothing does.</param>
internal sealed record DecidedTelling(
    AlertId Alert, TellingRole Role, Instant At, int Time, Instant DecidedAt, string Outcome, string? MessageId, Telling? Instead)
{
    /// <summary>When it was decided, which is looked for.</summary>
    public const string Since = "decided";

    public static async Task<IReadOnlyList<DecidedTelling>> ReadAsync(TableClient overall, string watchId, CancellationToken cancellation) =>
        [.. (await overall.ReadAsync(Requests.Under(StoreTables.OverallPartition, RowKeys.Decided(watchId)), cancellation)).Select(row => row.ReadJson<DecidedTelling>())];

    /// <summary>Alerts with their tellings as deliveries left them; the same list where nothing was decided.</summary>
    public static IReadOnlyList<Alert> Apply(IReadOnlyList<DecidedTelling> decided, IReadOnlyList<Alert> alerts)
    {
        if (decided.Count == 0) return alerts;
        var latest = Latest(decided);
        if (!alerts.Any(a => a.Tellings.Any(t => IsNews(latest, a.Id, t)))) return alerts;
        return [.. alerts.Select(a => a.Tellings.Any(t => IsNews(latest, a.Id, t)) ? a with { Tellings = [.. Apply(latest, a)] } : a)];
    }

    /// <summary>The latest decision of each telling.</summary>
    public static Dictionary<(AlertId, TellingRole, Instant), DecidedTelling> Latest(IReadOnlyList<DecidedTelling> decided)
    {
        var latest = new Dictionary<(AlertId, TellingRole, Instant), DecidedTelling>();
        foreach (var d in decided.OrderBy(d => d.Time)) latest[(d.Alert, d.Role, d.At)] = d;
        return latest;
    }

    public TableEntity Write(string watchId)
    {
        var row = new TableEntity(StoreTables.OverallPartition, $"{RowKeys.Decided(watchId)}{Alert.Value}|{(int)Role}|{RowKeys.Time(At)}|{Time}") { [Since] = DecidedAt.Seconds };
        row.PutJson(this);
        return row;
    }

    private static IEnumerable<Telling> Apply(Dictionary<(AlertId, TellingRole, Instant), DecidedTelling> latest, Alert a)
    {
        foreach (var telling in a.Tellings)
        {
            if (Find(latest, a.Id, telling) is not { } decided) yield return telling;
            else if (decided.Instead is { } instead) yield return telling.PutOff ? telling : instead;
        }
    }

    // What was put off stays as a review left it since.
    private static bool IsNews(Dictionary<(AlertId, TellingRole, Instant), DecidedTelling> latest, AlertId alert, Telling t) =>
        Find(latest, alert, t) is { } decided && (decided.Instead is null || !t.PutOff);

    private static DecidedTelling? Find(Dictionary<(AlertId, TellingRole, Instant), DecidedTelling> latest, AlertId alert, Telling t) =>
        latest.GetValueOrDefault((alert, t.Role, t.At));
}
