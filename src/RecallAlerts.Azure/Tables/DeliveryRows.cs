using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;

namespace RecallAlerts.Azure.Tables;

/// <summary>What a delivery writes.</summary>
/// <param name="Actions">Its transaction.</param>
/// <param name="Left">Rows of it that list what did not fit it, to be written after it.</param>
/// <param name="Decided">What was decided of each telling.</param>
/// <param name="IsWhole">Whether the transaction leaves out of the index what was decided; else that comes after it.</param>
internal sealed record DeliveryRows(IReadOnlyList<TableTransactionAction> Actions, IReadOnlyList<TableEntity> Left, IReadOnlyList<DecidedTelling> Decided, bool IsWhole)
{
    private const int LeftInRow = 500;

    /// <summary>What a delivery writes.</summary>
    /// <param name="known">What it was decided on, which guards it.</param>
    /// <param name="delivery">The decision.</param>
    /// <param name="key">Makes the ids of messages.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="commitId">The try to commit it.</param>
    public static DeliveryRows Of(KnownAudience known, AudienceDelivery delivery, ServiceKey key, Instant now, string commitId)
    {
        var messages = delivery.Messages.Select(m => StoredMessage.New(key, m)).ToArray();
        var tellings = delivery.Decisions.Select(d => Of(known, d, messages, now)).ToArray();
        DecidedTelling[] decided = [.. tellings.Select(t => t.Decided)];
        var head = known.Head.With(delivery.Messages, commitId).Write(known.Group.To);
        TableTransactionAction[] first =
        [
            known.ETag is { } etag ? Requests.Replace(head, etag) : Requests.Insert(head),
            .. messages.Select(OutboxRows.Message).Select(Requests.Insert), .. messages.Select(OutboxRows.Unsent).Select(Requests.Put),
        ];
        TableTransactionAction[] whole = [.. first, .. tellings.Select(Write), .. known.Clearing(decided)];
        if (whole.Length <= Requests.MostRows && Requests.SizeOf(whole) <= Requests.MostBytes) return new DeliveryRows(whole, [], decided, IsWhole: true);
        var left = LeftOf(known.Group.To, commitId, tellings, Requests.MostRows - first.Length, out var fitting);
        return new DeliveryRows([.. first, .. left.Select(Requests.Put), .. fitting.Select(Write)], left, decided, IsWhole: false);
    }

    // Of a delivery that is too large the rest is listed in the transaction and written after it, by this program or by the next delivery.
    private static List<TableEntity> LeftOf(Person to, string commitId, LeftTelling[] tellings, int room, out LeftTelling[] fitting)
    {
        fitting = tellings.Length <= room ? tellings : tellings[..(room - (tellings.Length / LeftInRow) - 1)];
        var left = new List<TableEntity>();
        foreach (var part in tellings[fitting.Length..].Chunk(LeftInRow))
        {
            var row = new TableEntity(StoreTables.OverallPartition, RowKeys.Left(to, commitId, left.Count));
            row.PutJson(part);
            left.Add(row);
        }

        return left;
    }

    private static TableTransactionAction Write(LeftTelling telling) => Requests.Insert(telling.Decided.Write(telling.WatchId));

    private static LeftTelling Of(KnownAudience known, TellingDecision decision, StoredMessage[] messages, Instant now)
    {
        var telling = decision.Waiting.Telling;
        var found = known.Waiting.First(f => f.Key == (decision.Waiting.Alert, telling.Role, telling.At));
        var messageId = decision is TellingDecision.Told told ? messages.First(m => m.Outbox.Message.Kind == told.Kind).Outbox.MessageId : null;
        return new LeftTelling(found.Row.WatchId, new DecidedTelling(
            decision.Waiting.Alert, telling.Role, telling.At, found.Indexed.Time, now, decision.Outcome, messageId, (decision as TellingDecision.PutOff)?.Instead));
    }
}
