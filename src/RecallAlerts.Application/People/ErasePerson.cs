using RecallAlerts.Application.Audit;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.People;

/// <summary>
/// Erases a person, with all CRNs that were merged into one. What stays are tombstones, which refuse whatever comes about them, the audit, and figures that are
/// published. Running it again finishes what broke off.
/// </summary>
/// <param name="people">Where people are kept.</param>
/// <param name="key">The service's secret.</param>
/// <param name="watches">End the watches of the releases.</param>
/// <param name="audit">Is told who asked for it and by which way, before anything is done; the words of the reason are not kept.</param>
public sealed class ErasePerson(IPeopleStore people, ServiceKey key, IWatches watches, IAuditLog audit)
{
    /// <summary>Erases the person of a CRN, known here or not: the CRN is refused from then on.</summary>
    /// <param name="crn">Any CRN of the person.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <param name="by">Who asked for it, for the audit log; null names this program.</param>
    public async Task<PeopleAnswer> RunAsync(Crn crn, Instant now, CancellationToken cancellation, AuditSource? by = null)
    {
        using var span = UseCaseSpan.Begin("erase-person");
        var person = await people.FindAsync(crn, cancellation);
        var note = new AuditNote(now, by ?? AuditSource.Program, AuditAction.Erased) { WatchIds = [.. person.Releases.Select(key.WatchIdOf)] };
        if (!person.IsErased || person.Releases.Count > 0) await audit.NoteAsync(note, cancellation);
        var erased = await people.EraseAsync(person, now, cancellation);
        await watches.ForgetAsync(erased.WatchIds, cancellation);
        span.Done();
        return PeopleAnswer.Of(erased.Rows > 0, erased.Rows > 0 ? erased.WatchIds.Count : 0);
    }
}
