using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Application.Watching;
using RecallAlerts.Azure.Tables.Audit;
using RecallAlerts.Azure.Tables.Projections;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Azure.Tables;

/// <summary>One append to one release, of facts about it or of facts about its person.</summary>
internal sealed class AppendToCase(
    CasePartition cases, CaseCommit commit, CaseIndex index, NarrativeCipher cipher, IReadOnlyList<FactFor> facts, Instant now, Func<CaseRecord, CaseUpdate?>? settle)
{
    private readonly string _commitId = RowKeys.NewCommitId();
    private bool _isGuarded;
    private string? _staged;

    /// <summary>Appends; answers in the order of the facts.</summary>
    public async Task<IReadOnlyList<AppendedFact>> RunAsync(string watchId, CancellationToken cancellation)
    {
        for (var i = 0; i < Requests.MostTries; i++)
        {
            if (await cases.ReadAsync(watchId, cancellation) is not { } stored) return [.. facts.Select(_ => new AppendedFact(Appended.UnknownRelease, null))];
            if (!facts[0].IsOfPerson && stored.Record.History.MergedInto is { } into) return [.. facts.Select(_ => new AppendedFact(Appended.Merged, null) { Into = into })];
            var results = ResultsOn(stored);
            FactFor[] accepted = [.. facts.Where((_, n) => results[n] == Appended.Accepted)];
            if (accepted.Length == 0) return await KnownAsync(stored, results, cancellation);
            var (isCommitted, look) = await TryAsync(stored, [.. accepted.Select(f => f.Fact)], accepted[0].By, cancellation);
            if (isCommitted) return Answers(results, look);
        }

        throw Requests.Contended();
    }

    // Sent again, because the answer was lost: the index may not have followed.
    private async Task<AppendedFact[]> KnownAsync(StoredCase stored, Appended[] results, CancellationToken cancellation)
    {
        if (facts.Any(f => f.Fact.Fact is AccessFact)) await index.RepairAsync(stored.Head.WatchId, null, cancellation);
        return Answers(results, stored.Head.PendingSince is { } since ? new Look(stored.Head.WatchId, since, Gathers: true) : null);
    }

    private static AppendedFact[] Answers(Appended[] results, Look? look) => Array.ConvertAll(results, r => new AppendedFact(r, look));

    private Appended[] ResultsOn(StoredCase stored)
    {
        var keys = new HashSet<string>(stored.FactKeys, StringComparer.Ordinal);
        return [.. facts.Select(f =>
        {
            var key = FactRows.KeyOf(f.Fact);
            var ofEvent = key[..(key.LastIndexOf('|') + 1)];
            if (f.IsOnly && keys.Any(k => k != key && k.StartsWith(ofEvent, StringComparison.Ordinal))) return Appended.Conflict;
            return keys.Add(key) ? Appended.Accepted : Appended.Duplicate;
        })];
    }

    // Facts that wait already are left to the watch, and so is what comes with them.
    private async Task<(bool IsCommitted, Look? Look)> TryAsync(StoredCase stored, RecordedFact[] accepted, AuditSource by, CancellationToken cancellation)
    {
        var pending = stored.Head.Pending(now, accepted.Where(f => f.Fact is not AccessFact).Select(f => f.RecordedBy), _commitId) with { Access = AccessWith(stored, accepted) };
        await index.SayAsync(CaseProjections.BeforeFacts(stored.Head.WatchId, stored.Head.Summary.Region, accepted), cancellation);
        var rows = await RowsAsync(stored, accepted, cancellation);
        if (_staged is not null) pending = pending with { Stages = $"{pending.Stages} {_staged}".Trim() };
        var collected = AuditNote.Of(now, by, AuditAction.Collected, stored.Head.WatchId);
        if (settle is null || stored.Head.PendingSince is not null) return await WaitAsync(stored, pending, collected, rows, cancellation);
        if (settle(With(stored, accepted, pending)) is not { Reviewed: { } reviewed } update) return await WaitAsync(stored, pending, collected, rows, cancellation);

        // What deliveries decided was not read: where alerts would be written again it matters, and the watch, which reads it, decides.
        if (!update.Alerts.SequenceEqual(stored.Record.Alerts, ReferenceEqualityComparer.Instance)) return await WaitAsync(stored, pending, collected, rows, cancellation);
        var before = stored with { Head = stored.Head with { Stages = pending.Stages }, Access = pending.Access };
        var change = CaseChange.Of(before, update with { Audit = [.. update.Audit, collected] }, _commitId, isSettling: true);
        var isEarlier = reviewed.NextWake is { } wake && (stored.Head.NextWake is null || wake < stored.Head.NextWake);
        var isCommitted = await commit.TryAsync(stored, change, _commitId, rows, cancellation);
        return (isCommitted, isEarlier ? new Look(stored.Head.WatchId, reviewed.NextWake!.Value, Gathers: false) : null);
    }

    private async Task<(bool IsCommitted, Look? Look)> WaitAsync(StoredCase stored, CaseHead pending, AuditNote collected, TableEntity[] rows, CancellationToken cancellation)
    {
        if (stored.Head.PendingSince is null && !_isGuarded) await index.GuardAsync(IndexRows.Guard(stored.Head, _commitId, now), cancellation);
        _isGuarded |= stored.Head.PendingSince is null;
        var (after, entries) = CaseAudit.Chain(pending.By(_commitId), [collected]);
        var isCommitted = await commit.TryAsync(stored.ETag, after, _commitId, rows.Concat(entries).Select(CaseAudit.ActionOf), cancellation);

        // Who may see it does not wait for the review.
        if (isCommitted && pending.Access != stored.Head.Access) await index.RepairAsync(stored.Head.WatchId, null, cancellation);
        return (isCommitted, new Look(stored.Head.WatchId, pending.PendingSince!.Value, Gathers: true));
    }

    private string? AccessWith(StoredCase stored, RecordedFact[] accepted) => accepted.Any(f => f.Fact is AccessFact or FactWithdrawn)
        ? AccessJson.Of(stored.Record.History.Recorded.Concat(accepted.Select(f => f.Fact)), now)
        : stored.Head.Access;

    private static CaseRecord With(StoredCase stored, RecordedFact[] accepted, CaseHead pending) => stored.Record with
    {
        History = new CaseHistory(stored.Record.History.Registered, [.. stored.Record.History.Recorded, .. accepted.Select(f => f.Fact)]),
        PendingSince = pending.PendingSince,
        Recorders = new Recorders(pending.Recorders),
    };

    // What does not fit one transaction is staged: all of it becomes visible by the commit of the release row.
    private async Task<TableEntity[]> RowsAsync(StoredCase stored, RecordedFact[] accepted, CancellationToken cancellation)
    {
        TableEntity[] rows = [.. accepted.Select(f => FactRows.Write(stored.Head.WatchId, FactRows.KeyOf(f), stored.Head.Version + 1, f, cipher))];
        _staged = CaseCommit.Fits(rows) ? null : _staged;
        if (CaseCommit.Fits(rows)) return rows;
        var stage = StageOf(accepted);
        foreach (var row in rows) row.RowKey = RowKeys.Staged(stage, row.RowKey);
        if (_staged != stage) await commit.StageAsync(rows, cancellation);
        _staged = stage;
        return [];
    }

    internal static string StageOf(IEnumerable<RecordedFact> facts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', facts.Select(FactRows.KeyOf).Order(StringComparer.Ordinal)))).AsSpan(0, 8));
}
