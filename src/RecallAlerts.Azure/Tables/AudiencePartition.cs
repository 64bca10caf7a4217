using Azure;
using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;

namespace RecallAlerts.Azure.Tables;

/// <summary>A telling that waits, where it was read.</summary>
internal sealed record FoundTelling(OwnedRow Row, IndexedTelling Indexed)
{
    public WaitingTelling Waiting { get; } = WaitingTelling.Of(Indexed.Alert, Indexed.Telling, Indexed.Status, Indexed.SuppressedBy, Indexed.Severity, Row.Pdu) with { Access = AccessJson.Read(Row.Access) };

    public (AlertId, TellingRole, Instant) Key => (Indexed.Alert, Indexed.Telling.Role, Indexed.Telling.At);
}

/// <summary>A row of the index that concerns somebody.</summary>
/// <param name="Read">As it was read.</param>
/// <param name="ETag">Guards it.</param>
/// <param name="Owned">Without what is known to be decided.</param>
internal sealed record ReadRow(OwnedRow Read, ETag ETag, OwnedRow Owned);

/// <summary>What is known of an audience, as it was read.</summary>
/// <param name="Group">The audience.</param>
/// <param name="Head">What it was told lately.</param>
/// <param name="ETag">Guards the next delivery; null before the first.</param>
/// <param name="Rows">What concerns it, by the index.</param>
internal sealed record KnownAudience(AudienceGroup Group, AudienceHead Head, ETag? ETag, IReadOnlyList<ReadRow> Rows)
{
    public IReadOnlyList<FoundTelling> Waiting { get; } =
        [.. Rows.SelectMany(r => r.Owned.Waiting.Select(w => new FoundTelling(r.Owned, w))).OrderBy(f => f.Row.Person).ThenBy(f => f.Indexed.Alert).ThenBy(f => f.Indexed.Telling.Role)];

    public AudienceState StateAt(DeliveryInstants instants) => new(
        Group.To, [.. Waiting.Select(f => f.Waiting)], Head.Immediate(instants.Midnight), Head.Immediate(instants.Monday),
        () => [.. Rows.Where(r => Viewer.Of(Group.To, instants.Now).MaySee(AccessJson.Read(r.Owned.Access))).SelectMany(r => r.Owned.Owned).Where(o => o.OwnerTelling is null).Select(o => o.Alert)]);

    /// <summary>Without what was decided.</summary>
    public KnownAudience Without(IReadOnlyList<DecidedTelling> decided) =>
        new(Group, Head, ETag, [.. Rows.Select(r => r with { Owned = Without(r.Owned, decided) })]);

    /// <summary>Leaves out of the index what was decided: the next delivery need not find out.</summary>
    public IEnumerable<TableTransactionAction> Clearing(IReadOnlyList<DecidedTelling> decided) =>
        Without(decided).Rows.Where(r => r.Owned != r.Read).Select(r => Requests.Replace(IndexRows.Owned(r.Owned), r.ETag));

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

/// <summary>Reads what waits for an audience. The index may still say what was decided already: that shows when the decision is committed, or before.</summary>
/// <param name="tables">The tables.</param>
internal sealed class AudiencePartition(StoreTables tables)
{
    private const string P = StoreTables.OverallPartition;

    /// <summary>Audiences: their heads, and what the index says of each person whose tellings they get. What earlier deliveries left to write is written first.</summary>
    public async Task<IReadOnlyList<KnownAudience>> ReadAsync(IReadOnlyList<AudienceGroup> groups, CancellationToken cancellation)
    {
        var keys = groups.SelectMany(g => g.For.Append(g.To)).Select(RowKeys.Audience).Distinct(StringComparer.Ordinal);
        var read = (await new PeopleRows(tables).ReadAsync(keys, cancellation)).ToLookup(row => RowKeys.AudienceOf(row.RowKey), StringComparer.Ordinal);
        foreach (var rest in read.SelectMany(rows => rows).Where(r => RowKeys.IsLeft(r.RowKey))) await FinishAsync(rest, cancellation);
        return [.. groups.Select(g => Of(g, read))];
    }

    private static KnownAudience Of(AudienceGroup group, ILookup<string, TableEntity> read)
    {
        var to = RowKeys.Audience(group.To);
        var head = read[to].FirstOrDefault(r => r.RowKey == to);
        var rows = group.For.SelectMany(person => read[RowKeys.Audience(person)]).Where(IndexRows.IsOfRelease).Select(row => (Owned: row.ReadJson<OwnedRow>(), row.ETag));
        return new KnownAudience(group, head?.ReadJson<AudienceHead>() ?? AudienceHead.None, head?.ETag, [.. rows.Select(r => new ReadRow(r.Owned, r.ETag, r.Owned))]);
    }

    /// <summary>What was told to an audience lately.</summary>
    public async Task<(AudienceHead Head, ETag? ETag)> ReadHeadAsync(Person audience, CancellationToken cancellation) =>
        await tables.Overall.FindAsync(P, RowKeys.Audience(audience), cancellation) is { } head ? (head.ReadJson<AudienceHead>(), head.ETag) : (AudienceHead.None, null);

    /// <summary>Writes what did not fit the transaction of a delivery.</summary>
    public async Task FinishAsync(TableEntity rest, CancellationToken cancellation)
    {
        var rows = rest.ReadJson<List<LeftTelling>>().Select(left => Requests.Put(left.Decided.Write(left.WatchId)));
        foreach (var part in rows.Chunk(Requests.MostRows)) await tables.Overall.SubmitTransactionAsync(part, cancellation);
        await tables.Overall.DeleteEntityAsync(P, rest.RowKey, cancellationToken: cancellation);
    }

    /// <summary>Decisions of the releases whose tellings wait for an audience.</summary>
    public async Task<IReadOnlyList<DecidedTelling>> ReadDecidedAsync(KnownAudience audience, CancellationToken cancellation)
    {
        var decided = new List<DecidedTelling>();
        foreach (var watchId in audience.Waiting.Select(f => f.Row.WatchId).Distinct(StringComparer.Ordinal))
            decided.AddRange(await DecidedTelling.ReadAsync(tables.Overall, watchId, cancellation));
        return decided;
    }

    /// <summary>Leaves out of the index what was decided. What has changed meanwhile stays as it is.</summary>
    public async Task ClearAsync(KnownAudience audience, IReadOnlyList<DecidedTelling> decided, CancellationToken cancellation)
    {
        foreach (var part in audience.Clearing(decided).Chunk(Requests.MostRows)) await tables.Overall.TrySubmitAsync(part, cancellation);
    }
}

/// <summary>A decision that is left to write.</summary>
internal sealed record LeftTelling(string WatchId, DecidedTelling Decided);
