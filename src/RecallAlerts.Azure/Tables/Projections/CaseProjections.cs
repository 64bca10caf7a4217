using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Azure.Tables.Projections;

/// <summary>What recalls, exports and reports need of the commits of a case.</summary>
internal static class CaseProjections
{
    /// <summary>The release row of a review's commit, with the mark of a recall and the alerts that opened as high.</summary>
    /// <param name="after">The release row as it will be otherwise.</param>
    /// <param name="releasedAt">The moment of release, UTC.</param>
    /// <param name="update">The decision.</param>
    public static CaseHead Reviewed(CaseHead after, Instant releasedAt, CaseUpdate update)
    {
        var early = LondonTime.StartOf(LondonTime.Date(releasedAt).AddDays(ReleaseOutcomes.EarlyDays + 1));
        AlertId[] opened = [.. update.Changes.Where(c => c.Change is Opened && c.Alert.Severity >= Severity.High && c.Change.At < early).Select(c => c.Alert.Id)];
        if (opened.Except(after.HighAlerts).ToArray() is { Length: > 0 } more) after = after with { HighAlerts = [.. after.HighAlerts, .. more] };
        if (update.Reviewed is not { HasRecall: true, At: var at }) return after;
        return after.RecallGuard is null ? after with { RecallPending = at, RecallGuard = IndexKeys.Waiting(at, after.WatchId, after.Version) } : after;
    }

    /// <summary>What must be in the index before a review is committed: it may say too much.</summary>
    public static IEnumerable<TableTransactionAction> BeforeCommit(CaseHead before, CaseHead after, CaseHistory history)
    {
        if (after.RecallGuard is { } guard && guard != before.RecallGuard) yield return Requests.Put(IndexKeys.Named(guard, after.WatchId, history.Registered));
        if (after.Summary.Region == before.Summary.Region) yield break;
        var moments = history.Recorded.OfType<RecallRecorded>().Select(f => f.RecordedAt).Distinct();
        foreach (var at in moments) yield return Requests.Put(IndexKeys.NarrativeRow(at, after.WatchId, after.Summary.Region));
    }

    /// <summary>What must be in the index before facts are committed.</summary>
    public static IEnumerable<TableTransactionAction> BeforeFacts(string watchId, string region, IEnumerable<RecordedFact> facts) =>
        facts.Where(f => f.Narrative is not null).Select(f => f.Fact.RecordedAt).Distinct().Select(at => Requests.Put(IndexKeys.NarrativeRow(at, watchId, region)));

    /// <summary>The release as exports and reports read it, of the version that the index has or will have of it; nothing before its first review.</summary>
    public static IEnumerable<TableEntity> Rows(CaseHead head, Release registered, IReadOnlyList<Alert> alerts)
    {
        if (head.ReviewedUnder is not { } under) yield break;
        yield return new ReleaseOfMonth
        {
            Key = KeyOf(head, registered), Crn = registered.Crn.Value, ReleaseId = head.Id.Value, ReleasedAt = registered.ReleasedAt, Region = head.Summary.Region,
            Rosh = head.Summary.Rosh, State = head.Summary.State, ReviewedUnder = under, WatchEndsAt = head.Summary.WatchEndsAt, Outcomes = head.Outcomes,
            HighAlerts = head.HighAlerts.Count, Rules = alerts.Aggregate(0L, (rules, a) => rules | (1L << (int)a.Rule)),
        }.ToEntity();
    }

    /// <summary>The keys of these rows.</summary>
    public static IEnumerable<string> Keys(CaseHead head, Release registered) => head.ReviewedUnder is null ? [] : [KeyOf(head, registered).RowKey];

    /// <summary>Whether a row is one of these.</summary>
    public static bool IsOne(string rowKey) => rowKey[0] == IndexKeys.Release;

    private static MonthKey KeyOf(CaseHead head, Release registered) =>
        new(IndexKeys.Release, MonthKey.MonthOf(registered.ReleasedAt), head.WatchId, IndexRows.VersionOf(head.Indexed.Key));

    /// <summary>Whether exports and reports read something else of a release after a commit.</summary>
    public static bool IsExportedChanged(CaseHead before, CaseHead after) =>
        before.Summary != after.Summary || before.ReviewedUnder != after.ReviewedUnder || before.Outcomes != after.Outcomes || before.HighAlerts.Count != after.HighAlerts.Count;
}
