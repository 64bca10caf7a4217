using Azure.Data.Tables;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Operations;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables.Lists;

/// <summary>Messages that wait to leave, for those who operate the service.</summary>
/// <param name="tables">The tables.</param>
internal sealed class WaitingMessages(StoreTables tables)
{
    private const string P = StoreTables.PeoplePartition;

    /// <summary>Those that failed first. A weekend list that is being put out is in no row of its own yet, and is left out.</summary>
    public async Task<IReadOnlyList<WaitingMessage>> ReadAsync(int atMost, CancellationToken cancellation)
    {
        var waiting = (await UnsentAsync(cancellation)).Select(u => (Outbox: u, NextTryAt: TimeOf(u.Row.RowKey)))
            .OrderByDescending(u => u.Outbox.Message.Tries).ThenBy(u => u.NextTryAt).ThenBy(u => u.Outbox.Message.MessageId, StringComparer.Ordinal).Take(atMost);
        var messages = new List<WaitingMessage>();
        foreach (var ((_, m), next) in waiting)
        {
            var reason = m.Tries == 0 ? null : (await FindAsync(m, cancellation))?.ReadJson<StoredMessage>().Reason;
            messages.Add(new WaitingMessage(m.MessageId, m.Message.Kind, m.Message.At, m.Tries, next, reason));
        }

        return messages;
    }

    /// <summary>Moves a message to now, where it is not due already.</summary>
    public async Task<bool> TryNowAsync(string messageId, Instant now, CancellationToken cancellation)
    {
        for (var i = 0; i < Requests.MostTries; i++)
        {
            var found = (await UnsentAsync(cancellation)).Find(u => u.Message.MessageId == messageId);
            if (found.Row is null || await FindAsync(found.Message, cancellation) is not { } row || row.ReadJson<StoredMessage>() is not { SentAt: null } before) return false;
            if (before.NextTryAt <= now) return true;
            var after = before with { NextTryAt = now, Commit = RowKeys.NewCommitId() };
            if (await tables.People.TrySubmitAsync(OutboxRows.Recorded(row, before, after), cancellation)) return true;
        }

        throw Requests.Contended();
    }

    private async Task<List<(TableEntity Row, OutboxMessage Message)>> UnsentAsync(CancellationToken cancellation)
    {
        var rows = await tables.People.ReadAsync(Requests.Under(P, "u|"), cancellation);
        return [.. rows.Where(row => !WeekendMessages.IsList(row)).Select(row => (row, row.ReadJson<OutboxMessage>()))];
    }

    private Task<TableEntity?> FindAsync(OutboxMessage m, CancellationToken cancellation) =>
        tables.People.FindAsync(P, RowKeys.Message(m.Message.Audience, m.MessageId), cancellation);

    // u|next try|decided|id
    private static Instant TimeOf(string unsentKey) => new(long.Parse(unsentKey.AsSpan(2, unsentKey.IndexOf('|', 2) - 2)));
}
