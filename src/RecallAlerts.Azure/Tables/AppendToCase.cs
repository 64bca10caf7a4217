using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Application.Watching;
using RecallAlerts.Azure.Tables.Projections;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Azure.Tables;

/// <summary>One append to one release.</summary>
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
            if (stored.Record.History.MergedInto is { } into) return [.. facts.Select(_ => new AppendedFact(Appended.Merged, null) { Into = into })];
            var results = ResultsOn(stored);
            RecordedFact[] accepted = [.. facts.Where((_, n) => results[n] == Appended.Accepted).Select(f => f.Fact)];
            if (accepted.Length == 0) return Answers(results, stored.Head.PendingSince is { } since ? new Look(watchId, since, Gathers: true) : null);
            var (isCommitted, look) = await TryAsync(stored, accepted, cancellation);
            if (isCommitted) return Answers(results, look);
        }

        throw Requests.Contended();
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
    private async Task<(bool IsCommitted, Look? Look)> TryAsync(StoredCase stored, RecordedFact[] accepted, CancellationToken cancellation)
    {
        var pending = stored.Head.Pending(now, accepted.Select(f => f.RecordedBy), _commitId);
        await index.SayAsync(CaseProjections.BeforeFacts(stored.Head.WatchId, stored.Head.Summary.Region, accepted), cancellation);
        var rows = await RowsAsync(stored, accepted, cancellation);
        if (_staged is not null) pending = pending with { Stages = $"{pending.Stages} {_staged}".Trim() };
        if (settle is null || stored.Head.PendingSince is not null) return await WaitAsync(stored, pending, rows, cancellation);
        if (settle(With(stored, accepted, pending)) is not { Reviewed: { } reviewed } update) return await WaitAsync(stored, pending, rows, cancellation);

        // What deliveries decided was not read: where alerts would be written again it matters, and the watch, which reads it, decides.
        if (!update.Alerts.SequenceEqual(stored.Record.Alerts, ReferenceEqualityComparer.Instance)) return await WaitAsync(stored, pending, rows, cancellation);
        var change = CaseChange.Of(stored with { Head = stored.Head with { Stages = pending.Stages } }, update, _commitId, isSettling: true);
        var isEarlier = reviewed.NextWake is { } wake && (stored.Head.NextWake is null || wake < stored.Head.NextWake);
        var isCommitted = await commit.TryAsync(stored, change, _commitId, rows, cancellation);
        return (isCommitted, isEarlier ? new Look(stored.Head.WatchId, reviewed.NextWake!.Value, Gathers: false) : null);
    }

    private async Task<(bool IsCommitted, Look? Look)> WaitAsync(StoredCase stored, CaseHead pending, TableEntity[] rows, CancellationToken cancellation)
    {
        if (stored.Head.PendingSince is null && !_isGuarded) await index.GuardAsync(IndexRows.Guard(stored.Head, _commitId, now), cancellation);
        _isGuarded |= stored.Head.PendingSince is null;
        var isCommitted = await commit.TryAsync(stored.ETag, pending.By(_commitId), _commitId, rows.Select(Requests.Put), cancellation);
        return (isCommitted, new Look(stored.Head.WatchId, pending.PendingSince!.Value, Gathers: true));
    }

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
