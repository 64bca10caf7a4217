using Moq;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Tests.Cases;

/// <summary>A store in memory that keeps what recording needs. The adapters have a contract of their own.</summary>
internal sealed class StoredCases
{
    private readonly Dictionary<ReleaseId, (NewCase Case, List<RecordedFact> Facts)> _cases = [];
    private readonly List<HeldFact> _held = [];

    public StoredCases()
    {
        Mock.Setup(s => s.FindAllAsync(It.IsAny<Crn>(), It.IsAny<CancellationToken>())).ReturnsAsync((Crn crn, CancellationToken _) => new PersonCases(FindAll(crn)));
        Mock.Setup(s => s.FindAsync(It.IsAny<ReleaseId>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((ReleaseId id, CancellationToken _) => FindAll(new Crn(id.Value[..7])).FirstOrDefault(c => c.Id == id));
        Mock.Setup(s => s.RegisterAsync(It.IsAny<IReadOnlyList<NewCase>>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((IReadOnlyList<NewCase> cases, CancellationToken _) => [.. cases.Select(Register)]);
        Mock.Setup(s => s.AppendAsync(It.IsAny<IReadOnlyList<FactFor>>(), It.IsAny<Instant>(), It.IsAny<Func<CaseRecord, CaseUpdate?>?>(), It.IsAny<CancellationToken>()))
            .Returns(async (IReadOnlyList<FactFor> facts, Instant _, Func<CaseRecord, CaseUpdate?>? _, CancellationToken _) =>
            {
                await BeforeAppend();
                return [.. facts.Select(f => new AppendedFact(Append(f), null))];
            });
        Mock.Setup(s => s.HoldAsync(It.IsAny<IReadOnlyList<(string, RecordedFact)>>(), It.IsAny<Instant>(), It.IsAny<CancellationToken>()))
            .Returns(async (IReadOnlyList<(string Key, RecordedFact Fact)> events, Instant now, CancellationToken _) =>
            {
                await BeforeHold();
                _held.AddRange(events.Select(e => new HeldFact(e.Key, e.Fact, now)));
            });
    }

    public Mock<ICaseStore> Mock { get; } = new(MockBehavior.Strict);

    /// <summary>What another caller does just before events are held.</summary>
    public Func<Task> BeforeHold { get; set; } = () => Task.CompletedTask;

    /// <summary>What another caller does just before facts are appended.</summary>
    public Func<Task> BeforeAppend { get; set; } = () => Task.CompletedTask;

    public IReadOnlyList<HeldFact> Held => _held;

    public IReadOnlyList<ReleaseId> OthersOf(string releaseId) => _cases[new ReleaseId(releaseId)].Case.Others;

    public IEnumerable<string> FactsOf(string releaseId) => _cases[new ReleaseId(releaseId)].Facts.Select(f => f.Fact.EventId);

    public Recorders RecordersOf(string releaseId)
    {
        var (c, facts) = _cases[new ReleaseId(releaseId)];
        return facts.Aggregate(Recorders.None.With(c.RecordedBy), (r, f) => r.With(f.RecordedBy));
    }

    private IReadOnlyList<CaseRecord> FindAll(Crn crn) => [.. _cases.Values.Where(c => c.Case.Release.Crn == crn).Select(c => new CaseRecord
    {
        Id = c.Case.Id, WatchId = c.Case.WatchId, History = new CaseHistory(c.Case.Release, [.. c.Facts.Select(f => f.Fact)]), RegisteredAt = c.Case.RegisteredAt, Version = 1, Pdu = "gwent",
    })];

    private Registration Register(NewCase c)
    {
        if (_cases.TryGetValue(c.Id, out var known)) return Intake(known.Case.Release) == Intake(c.Release) ? Registration.Same : Registration.Conflict;
        _cases.Add(c.Id, (c, []));
        foreach (var held in _held.Where(h => c.SubjectKeys.Contains(h.SubjectKey) && c.Claims(h)).ToArray())
        {
            _held.Remove(held);
            Append(new FactFor(c.Id, held.Fact));
        }

        return Registration.Created;
    }

    private Appended Append(FactFor f)
    {
        if (!_cases.TryGetValue(f.ReleaseId, out var known)) return Appended.UnknownRelease;
        if (known.Facts.Any(k => k.Fact.EventId == f.Fact.Fact.EventId && k.Content == f.Fact.Content)) return Appended.Duplicate;
        known.Facts.Add(f.Fact);
        return Appended.Accepted;
    }

    private static string Intake(Release release) => Application.Intake.ReleaseWriter.Write(release);
}
