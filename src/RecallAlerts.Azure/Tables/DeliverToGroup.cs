using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Delivery;

namespace RecallAlerts.Azure.Tables;

/// <summary>One delivery to one audience: its messages, what waits to leave, and what was decided of each telling, by one transaction.</summary>
internal sealed class DeliverToGroup(StoreTables tables, ServiceKey key, AudienceGroup group, DeliveryInstants instants, Func<AudienceState, AudienceDelivery> decide)
{
    private const int LeftInRow = 500;
    private readonly AudiencePartition _audiences = new(tables);
    private readonly string _commitId = RowKeys.NewCommitId();
    private KnownAudience? _known;
    private AudienceDelivery? _delivery;
    private IReadOnlyList<DecidedTelling> _decided = [];

    /// <summary>Reads and decides; nothing is written yet.</summary>
    public async Task DecideAsync(CancellationToken cancellation)
    {
        _known = await _audiences.ReadAsync(group, _decided, cancellation);
        _delivery = decide(_known.StateAt(instants));
    }

    /// <summary>Commits what was decided; where others were first, it is decided again.</summary>
    public async Task CommitAsync(CancellationToken cancellation)
    {
        for (var i = 0; i < Requests.MostTries; i++)
        {
            var (known, delivery) = (_known!, _delivery!);
            if (delivery.Decisions.Count + delivery.Messages.Count == 0) return;
            if (delivery.Messages.Any(known.Head.Has))
            {
                await LearnAsync(known, cancellation);
                return;
            }

            if (await TryAsync(known, delivery, cancellation)) return;
            var isMine = (await _audiences.ReadHeadAsync(group.To, cancellation)).Head.HasCommit(_commitId);
            await LearnAsync(known, cancellation);
            if (isMine) return;
            await DecideAsync(cancellation);
        }

        throw Requests.Contended();
    }

    // At most one message of a kind in one second: what comes after it in that second stays due, and is told in the next. What the index still has waiting
    // although it was decided is left out of it.
    private async Task LearnAsync(KnownAudience known, CancellationToken cancellation)
    {
        _decided = await _audiences.ReadDecidedAsync(known, cancellation);
        await _audiences.ClearAsync(known, _decided, cancellation);
    }

    private async Task<bool> TryAsync(KnownAudience known, AudienceDelivery delivery, CancellationToken cancellation)
    {
        var messages = delivery.Messages.Select(m => StoredMessage.New(key, m)).ToArray();
        var decided = delivery.Decisions.Select(d => Decided(known, d, messages)).ToArray();
        var head = known.Head.With(delivery.Messages, _commitId).Write(group.To);
        List<TableTransactionAction> actions =
        [
            known.ETag is { } etag ? Requests.Replace(head, etag) : Requests.Insert(head),
            .. messages.Select(OutboxRows.Message).Select(Requests.Insert), .. messages.Select(OutboxRows.Unsent).Select(Requests.Put),
        ];
        var left = LeftOf(decided, Requests.MostRows - actions.Count, out var fitting);
        actions.AddRange(left.Select(Requests.Put));
        actions.AddRange(fitting.Select(d => Requests.Insert(d.Decided.Write(d.WatchId))));
        if (!await tables.People.TrySubmitAsync(actions, cancellation)) return false;
        foreach (var rest in left) await _audiences.FinishAsync(rest, cancellation);
        await _audiences.ClearAsync(known, [.. decided.Select(d => d.Decided)], cancellation);
        return true;
    }

    // Of a delivery that is too large the rest is listed in the transaction and written after it, by this program or by the next delivery.
    private List<TableEntity> LeftOf(LeftTelling[] decided, int room, out LeftTelling[] fitting)
    {
        fitting = decided.Length <= room ? decided : decided[..(room - (decided.Length / LeftInRow) - 1)];
        var left = new List<TableEntity>();
        foreach (var part in decided[fitting.Length..].Chunk(LeftInRow))
        {
            var row = new TableEntity(StoreTables.PeoplePartition, $"{RowKeys.Audience(group.To)}{_commitId}|{left.Count}");
            row.PutJson(part);
            left.Add(row);
        }

        return left;
    }

    private LeftTelling Decided(KnownAudience known, TellingDecision decision, StoredMessage[] messages)
    {
        var telling = decision.Waiting.Telling;
        var found = known.Waiting.First(f => f.Key == (decision.Waiting.Alert, telling.Role, telling.At));
        (string Outcome, string? MessageId, Telling? Instead) became = decision switch
        {
            TellingDecision.Told told => ("told", messages.First(m => m.Outbox.Message.Kind == told.Kind).Outbox.MessageId, null),
            TellingDecision.PutOff putOff => ("put off: told often enough", null, putOff.Instead),
            _ => ($"cancelled: {decision.Waiting.WhyNot}", null, null),
        };
        return new LeftTelling(
            found.Row.WatchId, new DecidedTelling(decision.Waiting.Alert, telling.Role, telling.At, found.Indexed.Time, instants.Now, became.Outcome, became.MessageId, became.Instead));
    }
}
