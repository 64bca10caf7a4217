using RecallAlerts.Api.Access;
using RecallAlerts.Application.Audit;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Audit;

/// <summary>Notes whom somebody was shown, before it is shown: what cannot be noted is not shown. Routes and pages call it alike.</summary>
/// <param name="log">The audit log.</param>
/// <param name="time">The clock.</param>
public sealed class AuditTrail(IAuditLog log, TimeProvider time)
{
    /// <summary>Who does something, and why, as the audit log names it.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="purpose">The template of a route, or the name of a page.</param>
    public static AuditSource SourceOf(Caller caller, string purpose) => AuditSource.Of(caller.Name, RoleOf(caller), purpose);

    /// <summary>Notes that releases were consulted, as one entry; nothing where none was shown.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="purpose">The template of a route, or the name of a page.</param>
    /// <param name="watchIds">The releases that the answer or the page shows.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task NoteAsync(Caller caller, string purpose, IReadOnlyList<string> watchIds, CancellationToken cancellation)
    {
        if (watchIds.Count == 0) return Task.CompletedTask;
        return log.NoteAsync(new AuditNote(Now, SourceOf(caller, purpose), AuditAction.Consulted) { WatchIds = [.. watchIds.Distinct(StringComparer.Ordinal)] }, cancellation);
    }

    /// <summary>Notes that rows leave in an export: whose they are is not said, what they are is.</summary>
    public Task NoteAsync(Caller caller, string purpose, IReadOnlyList<AuditDetail> disclosed, CancellationToken cancellation) =>
        log.NoteAsync(new AuditNote(Now, SourceOf(caller, purpose), AuditAction.Disclosed) { Details = disclosed }, cancellation);

    /// <summary>What was done with a release and who was shown it, the latest first.</summary>
    public Task<IReadOnlyList<ListedEntry>> OfReleaseAsync(string watchId, AuditPlace? after, int atMost, CancellationToken cancellation) => log.OfReleaseAsync(watchId, after, atMost, cancellation);

    private Instant Now => Instant.From(time.GetUtcNow());

    private static string RoleOf(Caller caller) => caller.IsDeveloper ? "developer" : string.Join('+', caller.Roles.Order().Select(NameOf<AppRole>.Text));
}
