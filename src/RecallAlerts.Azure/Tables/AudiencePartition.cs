using Azure;
using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Azure.Tables;

/// <summary>A telling that waits, where it was read.</summary>
internal sealed record FoundTelling(OwnedRow Row, IndexedTelling Indexed)
{
    public WaitingTelling Waiting { get; } = WaitingOf(Row, Indexed);

    public (AlertId, TellingRole, Instant) Key => (Indexed.Alert, Indexed.Telling.Role, Indexed.Telling.At);

    private static WaitingTelling WaitingOf(OwnedRow row, IndexedTelling t)
    {
        var whyNot = t.Status != AlertStatus.Open ? NameOf<AlertStatus>.Text(t.Status) : t.SuppressedBy is { } by ? $"suppressed by {NameOf<RuleId>.Text(by)}" : "";
        return new WaitingTelling(t.Alert, t.Telling, whyNot.Length == 0, whyNot, t.Severity, row.Pdu) { Access = AccessJson.Read(row.Access) };
    }
}

/// <summary>What is known of an audience, as it was read.</summary>
/// <param name="Group">The audience.</param>
/// <param name="Head">What it was told lately.</param>
/// <param name="ETag">Guards the next delivery; null before the first.</param>
/// <param name="Rows">What concerns it, by the index.</param>
internal sealed record KnownAudience(AudienceGroup Group, AudienceHead Head, ETag? ETag, IReadOnlyList<(OwnedRow Owned, ETag ETag)> Rows)
{
    public IReadOnlyList<FoundTelling> Waiting { get; } =
        [.. Rows.SelectMany(r => r.Owned.Waiting.Select(w => new FoundTelling(r.Owned, w))).OrderBy(f => f.Row.Person).ThenBy(f => f.Indexed.Alert).ThenBy(f => f.Indexed.Telling.Role)];

    public AudienceState StateAt(DeliveryInstants instants) => new(
        Group.To, [.. Waiting.Select(f => f.Waiting)], Head.Immediate(instants.Midnight), Head.Immediate(instants.Monday),
        () => [.. Rows.Where(r => Viewer.Of(Group.To, instants.Now).MaySee(AccessJson.Read(r.Owned.Access))).SelectMany(r => r.Owned.Owned).Where(o => o.OwnerTelling is null).Select(o => o.Alert)]);
}

/// <summary>Reads what waits for an audience. The index may still say what was decided already: that shows when the decision is committed, or before.</summary>
/// <param name="tables">The tables.</param>
internal sealed class AudiencePartition(StoreTables tables)
{
    private const string P = StoreTables.PeoplePartition;

    /// <summary>An audience: a query for what was told to it, and one for each person whose tellings it gets.</summary>
    /// <param name="group">The audience.</param>
    /// <param name="known">Decisions that are known of tellings that the index has waiting.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<KnownAudience> ReadAsync(AudienceGroup group, IReadOnlyList<DecidedTelling> known, CancellationToken cancellation)
    {
        var (head, etag) = await ReadHeadAsync(group.To, cancellation);
        var rows = new List<(OwnedRow, ETag)>();
        foreach (var person in group.For)
        {
            var read = await tables.Index.ReadAsync(Requests.Under(StoreTables.IndexPartition, $"o|{RowKeys.PersonText(person)}|"), cancellation);
            rows.AddRange(read.Select(row => (Without(row.ReadJson<OwnedRow>(), known), row.ETag)));
        }

        return new KnownAudience(group, head, etag, rows);
    }

    /// <summary>What was told to an audience lately; what an earlier delivery left to write is written first.</summary>
    public async Task<(AudienceHead Head, ETag? ETag)> ReadHeadAsync(Person audience, CancellationToken cancellation)
    {
        var rows = await tables.People.ReadAsync(Requests.Under(P, RowKeys.Audience(audience)), cancellation);
        foreach (var rest in rows.Where(r => r.RowKey != RowKeys.Audience(audience))) await FinishAsync(rest, cancellation);
        var head = rows.Find(r => r.RowKey == RowKeys.Audience(audience));
        return head is null ? (AudienceHead.None, null) : (head.ReadJson<AudienceHead>(), head.ETag);
    }

    /// <summary>Writes what did not fit the transaction of a delivery.</summary>
    public async Task FinishAsync(TableEntity rest, CancellationToken cancellation)
    {
        var rows = rest.ReadJson<List<LeftTelling>>().Select(left => Requests.Put(left.Decided.Write(left.WatchId)));
        foreach (var part in rows.Chunk(Requests.MostRows)) await tables.People.SubmitTransactionAsync(part, cancellation);
        await tables.People.DeleteEntityAsync(P, rest.RowKey, cancellationToken: cancellation);
    }

    /// <summary>Decisions of the releases whose tellings wait for an audience.</summary>
    public async Task<IReadOnlyList<DecidedTelling>> ReadDecidedAsync(KnownAudience audience, CancellationToken cancellation)
    {
        var decided = new List<DecidedTelling>();
        foreach (var watchId in audience.Waiting.Select(f => f.Row.WatchId).Distinct(StringComparer.Ordinal))
            decided.AddRange(await DecidedTelling.ReadAsync(tables.People, watchId, cancellation));
        return decided;
    }

    /// <summary>Leaves out of the index what was decided: the next delivery need not find out. What has changed meanwhile stays as it is.</summary>
    public async Task ClearAsync(KnownAudience audience, IReadOnlyList<DecidedTelling> decided, CancellationToken cancellation)
    {
        var cleared = audience.Rows.Select(r => (r.Owned, Without: Without(r.Owned, decided), r.ETag)).Where(r => r.Owned != r.Without);
        foreach (var part in cleared.Select(r => Requests.Replace(IndexRows.Owned(r.Without), r.ETag)).Chunk(Requests.MostRows))
            await tables.Index.TrySubmitAsync(part, cancellation);
    }

    private static OwnedRow Without(OwnedRow row, IReadOnlyList<DecidedTelling> decided)
    {
        var latest = DecidedTelling.Latest(decided);
        DecidedTelling? Of(AlertId alert, TellingRole role, Instant at, int time) => latest.GetValueOrDefault((alert, role, at)) is { } d && d.Time >= time ? d : null;
        DecidedTelling? OfWaiting(IndexedTelling w) => Of(w.Alert, w.Telling.Role, w.Telling.At, w.Time);
        if (!row.Waiting.Any(w => OfWaiting(w) is not null) && !row.Owned.Any(o => o.OwnerTelling is { } at && Of(o.Alert, TellingRole.Owner, at, 0) is not null)) return row;
        var waiting = row.Waiting.Select(w => OfWaiting(w) is not { } d ? w : d.Instead is { } instead ? w with { Telling = instead, Time = d.Time + 1 } : null);
        var owned = row.Owned.Select(o => o.OwnerTelling is { } at && Of(o.Alert, TellingRole.Owner, at, 0) is { Instead: null } ? o with { OwnerTelling = null } : o);
        return row with { Waiting = [.. waiting.OfType<IndexedTelling>()], Owned = [.. owned] };
    }
}

/// <summary>A decision that is left to write.</summary>
internal sealed record LeftTelling(string WatchId, DecidedTelling Decided);
