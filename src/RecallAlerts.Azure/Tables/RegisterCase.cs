using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Azure.Tables.Audit;
using RecallAlerts.Azure.Tables.People;
using RecallAlerts.Azure.Tables.Projections;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;

namespace RecallAlerts.Azure.Tables;

/// <summary>Registers a release, with the held events that it claims.</summary>
internal sealed class RegisterCase(StoreTables tables, CasePartition cases, CaseCommit commit, CaseIndex index, HeldFacts held, NarrativeCipher cipher, ServiceKey key)
{
    public async Task<Registration> RunAsync(NewCase c, CancellationToken cancellation)
    {
        var commitId = RowKeys.NewCommitId();
        if (await tables.Cases.FindAsync(c.WatchId, RowKeys.Head, cancellation) is { } known) return await AgainAsync(c, known, cancellation);
        var wanted = (await held.ReadAsync(c.SubjectKeys, cancellation)).Where(h => c.Claims(h.Held)).ToArray();
        var claimed = await held.ClaimAsync(wanted, h => h.Row, c.WatchId, cancellation);
        await tables.Overall.SubmitTransactionAsync(
            [
                Requests.Put(IndexRows.Guard(c.Id, c.WatchId, commitId, c.RegisteredAt)),
                Requests.Put(IndexRows.OfCrn(c.Id, c.WatchId, key.SubjectKeyOf(c.Release.Crn.Value))),
            ],
            cancellation);
        var facts = claimed.Select(h => h.Held.Fact).Concat(await OfOthersAsync(c, cancellation)).DistinctBy(FactRows.KeyOf).ToArray();
        var head = HeadOf(c, facts, commitId);
        await index.SayAsync(CaseProjections.BeforeFacts(c.WatchId, c.Release.Region, facts), cancellation);
        if (!await CommitAsync(head, facts, c, commitId, cancellation))
            return await AgainAsync(c, (await tables.Cases.FindAsync(c.WatchId, RowKeys.Head, cancellation))!, cancellation);
        await index.FollowAsync(CaseIndex.Following(head, c.Release.ReleasedAt), cancellation);
        await held.ForgetAsync(claimed.Select(h => h.Row), cancellation);
        await TakeOverLateAsync(c, cancellation);
        return Registration.Created;
    }

    private async Task<bool> CommitAsync(CaseHead registered, RecordedFact[] facts, NewCase c, string commitId, CancellationToken cancellation)
    {
        var (head, entries) = CaseAudit.Chain(registered, [AuditNote.Of(c.RegisteredAt, c.By, AuditAction.Collected, c.WatchId)]);
        TableEntity[] rows = [.. facts.Select(f => FactRows.Write(head.WatchId, FactRows.KeyOf(f), head.Version, f, cipher))];
        if (CaseCommit.Fits(rows)) return await commit.TryAsync(null, head, commitId, rows.Concat(entries).Select(CaseAudit.ActionOf), cancellation);
        var stage = AppendToCase.StageOf(facts);
        foreach (var row in rows) row.RowKey = RowKeys.Staged(stage, row.RowKey);
        await commit.StageAsync(rows, cancellation);
        return await commit.TryAsync(null, head with { Stages = stage }, commitId, entries.Select(Requests.Insert), cancellation);
    }

    // What is registered again is watched: a wake that was lost is set to now. Reading what is held forgets what it has taken over.
    private async Task<Registration> AgainAsync(NewCase c, TableEntity row, CancellationToken cancellation)
    {
        if (row.IsErased()) return Registration.Erased;
        var known = row.ReadJson<CaseHead>();
        if (known.Body != ReleaseWriter.Write(c.Release)) return Registration.Conflict;
        await held.ReadAsync(c.SubjectKeys, cancellation);
        await TakeOverLateAsync(c, cancellation);
        if (known is { NextWake: null, PendingSince: null } && known.Summary.State != WatchState.Ended) await commit.WakeAsync(c.WatchId, c.RegisteredAt, cancellation);
        return Registration.Same;
    }

    private Task<IReadOnlyList<RecordedFact>> OfOthersAsync(NewCase c, CancellationToken cancellation) => new AccessOfOthers(tables).ReadAsync(c.Others.Select(key.WatchIdOf), cancellation);

    // What was recorded at another release after it was read there, by somebody who could not find this one yet.
    private async Task TakeOverLateAsync(NewCase c, CancellationToken cancellation)
    {
        FactFor[] late = [.. (await OfOthersAsync(c, cancellation)).Select(f => new FactFor(c.Id, f) { IsOfPerson = true })];
        if (late.Length > 0) await new AppendToCase(cases, commit, index, cipher, late, c.RegisteredAt, null).RunAsync(c.WatchId, cancellation);
    }

    private static CaseHead HeadOf(NewCase c, RecordedFact[] facts, string commitId)
    {
        var head = new CaseHead
        {
            Id = c.Id,
            WatchId = c.WatchId,
            Body = ReleaseWriter.Write(c.Release),
            RegisteredAt = c.RegisteredAt,
            Version = 0,
            Indexed = new Indexed("", null),
            Summary = StoredSummary.Of(WatchState.Pending, c.Release, c.Release.PractitionerId, null),
            Access = AccessJson.Of(facts.Select(f => f.Fact), c.RegisteredAt),
        };
        head = head.By(commitId).Pending(c.RegisteredAt, facts.Where(f => f.Fact is not AccessFact).Select(f => f.RecordedBy).Prepend(c.RecordedBy), commitId);
        return head with { Indexed = IndexRows.Of(head) };
    }
}
