using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Azure.Tables.People;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Azure.Tables;

/// <summary>A case as one query read it.</summary>
/// <param name="Head">The release row.</param>
/// <param name="ETag">Guards the next commit.</param>
/// <param name="Record">The case, in which tellings that a delivery decided are as it left them.</param>
/// <param name="Alerts">Its alerts as they are stored.</param>
/// <param name="FactKeys">Keys of its facts.</param>
internal sealed record StoredCase(CaseHead Head, ETag ETag, CaseRecord Record, IReadOnlyList<Alert> Alerts, IReadOnlySet<string> FactKeys)
{
    /// <summary>What deliveries decided of tellings that the alerts still have.</summary>
    public IReadOnlyList<DecidedTelling> Decided { get; init; } = [];

    /// <summary>Who may see it after the commit that is made on it, as <see cref="AccessJson"/>.</summary>
    public string? Access { get; init; } = Head.Access;
}

/// <summary>Reads the partition of a release.</summary>
/// <param name="tables">The tables.</param>
internal sealed class CasePartition(StoreTables tables)
{
    private const int MostTries = 20;

    // Narratives stay where they are: a review does not need them.
    internal static readonly string[] Columns = ["PartitionKey", "RowKey", FactRows.Version, FactRows.Subject, Tombstones.Erased, .. LongText.JsonParts];

    // A telling is decided when it is due; one of class high also before, with another. Clocks of two machines may differ by this.
    private const long ClocksDiffer = 60;

    /// <summary>A case; null when it is not registered. One query, and one more when tellings wait that may have been decided.</summary>
    public async Task<StoredCase?> LoadAsync(string watchId, CancellationToken cancellation) =>
        await ReadAsync(watchId, cancellation) is { } stored ? await WithDecidedAsync(stored, cancellation) : null;

    /// <summary>A case as it was read with what deliveries decided of its tellings.</summary>
    private async Task<StoredCase> WithDecidedAsync(StoredCase stored, CancellationToken cancellation)
    {
        var by = tables.Now.PlusSeconds(ClocksDiffer);
        if (!stored.Alerts.Any(a => a.Tellings.Any(t => t.Class is null or TellingClass.High || t.DueAt <= by))) return stored;
        var decided = await DecidedTelling.ReadAsync(tables.Overall, stored.Head.WatchId, cancellation);
        return stored with { Decided = decided, Record = stored.Record with { Alerts = DecidedTelling.Apply(decided, stored.Alerts) } };
    }

    /// <summary>Whether a delivery decided of tellings of a case since it was read.</summary>
    public async Task<bool> IsDecidedAnewAsync(StoredCase stored, CancellationToken cancellation)
    {
        var known = stored.Decided.ToHashSet();
        var waiting = stored.Record.Alerts.SelectMany(a => a.Tellings.Select(t => (a.Id, t.Role, t.At))).ToHashSet();
        return (await DecidedTelling.ReadAsync(tables.Overall, stored.Head.WatchId, cancellation)).Any(d => !known.Contains(d) && waiting.Contains((d.Alert, d.Role, d.At)));
    }

    /// <summary>The release row; null when the release is not registered.</summary>
    public async Task<(CaseHead Head, ETag ETag)?> FindHeadAsync(string watchId, CancellationToken cancellation) =>
        await tables.Cases.FindAsync(watchId, RowKeys.Head, cancellation) is { } row && !row.IsErased() ? (row.ReadJson<CaseHead>(), row.ETag) : null;

    /// <summary>A filter of the rows that a review reads.</summary>
    internal static string OfCase(string watchId) => TableClient.CreateQueryFilter($"PartitionKey eq {watchId} and RowKey lt {RowKeys.EndOfCase}");

    /// <summary>
    /// A case by one query, its tellings as they are stored: for who decides nothing about them. A query of several pages may see alerts of a later
    /// commit than its release row: then it is asked again.
    /// </summary>
    public async Task<StoredCase?> ReadAsync(string watchId, CancellationToken cancellation)
    {
        var filter = OfCase(watchId);
        for (var i = 0; i < MostTries; i++)
        {
            var rows = await tables.Cases.ReadAsync(filter, cancellation, Columns);
            if (rows.Find(r => r.RowKey == RowKeys.Head) is not { } head || head.IsErased()) return null;
            var alerts = rows.Find(r => r.RowKey == RowKeys.Alerts);
            var read = head.ReadJson<CaseHead>();
            if (alerts is null || alerts.GetInt64(FactRows.Version) <= read.Version) return Read(read, head.ETag, alerts, rows);
        }

        throw Requests.Contended();
    }

    /// <summary>Whether any row is of a later commit than the release row, as of several pages the later may be. Facts say by themselves whether it makes them visible.</summary>
    internal static bool IsOfLaterCommit(List<TableEntity> rows, CaseHead head) => rows.Exists(r => r.RowKey[0] is not ('f' or 'g') && r.GetInt64(FactRows.Version) > head.Version);

    internal static StoredCase Read(CaseHead head, ETag etag, TableEntity? alertsRow, List<TableEntity> rows)
    {
        var facts = FactRows.Visible(rows, head);
        IReadOnlyList<Alert> alerts = alertsRow is null ? [] : alertsRow.ReadJson<List<Alert>>();
        var record = new CaseRecord
        {
            Id = head.Id,
            WatchId = head.WatchId,
            RegisteredAt = head.RegisteredAt,
            History = new CaseHistory(ReadBody(head.Body), [.. facts.Values.Select(row => row.ReadJson<StoredFact>().Read())]),
            Version = head.Version,
            Pdu = head.Summary.Pdu,
            Alerts = alerts,
            Recorders = new Recorders(head.Recorders),
            PendingSince = head.PendingSince,
            NextWake = head.NextWake,
            ReviewedAt = head.ReviewedAt,
            ReviewedUnder = head.ReviewedUnder,
            Outcomes = head.Outcomes,
        };
        return new StoredCase(head, etag, record, alerts, facts.Keys.ToHashSet(StringComparer.Ordinal));
    }

    internal static Release ReadBody(string body)
    {
        using var document = JsonDocument.Parse(body);
        var (release, problem) = ReleaseReader.Read(document.RootElement, "", InstantLimits.None);
        return release ?? throw new TableStoreException(TableProblem.Unreadable, $"A stored release cannot be read: {problem!.Field} {problem.Reason}.");
    }
}
