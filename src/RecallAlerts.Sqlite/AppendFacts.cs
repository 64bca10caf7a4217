using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Sqlite.Rows;

namespace RecallAlerts.Sqlite;

/// <summary>One append, within the transaction of its writer.</summary>
internal sealed class AppendFacts(ServiceKey key, NarrativeCipher cipher, IReadOnlyList<FactFor> facts, Instant now, Func<CaseRecord, CaseUpdate?>? settle)
{
    private const string Touched = "SELECT no, watch_id, pending_since, next_wake FROM releases WHERE release_id = ?1";

    private const string SetMark =
        "UPDATE releases SET version = version + 1, pending_since = coalesce(pending_since, ?2), " +
        "recorders = CASE WHEN recorders IS NULL OR recorders = ?3 THEN ?3 ELSE '' END WHERE no = ?1 RETURNING version";

    private const string SetMarkOnly = "UPDATE releases SET version = version + 1, pending_since = coalesce(pending_since, ?2) WHERE no = ?1 RETURNING version";

    private readonly Dictionary<ReleaseId, Release> _releases = [];

    public (AppendedFact Fact, long Version)[] Run(Session s)
    {
        _releases.Clear();
        var results = new (Appended Result, long Version)[facts.Count];
        for (var i = 0; i < results.Length; i++) results[i] = Append(s, facts[i]);
        foreach (var release in _releases.Values.Where(r => r.IsAccessChanged)) AccessRow.Write(s, release.No, now);
        foreach (var release in _releases.Values) Settle(s, release);
        return [.. results.Select((r, i) => (new AppendedFact(r.Result, LookOf(facts[i].ReleaseId)) { Into = r.Result == Appended.Merged ? _releases[facts[i].ReleaseId].Into : null }, r.Version))];
    }

    /// <summary>Marks that a review is pending. One statement: combining recorders must see what another writer left.</summary>
    public static long Mark(Session s, long no, RecordedFact fact, Instant now) =>
        fact.Fact is AccessFact ? s.Value<long>(SetMarkOnly, no, now.Seconds) : s.Value<long>(SetMark, no, now.Seconds, fact.RecordedBy ?? "");

    private (Appended Result, long Version) Append(Session s, FactFor f)
    {
        var (id, fact, heldUnder) = f;
        if (!_releases.TryGetValue(id, out var release)) _releases[id] = release = Read(s, id);
        if (release.No == 0) return (release.IsErased ? Appended.Erased : Appended.UnknownRelease, 0);
        if (release.Into is not null && !f.IsOfPerson) return (Appended.Merged, 0);
        var result = f.IsOnly && FactRow.HasOther(s, release.No, fact) ? Appended.Conflict : FactRow.Write(s, release.No, fact, cipher) ? Appended.Accepted : Appended.Duplicate;
        if (heldUnder is not null) FactRow.Unhold(s, heldUnder, fact);
        if (result != Appended.Accepted) return (result, 0);
        release.By ??= f.By;
        release.IsAccessChanged |= AccessRow.IsChangedBy(fact.Fact);
        return (result, Mark(s, release.No, fact, now));
    }

    // Facts that wait already are left to the watch, and so is what comes with them.
    private void Settle(Session s, Release release)
    {
        if (release.By is null) return;
        AuditRow.Append(s, release.WatchId, [AuditNote.Of(now, release.By, AuditAction.Collected, release.WatchId)]);
        if (settle is null || release.PendingSince is not null)
        {
            release.Look = new Look(release.WatchId, release.PendingSince ?? now, Gathers: true);
            return;
        }

        var record = CaseRow.Read(s, release.No)!;
        if (settle(record) is not { Reviewed: { } reviewed } update) release.Look = new Look(release.WatchId, now, Gathers: true);
        else if (CaseRow.Write(s, release.No, record, update) && reviewed.NextWake is { } wake && (release.NextWake is null || wake < release.NextWake))
            release.Look = new Look(release.WatchId, wake, Gathers: false);
    }

    private Look? LookOf(ReleaseId id)
    {
        var release = _releases[id];
        if (release.Look is not null || release.By is not null || release.PendingSince is not { } since) return release.Look;
        return new Look(release.WatchId, since, Gathers: true);
    }

    private Release Read(Session s, ReleaseId id) =>
        s.Query(Touched, r => new Release(r.GetInt64(0), r.GetString(1), r.InstantOrNull(2), r.InstantOrNull(3)), id.Value).SingleOrDefault() is { } known
        ? known with { Into = FactRow.MayBeMerged(s, known.No) ? CaseRow.Read(s, known.No)!.History.MergedInto : null }
        : new Release(0, "", null, null) { IsErased = PersonRow.IsErased(s, key.WatchIdOf(id)) || PersonRow.IsErased(s, key.SubjectKeyOf(id.MintedUnder.Value)) };

    /// <summary>A release before the append.</summary>
    private sealed record Release(long No, string WatchId, Instant? PendingSince, Instant? NextWake)
    {
        public ReleaseId? Into { get; init; }

        public bool IsErased { get; init; }

        /// <summary>Who sent the first fact that was new; null when none was.</summary>
        public AuditSource? By { get; set; }

        public bool IsAccessChanged { get; set; }

        public Look? Look { get; set; }
    }
}
