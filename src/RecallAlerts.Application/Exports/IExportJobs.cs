using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Exports;

/// <summary>How far the making of an export is.</summary>
public enum ExportJobState
{
    /// <summary>waiting: it is not its turn yet</summary>
    Waiting,

    /// <summary>running</summary>
    Running,

    /// <summary>done: it can be downloaded</summary>
    Done,

    /// <summary>failed: the store could not be read, or the file not be written</summary>
    Failed,
}

/// <summary>An export that is made in the background.</summary>
/// <param name="Id">Its id, which nobody can guess.</param>
/// <param name="Owner">Who asked for it, by the name in the audit; nobody else sees it.</param>
/// <param name="Table">recall-reasons or releases.</param>
/// <param name="Scope">Which rows.</param>
/// <param name="Format">How it is written.</param>
/// <param name="Project">The project whose keys stand for people; null is a project too.</param>
/// <param name="AskedAt">When it was asked for, UTC; a day later it is gone.</param>
/// <param name="State">How far it is.</param>
/// <param name="Rows">Rows written so far.</param>
public sealed record ExportJob(string Id, string Owner, string Table, ExportScope Scope, ExportFormat Format, string? Project, Instant AskedAt, ExportJobState State, long Rows)
{
    /// <summary>Hours for which an export is kept.</summary>
    public const int KeptHours = 24;

    /// <summary>The most exports of one person at a time.</summary>
    public const int MostOfOne = 10;

    /// <summary>One that is asked for now.</summary>
    public static ExportJob Of(string id, string owner, string table, ExportRequest asked, Instant now) => new(id, owner, table, asked.Scope, asked.Format, asked.Project, now, ExportJobState.Waiting, 0);

    /// <summary>Exports in the order in which they are listed, the latest first.</summary>
    public static IReadOnlyList<ExportJob> LatestFirst(IEnumerable<ExportJob> jobs) => [.. jobs.OrderByDescending(j => j.AskedAt).ThenBy(j => j.Id, StringComparer.Ordinal)];

    /// <summary>What was asked for.</summary>
    public ExportRequest ToRequest() => new(Scope, Format, Project);

    /// <summary>Whether its day is over.</summary>
    public bool IsGone(Instant now) => AskedAt.PlusHours(KeptHours) <= now;

    /// <summary>Whether nothing more happens to it.</summary>
    public bool IsOver => State > ExportJobState.Running;
}

/// <summary>
/// Makes exports in the background, for one host each: where the file lies and what runs it is the host's. A job belongs to who asked for it: to
/// anybody else it does not exist.
/// </summary>
public interface IExportJobs
{
    /// <summary>Begins to make an export; null when the owner has as many as one may have.</summary>
    Task<ExportJob?> StartAsync(string owner, string table, ExportRequest request, Instant now, CancellationToken cancellation);

    /// <summary>The exports of an owner, the latest first.</summary>
    Task<IReadOnlyList<ExportJob>> OfAsync(string owner, Instant now, CancellationToken cancellation);

    /// <summary>An export; null when there is none, it is somebody else's, or its day is over.</summary>
    Task<ExportJob?> FindAsync(string owner, string id, Instant now, CancellationToken cancellation);

    /// <summary>Opens what was made; null unless it is done and the owner's.</summary>
    Task<Stream?> OpenAsync(string owner, string id, Instant now, CancellationToken cancellation);

    /// <summary>Stops one that is not done, deletes what was made of it and forgets it; false when there is none.</summary>
    Task<bool> CancelAsync(string owner, string id, Instant now, CancellationToken cancellation);
}
