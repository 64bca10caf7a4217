using Azure.Data.Tables;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Azure.Tables.Projections;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Azure.Tables.Recalls;

/// <summary>Lists over recalls, by the index.</summary>
/// <param name="tables">The tables.</param>
/// <param name="partitions">Reads releases.</param>
internal sealed class RecallLists(StoreTables tables, RecallPartition partitions)
{
    private readonly MomentReader _moments = new(tables);
    private readonly MonthReader _months = new(tables.Overall);

    /// <inheritdoc cref="IRecallStore.AnsweredByOtherAsync" />
    public async Task<IReadOnlyList<ReleaseId>> AnsweredByOtherAsync(string classifier, int atMost, CancellationToken cancellation)
    {
        var found = new HashSet<ReleaseId>();
        if (atMost < 1) return [];
        await foreach (var row in tables.Overall.QueryAsync<TableEntity>(OfOthers(classifier), cancellationToken: cancellation))
        {
            if (await IsAnsweredAsync(row, cancellation)) found.Add(new ReleaseId(row.GetString(IndexKeys.ReleaseId)));
            if (found.Count >= atMost) break;
        }

        return [.. found];
    }

    /// <inheritdoc cref="IRecallStore.FindAsync" />
    public async Task<IReadOnlyList<StoredRecall>> FindAsync(string recallId, CancellationToken cancellation)
    {
        var found = new List<StoredRecall>();
        foreach (var row in await tables.Overall.ReadAsync(Requests.Under(StoreTables.OverallPartition, IndexKeys.RecallsOf(recallId)), cancellation))
        {
            if (await partitions.LoadAsync(row.RowKey.Split('|')[2], cancellation) is not { Material: var material }) continue;
            found.AddRange(material.Rows.Where(r => r.RecallId == recallId).Select(r => new StoredRecall(material.Case.Id, r, NarrativeOf(material, r))));
        }

        return [.. found.OrderBy(r => r.ReleaseId)];
    }

    /// <inheritdoc cref="IRecallStore.FiguresAsync" />
    public async Task<IReadOnlyList<RecallFigure>> FiguresAsync(CancellationToken cancellation)
    {
        var figures = new List<RecallFigure>();
        await foreach (var rows in _months.ReadAsync(IndexKeys.Recalls, await _months.MonthsAsync(IndexKeys.Recalls, "0000-00", "9999-99", cancellation), cancellation))
        {
            var standing = rows.SelectMany(row => RecallsOfMonth.Of(row).Recalls).Where(r => !r.IsWithdrawn).OrderBy(r => r.RecallId, StringComparer.Ordinal);
            figures.AddRange(standing.Select(r => new RecallFigure(r.MachinePrimary, r.DaysFromRelease, r.NeedsReview && r.PersonPrimary is null, r.LeadTimeHours)));
        }

        return figures;
    }

    /// <inheritdoc cref="IRecallStore.ComparedAsync" />
    public async Task<IReadOnlyList<ComparedRelease>> ComparedAsync(ComparedWith with, CancellationToken cancellation)
    {
        string[] months = [.. MonthKey.Between(LondonTime.Date(with.ReleasedFrom), LondonTime.Date(with.ReleasedBefore).AddDays(1))];
        var recalled = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var rows in _months.ReadAsync(IndexKeys.Cohort, months, cancellation))
        {
            if (StandingRecall.Of(rows[0]) is { Stands: true, Key.WatchId: var watchId }) recalled.Add(watchId);
        }

        var releases = new List<ReleaseOfMonth>();
        await foreach (var rows in _months.ReadAsync(IndexKeys.Release, months, cancellation))
        {
            if (ReleaseOfMonth.Of(rows[0]) is var release && IsCompared(release, with) && !recalled.Contains(release.Key.WatchId)) releases.Add(release);
        }

        releases.Sort((a, b) => a.ReleasedAt.CompareTo(b.ReleasedAt) is not 0 and var order ? order : string.CompareOrdinal(a.Key.WatchId, b.Key.WatchId));
        return await ComparedAsync(releases, with, cancellation);
    }

    // A release without an alert of such a rule is compared too, and need not be read.
    private async Task<IReadOnlyList<ComparedRelease>> ComparedAsync(List<ReleaseOfMonth> releases, ComparedWith with, CancellationToken cancellation)
    {
        var read = releases.FindAll(r => r.HasAny(with.Rules)).ConvertAll(r => r.Key.WatchId);
        var moments = (await _moments.ReadAsync(read, cancellation)).Zip(read).ToDictionary(x => x.Second, x => x.First, StringComparer.Ordinal);
        return releases.ConvertAll(r => new ComparedRelease(
            r.ReleasedAt,
            [.. (moments.GetValueOrDefault(r.Key.WatchId) ?? []).Where(m => m.At < r.ReleasedAt.PlusSeconds(with.SecondsFromRelease) && with.Rules.Contains(m.Rule))]));
    }

    private static bool IsCompared(ReleaseOfMonth r, ComparedWith with)
    {
        var at = r.ReleasedAt.PlusSeconds(with.SecondsFromRelease);
        return r.Region == with.Region && r.ReleasedAt >= with.ReleasedFrom && r.ReleasedAt < with.ReleasedBefore && at <= with.By && r.WatchEndsAt is { } ends && at < ends;
    }

    private static string? NarrativeOf(RecallMaterial material, RecallRecord r) =>
        r.HasNarrative ? material.Narratives.FirstOrDefault(n => n.EventId == r.NarrativeOf)?.Text : null;

    private static string OfOthers(string classifier)
    {
        var (first, own) = ("v|", IndexKeys.AnsweredBy(classifier));
        return TableClient.CreateQueryFilter(
            $"PartitionKey eq {StoreTables.OverallPartition} and ((RowKey ge {first} and RowKey lt {own}) or (RowKey ge {RowKeys.After(own)} and RowKey lt {RowKeys.After(first)}))");
    }

    // A row that says what is no longer so is removed; one that was written again meanwhile stays.
    private async Task<bool> IsAnsweredAsync(TableEntity row, CancellationToken cancellation)
    {
        var (digest, watchId) = (row.RowKey.Split('|')[1], row.RowKey.Split('|')[2]);
        if (await partitions.LoadAsync(watchId, cancellation) is { Material.Rows: var rows } &&
            rows.Any(r => RecallIndex.MayBeReadAgain(r) && IndexKeys.Digest(r.Machine.Classifier) == digest)) return true;
        await tables.Overall.TrySubmitAsync([Requests.Delete(row.PartitionKey, row.RowKey, row.ETag)], cancellation);
        return false;
    }
}
