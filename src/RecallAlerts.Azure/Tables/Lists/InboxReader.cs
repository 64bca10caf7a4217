using System.Runtime.CompilerServices;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Azure.Tables.Lists;

/// <summary>
/// Reads the inbox. What is not closed stands in the index, by PDU; an owner's releases are found by rows of their own. Closed alerts stand in the
/// partitions only.
/// </summary>
/// <param name="tables">The tables.</param>
internal sealed class InboxReader(StoreTables tables)
{
    private const string P = StoreTables.OverallPartition;

    // More releases of an owner in one PDU than these are read with the PDU.
    private const int MostOneByOne = 20;
    private const int Together = 64;

    private readonly IndexedCases _cases = new(tables);

    /// <summary>A page of alerts, by alertId. Only a page is kept in memory.</summary>
    public async Task<IReadOnlyList<ListedAlert>> ReadAsync(InboxFilter filter, CancellationToken cancellation)
    {
        var page = new SortedSet<ListedAlert>(Comparer<ListedAlert>.Create(static (a, b) => a.Alert.Id.CompareTo(b.Alert.Id)));
        await foreach (var listed in filter.Status == AlertStatus.Closed ? ClosedAsync(filter, cancellation) : OpenAsync(filter, cancellation))
        {
            if (!Fits(listed, filter)) continue;
            page.Add(listed);
            if (page.Count > filter.AtMost) page.Remove(page.Max!);
        }

        return [.. page];
    }

    private static bool Fits(ListedAlert listed, InboxFilter f)
    {
        var a = listed.Alert;
        return (f.Status is { } status ? a.Status == status : a.Status != AlertStatus.Closed) && (f.Severity ?? a.Severity) == a.Severity && (f.Rule ?? a.Rule) == a.Rule &&
               (f.Pdu ?? listed.Release.Pdu) == listed.Release.Pdu && (f.After is not { } after || a.Id.CompareTo(after) > 0) && (f.Owners?.Contains(a.Owner) ?? true);
    }

    // An ended release has none: what is open is closed when the watch ends.
    private async IAsyncEnumerable<ListedAlert> OpenAsync(InboxFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var c in filter.Owners is { } owners ? OfOwnersAsync(owners, filter.Pdu, cancellation) : _cases.ReadAsync(filter.Pdu, cancellation))
        {
            if (!filter.For.MaySee(AccessJson.Read(c.Access))) continue;
            var release = IndexedCases.Listed(c);
            foreach (var alert in c.Alerts) yield return new ListedAlert(alert with { Tellings = [] }, c.WatchId, release);
        }
    }

    private async IAsyncEnumerable<IndexedCase> OfOwnersAsync(IReadOnlyList<Person> owners, string? pdu, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var owned = new HashSet<(string Pdu, string WatchId)>();
        foreach (var owner in owners)
        {
            var rows = await tables.Overall.ReadAsync(Requests.Under(P, RowKeys.Audience(owner)), cancellation);
            owned.UnionWith(rows.Where(IndexRows.IsOfRelease).Select(r => r.ReadJson<OwnedRow>()).Where(o => pdu is null || o.Pdu == pdu).Select(o => (o.Pdu, o.WatchId)));
        }

        foreach (var ofPdu in owned.GroupBy(o => o.Pdu, o => o.WatchId, StringComparer.Ordinal))
        {
            await foreach (var c in OfPduAsync(ofPdu.Key, [.. ofPdu], cancellation)) yield return c;
        }
    }

    private async IAsyncEnumerable<IndexedCase> OfPduAsync(string pdu, HashSet<string> watchIds, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (watchIds.Count > MostOneByOne)
        {
            await foreach (var c in _cases.ReadAsync(pdu, cancellation))
            {
                if (watchIds.Contains(c.WatchId)) yield return c;
            }

            yield break;
        }

        foreach (var watchId in watchIds)
        {
            if (await _cases.FindAsync(pdu, watchId, cancellation) is { } c) yield return c;
        }
    }

    private async IAsyncEnumerable<ListedAlert> ClosedAsync(InboxFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var part in (await WithClosedAsync(filter, cancellation)).Chunk(Together))
        {
            foreach (var (head, alerts) in await _cases.LoadAsync(part, cancellation))
            {
                if (!filter.For.MaySee(AccessJson.Read(head.Access))) continue;
                var release = IndexedCases.Listed(head);
                foreach (var alert in alerts.Where(a => a.Status == AlertStatus.Closed)) yield return new ListedAlert(alert with { Tellings = [] }, head.WatchId, release);
            }
        }
    }

    // Whose alerts were at a release stays known; else each release of the PDU may have some.
    private async Task<IReadOnlyCollection<string>> WithClosedAsync(InboxFilter filter, CancellationToken cancellation)
    {
        string[] prefixes = filter.Owners is { } owners ? [.. owners.Select(o => $"i|{RowKeys.PersonText(o)}|")] :
            filter.Pdu is { } pdu ? [$"w|{RowKeys.Text(pdu)}|", $"e|{RowKeys.Text(pdu)}|"] : ["w|", "e|"];
        var watchIds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var prefix in prefixes)
            watchIds.UnionWith((await tables.Overall.ReadAsync(Requests.Under(P, prefix), cancellation, [IndexRows.WatchId])).Select(r => r.GetString(IndexRows.WatchId)));
        return watchIds;
    }
}
