using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Azure.Tables;

/// <summary>A release in the index: what lists and the proof of watch need. Its alerts are those that are not closed, without tellings: these change by deliveries.</summary>
internal sealed record IndexedCase(
    ReleaseId Id, string WatchId, long Version, Instant ReleasedAt, StoredSummary Summary, Instant? NextWake, string? ReviewedUnder, Instant? RecallPending,
    IReadOnlyList<Alert> Alerts)
{
    /// <summary>Who may see it, as <see cref="AccessJson"/>; null when it is open.</summary>
    public string? Access { get; init; }

    /// <summary>Whether a recall was ever seen of it, withdrawn or not: only then is there anything to answer.</summary>
    public bool HasRecalls { get; init; }
}

/// <summary>What of a release concerns one person: the tellings that wait for them, and their alerts of which somebody may be told.</summary>
internal sealed record OwnedRow(ReleaseId Id, string WatchId, string Pdu, Person Person, long Version, IReadOnlyList<IndexedTelling> Waiting, IReadOnlyList<OwnedAlert> Owned)
{
    /// <summary>Who may see the release, as <see cref="AccessJson"/>; null when it is open.</summary>
    public string? Access { get; init; }
}

/// <summary>A telling that waits, with the alert as it stood.</summary>
internal sealed record IndexedTelling(AlertId Alert, Telling Telling, int Time, AlertStatus Status, RuleId? SuppressedBy, Severity Severity);

/// <summary>An alert of a person, and the telling of its owner that waits; null when none does.</summary>
internal sealed record OwnedAlert(AlertId Alert, Instant? OwnerTelling);

/// <summary>Rows of the index. All of a release carry its watchId.</summary>
internal static class IndexRows
{
    public const string WatchId = "watchId";

    public const string ReleaseId = "releaseId";

    public const string State = "state";

    public const string NextWake = "nextWake";

    public const string Under = "reviewedUnder";

    public const string TellAt = "tellAt";

    public const string ForPerson = "person";

    public const string Since = "since";

    /// <summary>Whether who may see it is limited, now or to come.</summary>
    public const string IsLimited = "limited";

    /// <summary>The row of a version: an ended release with nothing to come is apart.</summary>
    public static Indexed Of(CaseHead head) => new(
        head.Summary.State == WatchState.Ended && head.NextWake is null
            ? RowKeys.Ended(head.Summary.Pdu, head.WatchId, head.Version) : RowKeys.Watch(head.Summary.Pdu, head.WatchId, head.Version),
        head.NextWake);

    public static long VersionOf(string key) => long.Parse(key.AsSpan(key.LastIndexOf('|') + 1), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);

    public static TableEntity Case(CaseHead head, Instant releasedAt, IReadOnlyList<Alert> alerts)
    {
        var row = Row(head, head.Indexed.Key);
        row[State] = (int)head.Summary.State;
        if (head.NextWake is { } wake) row[NextWake] = wake.Seconds;
        if (head.ReviewedUnder is { } under) row[Under] = under;
        if (head.Access is not null) row[IsLimited] = true;
        var open = alerts.Where(a => a.Status != AlertStatus.Closed).OrderBy(a => a.Id).Select(a => a.Tellings.Count == 0 ? a : a with { Tellings = [] });
        row.PutJson(new IndexedCase(
            head.Id, head.WatchId, VersionOf(head.Indexed.Key), releasedAt, head.Summary, head.NextWake, head.ReviewedUnder, head.RecallPending, [.. open])
        {
            Access = head.Access,
            HasRecalls = head.RecallPending is not null || head.RecallsIndexed is not null,
        });
        return row;
    }

    /// <summary>A row for each person whom alerts concern.</summary>
    public static IEnumerable<TableEntity> Owned(CaseHead head, IReadOnlyList<Alert> alerts, IReadOnlyList<DecidedTelling> decided)
    {
        var latest = DecidedTelling.Latest(decided);
        int TimeOf(Alert a, Telling t) => latest.TryGetValue((a.Id, t.Role, t.At), out var d) ? d.Time + 1 : 0;
        foreach (var person in PeopleOf(alerts))
        {
            var waiting = from a in alerts.OrderBy(a => a.Id) from t in a.Tellings.OrderBy(t => t.Role) where t.Audience == person select new IndexedTelling(a.Id, t, TimeOf(a, t), a.Status, a.SuppressedBy, a.Severity);
            var owned = alerts.Where(a => a.IsDeliverable && a.Owner == person).OrderBy(a => a.Id).Select(a => new OwnedAlert(a.Id, a.Tellings.FirstOrDefault(t => t.Role == TellingRole.Owner)?.At));
            yield return Owned(new OwnedRow(head.Id, head.WatchId, head.Summary.Pdu, person, VersionOf(head.Indexed.Key), [.. waiting], [.. owned]) { Access = head.Access });
        }
    }

    /// <summary>Whether a row is of the index of one release.</summary>
    public static bool IsOfRelease(TableEntity row) => row.ContainsKey(WatchId);

    public static TableEntity Owned(OwnedRow owned)
    {
        var row = new TableEntity(StoreTables.OverallPartition, RowKeys.Owned(owned.Person, owned.WatchId)) { [WatchId] = owned.WatchId, [ForPerson] = StoredJson.Write(owned.Person) };
        if (owned.Waiting.Count > 0) row[TellAt] = owned.Waiting.Min(w => w.Telling.DueAt.Seconds);
        row.PutJson(owned);
        return row;
    }

    /// <summary>Whom alerts concern: who is to be told, and whose they are until they are closed.</summary>
    public static IEnumerable<Person> PeopleOf(IReadOnlyList<Alert> alerts) =>
        alerts.SelectMany(a => a.Tellings.Select(t => t.Audience)).Concat(alerts.Where(a => a.Status != AlertStatus.Closed).Select(a => a.Owner)).Distinct();

    /// <summary>A row for each person whose alerts are or were at a release: it stays when they are closed.</summary>
    public static IEnumerable<TableEntity> Owners(CaseHead head, IEnumerable<Alert> alerts) => alerts.Select(a => a.Owner).Distinct().Select(owner => Row(head, RowKeys.Owner(owner, head.WatchId)));

    public static TableEntity Guard(CaseHead head, string guard, Instant since) => Guard(head.Id, head.WatchId, guard, since);

    /// <summary>Says that a release is to be looked at; written before the commit that makes it so.</summary>
    public static TableEntity Guard(ReleaseId id, string watchId, string guard, Instant since) =>
        new(StoreTables.OverallPartition, RowKeys.Guard(watchId, guard)) { [WatchId] = watchId, [ReleaseId] = id.Value, [Since] = since.Seconds };

    public static TableEntity OfCrn(ReleaseId id, string watchId, string crnKey) =>
        new(StoreTables.OverallPartition, RowKeys.OfCrn(crnKey, watchId)) { [WatchId] = watchId, [ReleaseId] = id.Value };

    public static TableEntity Released(CaseHead head, Instant at)
    {
        var row = Row(head, RowKeys.Released(at, head.WatchId));
        row["releasedAt"] = at.Seconds;
        return row;
    }

    public static TableEntity OfAlert(CaseHead head, AlertId alert) => Row(head, RowKeys.OfAlert(alert));

    private static TableEntity Row(CaseHead head, string key) =>
        new(StoreTables.OverallPartition, key) { [WatchId] = head.WatchId, [ReleaseId] = head.Id.Value };
}
