using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Azure.Tables.Recalls;

/// <summary>Reads what happened to the alerts of many releases, some at once.</summary>
/// <param name="tables">The tables.</param>
internal sealed class MomentReader(StoreTables tables)
{
    private const int AtOnce = 8;

    /// <summary>What happened to the alerts of releases, in the order in which they are asked for.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<AlertMoment>>> ReadAsync(IReadOnlyList<string> watchIds, CancellationToken cancellation)
    {
        var moments = new IReadOnlyList<AlertMoment>[watchIds.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(
            0, moments.Length, options,
            async (i, token) => moments[i] = MomentRows.Read(await tables.Cases.ReadAsync(MomentRows.Of(watchIds[i]), token)));
        return moments;
    }
}
