using System.Security.Cryptography;
using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Queries;
using RecallAlerts.Azure.Tables.Lists;
using RecallAlerts.Azure.Tables.Recalls;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Azure.Tables;

/// <summary>Lists over many cases on tables: out of the index, which may be behind a case by the time of a commit.</summary>
public sealed class TablesQueries : ICaseQueries
{
    private const string P = StoreTables.OverallPartition;
    private readonly StoreTables _tables;
    private readonly ServiceKey _key;
    private readonly IndexedCases _cases;
    private readonly InboxReader _inbox;
    private readonly MessageLists _messages;
    private readonly WatchProver _prover;

    /// <param name="tables">The tables.</param>
    /// <param name="key">Makes the keys of releases.</param>
    public TablesQueries(StoreTables tables, ServiceKey key)
    {
        (_tables, _key, _cases, _inbox, _messages) = (tables, key, new IndexedCases(tables), new InboxReader(tables), new MessageLists(tables));
        var cases = new CasePartition(tables);
        var index = new CaseIndex(tables, cases, key);
        _prover = new WatchProver(tables, cases, index, new CaseCommit(tables, cases, index));
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<ListedAlert>> InboxAsync(InboxFilter filter, CancellationToken cancellation) => _inbox.ReadAsync(filter, cancellation);

    /// <inheritdoc />
    public async Task<IReadOnlyList<HeldCase>> CasesOfAsync(IReadOnlyList<string> practitioners, string? pdu, Viewer viewer, CancellationToken cancellation)
    {
        var held = new List<HeldCase>();
        await foreach (var c in _cases.ReadAsync(pdu, cancellation))
        {
            if (c.Summary.PractitionerId is { } id && practitioners.Contains(id, StringComparer.Ordinal) && c.Summary.State != WatchState.Ended && viewer.MaySee(AccessJson.Read(c.Access))) held.Add(new HeldCase(c.WatchId, IndexedCases.Listed(c), id));
        }

        return [.. held.OrderBy(c => c.Release.ReleasedAt).ThenBy(c => c.Release.ReleaseId)];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<TriageCandidate>> TriageAsync(string pdu, Viewer viewer, CancellationToken cancellation)
    {
        var candidates = new List<TriageCandidate>();
        await foreach (var c in _cases.ReadAsync(pdu, cancellation))
        {
            if (!viewer.MaySee(AccessJson.Read(c.Access))) continue;
            TriageAlert[] alerts = [.. c.Alerts.Where(Counts).Select(a => TriageAlert.Of(a) with { Id = null })];
            if (alerts.Length > 0) candidates.Add(Candidate(c, alerts));
        }

        return candidates;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<TriageCase>> TriageAsync(IReadOnlyList<ReleaseId> releases, Viewer viewer, CancellationToken cancellation)
    {
        var loaded = await _cases.LoadAsync([.. releases.Select(_key.WatchIdOf)], cancellation);
        return [.. loaded.Where(c => viewer.MaySee(AccessJson.Read(c.Head.Access))).Select(c => Triaged(c.Head, c.Alerts)).Where(c => c.Alerts.Count > 0)];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<CarriedLoad>> LoadAsync(string pdu, Viewer viewer, CancellationToken cancellation)
    {
        var (held, open) = (new List<(Person, int)>(), new List<(Person, Severity, int)>());
        await foreach (var c in _cases.ReadAsync(pdu, cancellation))
        {
            if (!viewer.MaySee(AccessJson.Read(c.Access))) continue;
            if (c.Summary is { PractitionerId: { } id, State: not WatchState.Ended }) held.Add((new Person(Role.Practitioner, id), 1));
            open.AddRange(c.Alerts.Where(a => a.IsDeliverable).Select(a => (a.Owner, a.Severity, 1)));
        }

        return CarriedLoad.Of(held, open);
    }

    /// <inheritdoc />
    public async Task<int> CountLimitedAsync(string pdu, Viewer viewer, CancellationToken cancellation)
    {
        var limited = 0;
        await foreach (var c in _cases.ReadAsync(pdu, cancellation)) limited += c.Summary.State != WatchState.Ended && !viewer.MaySee(AccessJson.Read(c.Access)) ? 1 : 0;
        return limited;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<ListedFact>> TimelineAsync(ReleaseId id, CancellationToken cancellation)
    {
        var rows = await _tables.Cases.ReadAsync(CasePartition.OfCase(_key.WatchIdOf(id)), cancellation, CasePartition.Columns);
        if (rows.Find(r => r.RowKey == RowKeys.Head) is not { } head) return [];
        var facts = FactRows.Visible(rows, head.ReadJson<CaseHead>()).Select(f => (f.Key, Fact: f.Value.ReadJson<StoredFact>()));
        return [.. facts.OrderBy(f => f.Fact.OccurredAt).ThenBy(f => f.Fact.RecordedAt).ThenBy(f => f.Fact.EventId, StringComparer.Ordinal).ThenBy(f => f.Key, StringComparer.Ordinal)
            .Select(f => new ListedFact(f.Fact.EventId, f.Fact.Type, f.Fact.OccurredAt, f.Fact.RecordedAt, f.Fact.RecordedBy, f.Fact.Data))];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<ListedChange>> ChangesAsync(ReleaseId id, CancellationToken cancellation) =>
        [.. MomentRows.ReadChanges(await _tables.Cases.ReadAsync(Requests.Under(_key.WatchIdOf(id), MomentRows.Changes), cancellation))];

    /// <inheritdoc />
    public IAsyncEnumerable<AlertHistory> AllAlertsAsync(CancellationToken cancellation) => new AlertHistories(_tables).ReadAsync(cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<ListedMessage>> AllMessagesAsync(CancellationToken cancellation) => _messages.AllAsync(cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<(Person To, long Count)>> CountMessagesAsync(MessageKind kind, CancellationToken cancellation) => _messages.CountAsync(kind, cancellation);

    /// <inheritdoc />
    public async Task<WatchProof> ProveWatchAsync(Instant now, CancellationToken cancellation)
    {
        var (watched, unwatched, overdue, pendingTooLong, withoutAudience) = await _prover.ProveAsync(now, cancellation);
        var (unsent, failing, oldest) = await _messages.CountUnsentAsync(cancellation);
        var held = await _tables.Held.ReadAsync("", cancellation, ["PartitionKey"]);
        return new WatchProof(watched, unwatched, overdue, pendingTooLong, unsent, failing, held.Count) { OldestUnsentAt = oldest, WithoutAudience = withoutAudience };
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Counted>> CountStatesAsync(CancellationToken cancellation)
    {
        var counts = new SortedDictionary<WatchState, long>();
        foreach (var prefix in (string[])["w|", "e|"])
        {
            await foreach (var row in _cases.NewestAsync(Requests.Under(P, prefix), [IndexRows.WatchId, IndexRows.State], cancellation))
            {
                var state = (WatchState)row.GetInt32(IndexRows.State)!;
                counts[state] = counts.GetValueOrDefault(state) + 1;
            }
        }

        return [.. counts.Select(c => new Counted(NameOf<WatchState>.Text(c.Key), c.Value))];
    }

    /// <inheritdoc />
    public async Task NoteRefusedAsync(IReadOnlyList<(string Type, string Problem)> refused, Instant now, CancellationToken cancellation)
    {
        var day = DateOnly.FromDateTime(now.ToDateTimeOffset().UtcDateTime).ToString("yyyy-MM-dd");
        foreach (var part in refused.Chunk(Requests.MostRows)) await _tables.Refused.SubmitTransactionAsync(part.Select(r => Requests.Put(Refused(day, now, r))), cancellation);
    }

    private static bool Counts(Alert a) => a.Status < AlertStatus.Dismissed && a.SuppressedBy is null;

    private static TriageCandidate Candidate(IndexedCase c, TriageAlert[] alerts) => new(c.Id, c.ReleasedAt, c.Summary.Rosh, alerts)
    {
        PractitionerId = c.Summary.PractitionerId, MappaLevel = c.Summary.MappaLevel, ChildProtection = c.Summary.ChildProtection,
    };

    private static TriageCase Triaged(CaseHead head, IReadOnlyList<Alert> alerts) =>
        new(head.WatchId, IndexedCases.Listed(head), [.. alerts.Where(Counts).OrderBy(a => a.Id).Select(a => a with { Tellings = [] })])
        {
            Crn = CasePartition.ReadBody(head.Body).Crn, PractitionerId = head.Summary.PractitionerId,
        };

    // Nothing tells one refusal from another: each has a row of its own, which is the same when it is sent again.
    private static TableEntity Refused(string day, Instant now, (string Type, string Problem) refused)
    {
        var row = new TableEntity(day, $"{RowKeys.Time(now)}|{RandomNumberGenerator.GetHexString(16, lowercase: true)}");
        row.PutJson(new RefusedRow(refused.Type, refused.Problem));
        return row;
    }
}

/// <summary>What is kept of a refused event.</summary>
internal sealed record RefusedRow(string Type, string Problem);
