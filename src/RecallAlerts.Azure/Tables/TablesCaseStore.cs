using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Azure.Tables.People;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Azure.Tables;

/// <summary>Cases in Table storage.</summary>
public sealed class TablesCaseStore : ICaseStore
{
    private const int Together = 8;
    private readonly ServiceKey _key;
    private readonly NarrativeCipher _cipher;
    private readonly CasePartition _cases;
    private readonly CaseIndex _index;
    private readonly CaseCommit _commit;
    private readonly CaseFinder _finder;
    private readonly HeldFacts _held;
    private readonly RegisterCase _register;
    private readonly Tombstones _tombstones;

    /// <summary>Cases in some tables.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="cipher">Encrypts narratives.</param>
    /// <param name="key">Makes the ids of releases in keys.</param>
    public TablesCaseStore(StoreTables tables, NarrativeCipher cipher, ServiceKey key)
    {
        (_key, _cipher, _cases) = (key, cipher, new CasePartition(tables));
        _index = new CaseIndex(tables, _cases, key);
        _commit = new CaseCommit(tables, _cases, _index);
        _finder = new CaseFinder(tables, _cases, _index);
        _held = new HeldFacts(tables, _cases, cipher);
        _tombstones = new Tombstones(tables, key);
        _register = new RegisterCase(tables, _cases, _commit, _index, _held, cipher, key);
    }

    /// <inheritdoc />
    public async Task<CaseRecord?> FindAsync(ReleaseId id, CancellationToken cancellation) => (await _cases.LoadAsync(_key.WatchIdOf(id), cancellation))?.Record;

    /// <inheritdoc />
    public async Task<ReleaseId?> FindReleaseAsync(string watchId, CancellationToken cancellation) => (await _cases.FindHeadAsync(watchId, cancellation))?.Head.Id;

    /// <inheritdoc />
    public Task<ReleaseId?> FindReleaseAsync(AlertId alert, CancellationToken cancellation) => _finder.OfAlertAsync(alert, cancellation);

    /// <inheritdoc />
    public async Task<PersonCases> FindAllAsync(Crn crn, CancellationToken cancellation)
    {
        var (watchIds, person) = await _finder.OfCrnAsync(_key.SubjectKeyOf(crn.Value), cancellation);
        var found = await LoadAsync(watchIds, cancellation);
        return new PersonCases([.. found.Select(stored => stored.Record)]) { IsErased = person.IsErased, OtherKeys = person.Others };
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Registration>> RegisterAsync(IReadOnlyList<NewCase> cases, CancellationToken cancellation)
    {
        var results = new List<Registration>(cases.Count);
        foreach (var c in cases) results.Add(await _register.RunAsync(c, cancellation));
        return results;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<AppendedFact>> AppendAsync(
        IReadOnlyList<FactFor> facts, Instant now, Func<CaseRecord, CaseUpdate?>? settle, CancellationToken cancellation)
    {
        var results = new AppendedFact[facts.Count];
        foreach (var release in facts.Select((fact, n) => (Fact: fact, N: n)).GroupBy(f => (f.Fact.ReleaseId, f.Fact.IsOfPerson)))
        {
            var answers = await AppendAsync(release.Key.ReleaseId, [.. release.Select(f => f.Fact)], now, settle, cancellation);
            foreach (var ((_, n), answer) in release.Zip(answers)) results[n] = answer;
        }

        return results;
    }

    /// <inheritdoc />
    public async Task UpdateAsync(IReadOnlyList<ReleaseId> ids, Func<CaseRecord, CaseUpdate?> decide, CancellationToken cancellation)
    {
        IReadOnlyList<string> left = [.. ids.Select(_key.WatchIdOf)];
        for (var i = 0; left.Count > 0; i++)
        {
            if (i == Requests.MostTries) throw Requests.Contended();
            var updates = (await LoadAsync(left, cancellation)).ConvertAll(stored => new UpdateOfCase(_cases, _commit, stored, decide(stored.Record)));
            var changed = new List<string>();
            foreach (var update in updates)
            {
                if (await update.TryAsync(cancellation) is null) changed.Add(update.WatchId);
            }

            left = changed;
        }
    }

    /// <inheritdoc />
    public async Task<CaseRecord?> UpdateAsync(string watchId, Func<CaseRecord, CaseUpdate?> decide, CancellationToken cancellation)
    {
        for (var i = 0; i < Requests.MostTries; i++)
        {
            if (await _cases.LoadAsync(watchId, cancellation) is not { } stored) return null;
            if (await new UpdateOfCase(_cases, _commit, stored, decide(stored.Record)).TryAsync(cancellation) is { } after) return after;
        }

        throw Requests.Contended();
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<ReleaseId>> DueAsync(Instant now, int atLeast, CancellationToken cancellation) => _finder.DueAsync(now, atLeast, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<ReleaseId>> ReviewedUnderOtherAsync(string versions, int atMost, CancellationToken cancellation) =>
        _finder.ReviewedUnderOtherAsync(versions, atMost, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<ReleaseId>> WithoutOutcomesAsync(int atMost, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<ReleaseId>>([]);

    /// <inheritdoc />
    public Task<IReadOnlyList<ReleaseId>> ReleasedBetweenAsync(Instant from, Instant before, CancellationToken cancellation) =>
        _finder.ReleasedBetweenAsync(from, before, cancellation);

    /// <inheritdoc />
    public Task<Instant?> LatestReleasedAtAsync(CancellationToken cancellation) => _finder.LatestReleasedAtAsync(cancellation);

    /// <inheritdoc />
    public Task<Instant?> NextWakeAsync(CancellationToken cancellation) => _finder.NextWakeAsync(cancellation);

    /// <inheritdoc />
    public Task HoldAsync(IReadOnlyList<(string SubjectKey, RecordedFact Fact)> events, Instant now, CancellationToken cancellation) =>
        _held.HoldAsync(events, now, cancellation);

    /// <inheritdoc />
    public Task<int> ExpireHeldAsync(Instant before, CancellationToken cancellation) => _held.ExpireAsync(before, cancellation);

    /// <summary>Makes sure that a release that nobody watches is looked at.</summary>
    internal Task WakeAsync(string watchId, Instant at, CancellationToken cancellation) => _commit.WakeAsync(watchId, at, cancellation);

    private async Task<IReadOnlyList<AppendedFact>> AppendAsync(
        ReleaseId id, FactFor[] facts, Instant now, Func<CaseRecord, CaseUpdate?>? settle, CancellationToken cancellation)
    {
        var watchId = _key.WatchIdOf(id);
        var held = await _held.FindAsync(facts, watchId, cancellation);
        var answers = await new AppendToCase(_cases, _commit, _index, _cipher, facts, now, settle).RunAsync(watchId, cancellation);
        if (answers[0].Result == Appended.UnknownRelease && await _tombstones.StandsAsync(id, cancellation)) return [.. facts.Select(_ => new AppendedFact(Appended.Erased, null))];
        if (answers[0].Result is not (Appended.UnknownRelease or Appended.Merged)) await _held.ForgetAsync(held, cancellation);
        return answers;
    }

    private async Task<List<StoredCase>> LoadAsync(IReadOnlyList<string> watchIds, CancellationToken cancellation)
    {
        var found = new List<StoredCase>(watchIds.Count);
        foreach (var part in watchIds.Chunk(Together))
            found.AddRange((await Task.WhenAll(part.Select(watchId => _cases.LoadAsync(watchId, cancellation)))).OfType<StoredCase>());
        return found;
    }
}
