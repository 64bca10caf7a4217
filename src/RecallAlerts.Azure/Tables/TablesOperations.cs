using Azure.Data.Tables;
using RecallAlerts.Application.Operations;
using RecallAlerts.Azure.Tables.Lists;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables;

/// <summary>What waits and what was refused, in Table storage.</summary>
/// <param name="tables">The tables.</param>
public sealed class TablesOperations(StoreTables tables) : IOperationsStore
{
    private readonly WaitingMessages _messages = new(tables);
    private readonly HeldCounts _held = new(tables);

    /// <inheritdoc />
    public Task<IReadOnlyList<WaitingMessage>> WaitingMessagesAsync(int atMost, CancellationToken cancellation) => _messages.ReadAsync(atMost, cancellation);

    /// <inheritdoc />
    public Task<bool> TryNowAsync(string messageId, Instant now, CancellationToken cancellation) => _messages.TryNowAsync(messageId, now, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<HeldCount>> HeldAsync(CancellationToken cancellation) => _held.ReadAsync(cancellation);

    /// <inheritdoc />
    public Task<int> AskForDetailsNowAsync(Instant now, CancellationToken cancellation) => _held.AskNowAsync(now, cancellation);

    /// <inheritdoc />
    public async Task<IReadOnlyList<RefusedCount>> RefusedAsync(DateOnly since, CancellationToken cancellation)
    {
        var first = since.ToString("yyyy-MM-dd");
        var rows = await tables.Refused.ReadAsync(TableClient.CreateQueryFilter($"PartitionKey ge {first}"), cancellation);
        var counts = rows.GroupBy(r => (Day: DateOnly.ParseExact(r.PartitionKey, "yyyy-MM-dd"), Refused: r.ReadJson<RefusedRow>()));
        return [.. counts.Select(g => new RefusedCount(g.Key.Day, g.Key.Refused.Type, g.Key.Refused.Problem, g.LongCount()))
            .OrderByDescending(c => c.Day).ThenBy(c => c.Type, StringComparer.Ordinal).ThenBy(c => c.Problem, StringComparer.Ordinal)];
    }
}
