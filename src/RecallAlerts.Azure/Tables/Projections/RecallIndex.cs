using Azure.Data.Tables;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Azure.Tables.Projections;

/// <summary>The rows of the index that follow from the recalls of a release: what is written before a commit may say too much, what is written after it is of its version.</summary>
internal static class RecallIndex
{
    /// <summary>What must be there before recalls are committed, where the index does not say it yet.</summary>
    public static IEnumerable<TableTransactionAction> Before(string watchId, Release release, IReadOnlyList<RecallRecord> before, IReadOnlyList<RecallRecord> after) =>
        MayKeys(watchId, after).Except(MayKeys(watchId, before), StringComparer.Ordinal).Select(key => Requests.Put(IndexKeys.Named(key, watchId, release)));

    /// <summary>What follows from recalls that are committed: months that held some before are written too, or an older row would be taken for the newest.</summary>
    public static IEnumerable<TableTransactionAction> After(string watchId, Release release, long version, IEnumerable<string> monthsBefore, IReadOnlyList<RecallRecord> after)
    {
        foreach (var month in monthsBefore.Union(MonthsOf(after), StringComparer.Ordinal)) yield return Requests.Put(Month(watchId, release, version, month, after).ToEntity());
        yield return Requests.Put(StandingRecall.Of(CohortKey(watchId, release, version), release.ReleasedAt, after).ToEntity());
    }

    /// <summary>The rows of the version that was written before.</summary>
    public static IEnumerable<TableTransactionAction> Outdated(string watchId, Release release, long? version, IReadOnlyList<RecallRecord> before)
    {
        if (version is not { } last) yield break;
        foreach (var month in MonthsOf(before)) yield return Requests.Delete(StoreTables.OverallPartition, new MonthKey(IndexKeys.Recalls, month, watchId, last).RowKey);
        yield return Requests.Delete(StoreTables.OverallPartition, CohortKey(watchId, release, last).RowKey);
    }

    /// <summary>The months of recalls.</summary>
    public static IEnumerable<string> MonthsOf(IReadOnlyList<RecallRecord> rows) => rows.Select(r => MonthKey.MonthOf(r.RecalledAt)).Distinct(StringComparer.Ordinal);

    /// <summary>Whether another version of the classifier may answer it: an answer whose narrative is deleted stays as it was.</summary>
    public static bool MayBeReadAgain(RecallRecord r) => r.Status == RecallStatus.Active && (r.HasNarrative || r.NarrativeOf is null);

    private static RecallsOfMonth Month(string watchId, Release release, long version, string month, IReadOnlyList<RecallRecord> rows) => new(
        new MonthKey(IndexKeys.Recalls, month, watchId, version),
        [.. rows.Where(r => MonthKey.MonthOf(r.RecalledAt) == month).OrderBy(r => r.RecallId, StringComparer.Ordinal).Select(r => RecallsOfMonth.Exported(release, r))]);

    private static MonthKey CohortKey(string watchId, Release release, long version) => new(IndexKeys.Cohort, MonthKey.MonthOf(release.ReleasedAt), watchId, version);

    private static IEnumerable<string> MayKeys(string watchId, IReadOnlyList<RecallRecord> rows) =>
        rows.Select(r => IndexKeys.Recall(r.RecallId, watchId)).Concat(rows.Where(MayBeReadAgain).Select(r => IndexKeys.Answered(r.Machine.Classifier, watchId))).Distinct(StringComparer.Ordinal);
}
