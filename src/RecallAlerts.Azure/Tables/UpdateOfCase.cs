using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Azure.Tables;

/// <summary>A decision on a case that was read.</summary>
internal sealed class UpdateOfCase(CasePartition cases, CaseCommit commit, StoredCase stored, CaseUpdate? update)
{
    public string WatchId => stored.Head.WatchId;

    /// <summary>Commits; answers the case after it, null when the decision is to be made again.</summary>
    public async Task<CaseRecord?> TryAsync(CancellationToken cancellation)
    {
        if (update is null) return stored.Record;
        if (MovesTellings() && await cases.IsDecidedAnewAsync(stored, cancellation)) return null;
        if (update.Audit is [{ At: var at }, ..]) await commit.SayAuditedAsync(WatchId, at, cancellation);
        var commitId = RowKeys.NewCommitId();
        var change = CaseChange.Of(stored, update, commitId);
        return await commit.TryAsync(stored, change, commitId, [], cancellation) ? change.Apply(stored.Record) : null;
    }

    // A telling that goes to somebody else may have been told meanwhile to whom it went before.
    private bool MovesTellings()
    {
        var before = stored.Record.Alerts.SelectMany(a => a.Tellings.Select(t => (a.Id, t.Role, t.At, t.Audience))).ToHashSet();
        return before.Count > 0 && update!.Alerts.Any(a => a.Tellings.Any(t => IsKept(before, a.Id, t) && !before.Contains((a.Id, t.Role, t.At, t.Audience))));
    }

    private static bool IsKept(HashSet<(AlertId Id, TellingRole Role, Domain.Calendar.Instant At, Person)> before, AlertId alert, Telling t) =>
        before.Any(b => b.Id == alert && b.Role == t.Role && b.At == t.At);
}
