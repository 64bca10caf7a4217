using RecallAlerts.Application.Intake.Hmpps;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.People;

/// <summary>The operations on people together, and the HMPPS events that ask for them.</summary>
/// <param name="Merge">Merges.</param>
/// <param name="Unmerge">Undoes a merge.</param>
/// <param name="Erase">Erases.</param>
public sealed record ChangePeople(MergePeople Merge, UnmergePeople Unmerge, ErasePerson Erase)
{
    /// <summary>Does what an event asks for.</summary>
    public Task<PeopleAnswer> ApplyAsync(HmppsEvent.PersonChanged changed, AuditSource by, Instant now, CancellationToken cancellation) => changed.Change switch
    {
        PersonChange.Merged => Merge.RunAsync(changed.From, changed.To, now, cancellation, by),
        PersonChange.Unmerged => Unmerge.RunAsync(changed.From, changed.To, now, cancellation, by),
        _ => Erase.RunAsync(changed.From, now, cancellation, by),
    };
}
