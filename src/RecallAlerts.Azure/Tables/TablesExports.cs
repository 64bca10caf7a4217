using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using RecallAlerts.Application.Exports;
using RecallAlerts.Azure.Tables.People;
using RecallAlerts.Azure.Tables.Projections;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Outcomes;

namespace RecallAlerts.Azure.Tables;

/// <summary>
/// Reads exports from the index in the order of watchId, which is an HMAC: it tells nothing of people, and does not depend on arrival. Only the
/// months of a scope are read, side by side.
/// </summary>
/// <param name="tables">The tables.</param>
public sealed class TablesExports(StoreTables tables) : IExportSource
{
    private const int Page = 1_000;
    private readonly MonthReader _months = new(tables.Overall);

    /// <inheritdoc />
    public async IAsyncEnumerable<IReadOnlyList<StoredRecall>> RecallsAsync(ExportScope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var aliases = await new PersonTable(tables).AliasesAsync(cancellation);
        var page = new List<StoredRecall>(Page);
        await foreach (var rows in ReadAsync(IndexKeys.Recalls, scope, cancellation))
        {
            page.AddRange(rows.SelectMany(row => RecallsOfMonth.Of(row).Recalls).Where(r => IsIn(scope, r.RecalledAt, r.Region)).OrderBy(r => r.RecallId, StringComparer.Ordinal).Select(r => r with { Crn = aliases.GetValueOrDefault(r.Crn, r.Crn) }));
            if (page.Count < Page) continue;
            yield return page;
            page = new List<StoredRecall>(Page);
        }

        if (page.Count > 0) yield return page;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<IReadOnlyList<StoredRelease>> ReleasesAsync(ExportScope scope, Instant now, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var aliases = await new PersonTable(tables).AliasesAsync(cancellation);
        var page = new List<StoredRelease>(Page);
        await foreach (var rows in ReadAsync(IndexKeys.Release, scope, cancellation))
        {
            var release = ReleaseOfMonth.Of(rows[0]);
            if (!IsIn(scope, release.ReleasedAt, release.Region) || release.ReleasedAt > now || release.Outcomes is null or { End: FollowUpEnd.Replaced or FollowUpEnd.Merged }) continue;
            page.Add(release.Exported with { Crn = aliases.GetValueOrDefault(release.Crn, release.Crn) });
            if (page.Count < Page) continue;
            yield return page;
            page = new List<StoredRelease>(Page);
        }

        if (page.Count > 0) yield return page;
    }

    private static bool IsIn(ExportScope scope, Instant at, string region) => at >= scope.From && at < scope.Before && (scope.Region is null || scope.Region == region);

    private async IAsyncEnumerable<IReadOnlyList<TableEntity>> ReadAsync(char kind, ExportScope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (scope.From >= scope.Before) yield break;
        var months = await _months.MonthsAsync(kind, MonthKey.MonthOf(scope.From), MonthKey.MonthOf(scope.Before.PlusSeconds(-1)), cancellation);
        await foreach (var rows in _months.ReadAsync(kind, months, cancellation)) yield return rows;
    }
}
