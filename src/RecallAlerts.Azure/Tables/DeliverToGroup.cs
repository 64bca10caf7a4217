using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Delivery;

namespace RecallAlerts.Azure.Tables;

/// <summary>One delivery to one audience: its messages, what waits to leave, and what was decided of each telling, by one transaction.</summary>
internal sealed class DeliverToGroup(StoreTables tables, ServiceKey key, AudienceGroup group, DeliveryInstants instants, Func<AudienceState, AudienceDelivery> decide)
{
    private readonly AudiencePartition _audiences = new(tables);
    private readonly string _commitId = RowKeys.NewCommitId();
    private KnownAudience? _known;
    private AudienceDelivery? _delivery;
    private DeliveryRows? _rows;

    private bool IsNothing => _delivery!.Decisions.Count + _delivery.Messages.Count == 0;

    // At most one message of a kind in one second: what comes after it in that second stays due, and is told in the next.
    private bool IsSecondThen => _delivery!.Messages.Any(_known!.Head.Has);

    /// <summary>What it writes as decided; nothing when there is nothing to write.</summary>
    public IReadOnlyList<TableTransactionAction> Actions => _rows?.Actions ?? [];

    /// <summary>Commits what was decided; where others were first, it is decided again.</summary>
    public async Task CommitAsync(CancellationToken cancellation)
    {
        for (var i = 0; i < Requests.MostTries; i++)
        {
            if (_rows is null)
            {
                await _audiences.ClearAsync(_known!, IsNothing ? [] : await _audiences.ReadDecidedAsync(_known!, cancellation), cancellation);
                return;
            }

            if (await TryAsync(cancellation) || await IsDoneAsync(cancellation)) return;
        }

        throw Requests.Contended();
    }

    /// <summary>Writes what did not fit the transaction that was committed.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        foreach (var rest in _rows!.Left) await _audiences.FinishAsync(rest, cancellation);
        if (!_rows.IsWhole) await _audiences.ClearAsync(_known!, _rows.Decided, cancellation);
    }

    /// <summary>Decides; nothing is written yet.</summary>
    public void Decide(KnownAudience known)
    {
        (_known, _delivery) = (known, decide(known.StateAt(instants)));
        _rows = IsNothing || IsSecondThen ? null : DeliveryRows.Of(known, _delivery, key, instants.Now, _commitId);
    }

    // Whether only the answer was lost; else it is decided again. What the index still has waiting although it was decided is left out of it.
    private async Task<bool> IsDoneAsync(CancellationToken cancellation)
    {
        var known = (await _audiences.ReadAsync([group], cancellation))[0];
        var decided = await _audiences.ReadDecidedAsync(known, cancellation);
        if (!known.Head.HasCommit(_commitId)) Decide(known.Without(decided));
        else await _audiences.ClearAsync(known, decided, cancellation);
        return known.Head.HasCommit(_commitId);
    }

    private async Task<bool> TryAsync(CancellationToken cancellation)
    {
        if (!await tables.Overall.TrySubmitAsync(Actions, cancellation)) return false;
        await FinishAsync(cancellation);
        return true;
    }
}
