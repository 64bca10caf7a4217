using Azure.Data.Tables;
using RecallAlerts.Application.Operations;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables.Lists;

/// <summary>How much is held, and of what kind.</summary>
/// <param name="tables">The tables.</param>
internal sealed class HeldCounts(StoreTables tables)
{
    private static readonly string[] Columns =
    [
        "PartitionKey", "RowKey", HeldFacts.Received, TablesHeldEnvelopes.KeptAt, TablesHeldEnvelopes.NextTryAt, TablesHeldEnvelopes.Reason, .. LongText.JsonParts,
    ];

    public async Task<IReadOnlyList<HeldCount>> ReadAsync(CancellationToken cancellation)
    {
        var rows = await tables.Held.ReadAsync("", cancellation, Columns);
        return [.. rows.GroupBy(r => r.PartitionKey == TablesHeldEnvelopes.Partition ? Envelope(r) : Event(r)).Select(g => new HeldCount(g.Key.Kind, g.Key.Name, g.Key.Day, g.LongCount()))
            .OrderBy(c => c.Kind).ThenBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.ReceivedOn)];
    }

    public async Task<int> AskNowAsync(Instant now, CancellationToken cancellation)
    {
        var moved = 0;
        var later = TableClient.CreateQueryFilter($"PartitionKey eq {TablesHeldEnvelopes.Partition} and nextTryAt gt {now.Seconds}");
        foreach (var row in await tables.Held.ReadAsync(later, cancellation))
        {
            row[TablesHeldEnvelopes.NextTryAt] = now.Seconds;
            // One that was tried meanwhile has a next try of its own.
            if (await tables.Held.TrySubmitAsync([Requests.Replace(row, row.ETag)], cancellation)) moved++;
        }

        return moved;
    }

    private static (HeldKind Kind, string Name, DateOnly Day) Event(TableEntity row) =>
        (HeldKind.Event, row.ReadJson<StoredFact>().Type, UtcDay.Of(new Instant(row.GetInt64(HeldFacts.Received)!.Value)));

    private static (HeldKind Kind, string Name, DateOnly Day) Envelope(TableEntity row) => (
        row.GetInt64(TablesHeldEnvelopes.NextTryAt) is null ? HeldKind.Operation : HeldKind.Details, row.GetString(TablesHeldEnvelopes.Reason) ?? "",
        UtcDay.Of(new Instant(row.GetInt64(TablesHeldEnvelopes.KeptAt)!.Value)));
}
