using RecallAlerts.Application.Telemetry;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.People;

/// <summary>
/// Erases a person, with all CRNs that were merged into one. What stays are tombstones, which refuse whatever comes about them, the audit, and figures that are
/// published. Running it again finishes what broke off.
/// </summary>
/// <param name="people">Where people are kept.</param>
/// <param name="watches">End the watches of the releases.</param>
public sealed class ErasePerson(IPeopleStore people, IWatches watches)
{
    /// <summary>Erases the person of a CRN, known here or not: the CRN is refused from then on.</summary>
    /// <param name="crn">Any CRN of the person.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<PeopleAnswer> RunAsync(Crn crn, Instant now, CancellationToken cancellation)
    {
        using var span = UseCaseSpan.Begin("erase-person");
        var erased = await people.EraseAsync(await people.FindAsync(crn, cancellation), now, cancellation);
        await watches.ForgetAsync(erased.WatchIds, cancellation);
        span.Done();
        return PeopleAnswer.Of(erased.Rows > 0, erased.Rows > 0 ? erased.WatchIds.Count : 0);
    }
}
