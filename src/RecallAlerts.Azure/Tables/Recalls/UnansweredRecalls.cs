using System.Collections.Concurrent;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Azure.Tables.Lists;
using RecallAlerts.Domain.Access;

namespace RecallAlerts.Azure.Tables.Recalls;

/// <summary>Finds recalls that no person has answered: the index says which releases were recalled, and their partitions what became of it, some at once.</summary>
/// <param name="tables">The tables.</param>
internal sealed class UnansweredRecalls(StoreTables tables)
{
    private const int AtOnce = 8;
    private readonly IndexedCases _cases = new(tables);

    /// <inheritdoc cref="IRecallStore.UnansweredAsync" />
    public async Task<IReadOnlyList<UnansweredRecall>> ReadAsync(IReadOnlyList<string>? practitioners, string? pdu, Viewer viewer, CancellationToken cancellation)
    {
        var found = new ConcurrentBag<UnansweredRecall>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(_cases.ReadRecalledAsync(pdu, cancellation), options, async (c, token) =>
        {
            if (!viewer.MaySee(AccessJson.Read(c.Access))) return;
            if (practitioners is not null && !(c.Summary.PractitionerId is { } id && practitioners.Contains(id, StringComparer.Ordinal))) return;
            foreach (var recall in RecallRows.ReadUnanswered(c.Id, await tables.Cases.ReadAsync(Requests.Under(c.WatchId, RecallRows.Rows), token))) found.Add(recall);
        });
        return UnansweredRecall.InOrder(found);
    }
}
