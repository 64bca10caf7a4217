using Azure.Data.Tables;
using RecallAlerts.Application.Operations;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables.Lists;

/// <summary>Messages that wait to leave, for those who operate the service.</summary>
/// <param name="tables">The tables.</param>
internal sealed class WaitingMessages(StoreTables tables)
{
    private const string P = StoreTables.OverallPartition;

    /// <summary>Those that failed first. A weekend list that is being put out is in no row of its own yet, and is left out.</summary>
    public async Task<IReadOnlyList<WaitingMessage>> ReadAsync(int atMost, CancellationToken cancellation) =>
    [
        .. (await UnsentAsync(cancellation)).Select(u => u.Message).OrderByDescending(m => m.Outbox.Tries).ThenBy(m => m.NextTryAt).ThenBy(m => m.Outbox.MessageId, StringComparer.Ordinal).Take(atMost)
            .Select(m => new WaitingMessage(m.Outbox.MessageId, m.Outbox.Message.Kind, m.Outbox.Message.At, m.Outbox.Tries, m.NextTryAt, m.Outbox.Tries == 0 ? null : m.Reason)),
    ];

    /// <summary>Moves a message to now, where it is not due already.</summary>
    public async Task<bool> TryNowAsync(string messageId, Instant now, CancellationToken cancellation)
    {
        for (var i = 0; i < Requests.MostTries; i++)
        {
            if ((await UnsentAsync(cancellation)).Find(u => u.Message.Outbox.MessageId == messageId) is not { } found) return false;
            if (found.Message.NextTryAt <= now) return true;
            var after = found.Message with { NextTryAt = now, Commit = RowKeys.NewCommitId() };
            if (await tables.Overall.TrySubmitAsync(OutboxRows.Recorded(found, after), cancellation)) return true;
        }

        throw Requests.Contended();
    }

    private async Task<List<FoundMessage>> UnsentAsync(CancellationToken cancellation)
    {
        var rows = await tables.Overall.ReadAsync(Requests.Under(P, RowKeys.AllUnsent), cancellation);
        return [.. rows.Where(row => !WeekendMessages.IsList(row)).Select(row => new FoundMessage(row.ReadJson<StoredMessage>(), null, row.ETag))];
    }
}
