using RecallAlerts.Application.Cases;
using RecallAlerts.Azure.Tables.Audit;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;

namespace RecallAlerts.Azure.Tables;

/// <summary>The release row of a case. Each commit of the partition replaces it on the version that was read, so nothing is passed over.</summary>
internal sealed record CaseHead
{
    private const int CommitsKept = 16;

    public required ReleaseId Id { get; init; }

    public required string WatchId { get; init; }

    /// <summary>The body as registered, as JSON.</summary>
    public required string Body { get; init; }

    public required Instant RegisteredAt { get; init; }

    public required long Version { get; init; }

    /// <summary>Ids of the latest commits, the latest first: one whose answer was lost is recognised, and not made again.</summary>
    public string Commits { get; init; } = "";

    /// <summary>Stages that are visible: facts that did not fit one transaction.</summary>
    public string Stages { get; init; } = "";

    /// <summary>Releases whose facts were copied here by a merge and are no longer visible, because it was undone.</summary>
    public IReadOnlyList<ReleaseId> GivenBack { get; init; } = [];

    /// <summary>The row of the index that this version has, or will have when the index follows.</summary>
    public required Indexed Indexed { get; init; }

    /// <summary>The id under which a row of the index says that this case is to be looked at; null when nothing waits.</summary>
    public string? Guard { get; init; }

    public Instant? PendingSince { get; init; }

    /// <summary>As <see cref="Application.Cases.Recorders.Text"/>.</summary>
    public string? Recorders { get; init; }

    public Instant? NextWake { get; init; }

    public Instant? ReviewedAt { get; init; }

    public string? ReviewedUnder { get; init; }

    /// <summary>Since when its recalls wait for a decision; null when they do not.</summary>
    public Instant? RecallPending { get; init; }

    /// <summary>The row of the index that says that its recalls wait; null when they do not.</summary>
    public string? RecallGuard { get; init; }

    /// <summary>The version of which the index has its recalls; null when it has none.</summary>
    public long? RecallsIndexed { get; init; }

    /// <summary>Alerts that opened as high or urgent by the end of day 28.</summary>
    public IReadOnlyList<AlertId> HighAlerts { get; init; } = [];

    /// <summary>What lists need, as of the last review.</summary>
    public required StoredSummary Summary { get; init; }

    public ReleaseOutcomes? Outcomes { get; init; }

    /// <summary>Who may see it, as <see cref="AccessJson"/>; null when it is open.</summary>
    public string? Access { get; init; }

    /// <summary>Where the release's chain of the audit log has got to; null before its first entry.</summary>
    public StoredChainEnd? Audit { get; init; }

    public bool HasCommit(string commitId) => Commits.Split(' ').Contains(commitId, StringComparer.Ordinal);

    public bool HasStage(string stage) => Stages.Split(' ').Contains(stage, StringComparer.Ordinal);

    /// <summary>The next version, by a commit.</summary>
    public CaseHead By(string commitId) => this with { Version = Version + 1, Commits = string.Join(' ', Commits.Split(' ').Prepend(commitId).Take(CommitsKept)) };

    /// <summary>With facts that wait for a review; who recorded them is told one by one.</summary>
    public CaseHead Pending(Instant now, IEnumerable<string?> recordedBy, string guard) => this with
    {
        PendingSince = PendingSince ?? now,
        Recorders = recordedBy.Aggregate(new Recorders(Recorders), (recorders, by) => recorders.With(by)).Text,
        Guard = Guard ?? guard,
    };
}

/// <summary>A row of the index.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Wake">The wake that it says.</param>
internal sealed record Indexed(string Key, Instant? Wake);

/// <summary>What lists need of a release, as it was in force at its last review.</summary>
internal sealed record StoredSummary(
    WatchState State, string Region, string Pdu, string? PractitionerId, Domain.Releases.Rosh Rosh, int? MappaLevel, bool ChildProtection, Instant? WatchEndsAt)
{
    public static StoredSummary Of(CaseSummary summary) => Of(summary.State, summary.Release, summary.PractitionerId, summary.WatchEndsAt);

    public static StoredSummary Of(WatchState state, Release r, string? practitioner, Instant? watchEndsAt) =>
        new(state, r.Region, r.Pdu, practitioner, r.Rosh, r.MappaLevel, r.ChildProtection, watchEndsAt);
}
