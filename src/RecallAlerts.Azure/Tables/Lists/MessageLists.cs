using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Delivery;

namespace RecallAlerts.Azure.Tables.Lists;

internal sealed class MessageLists(StoreTables tables)
{
    public Task<IReadOnlyList<ListedMessage>> AllAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<ListedMessage>>([]);

    public Task<IReadOnlyList<(Person To, long Count)>> CountAsync(MessageKind kind, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<(Person To, long Count)>>([]);

    public Task<(long Unsent, long Failing)> CountUnsentAsync(CancellationToken cancellation) => Task.FromResult((0L, tables is null ? 1L : 0L));
}
