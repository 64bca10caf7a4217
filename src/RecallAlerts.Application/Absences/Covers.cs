using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Absences;

/// <summary>Who stands in for whom.</summary>
/// <param name="absences">Absences; where two of one person overlap, the first holds.</param>
/// <param name="dutySpoOf">The duty SPO of somebody's PDU; null when that is not known.</param>
public sealed class Covers(IReadOnlyList<Absence> absences, Func<Person, Person?> dutySpoOf)
{
    private readonly ILookup<Person, Absence> _absences = absences.ToLookup(a => a.Person);

    /// <summary>
    /// Themselves; during an absence the cover; when the cover is away too, the cover's cover. Where all three are away, or cover each other in a
    /// circle, the duty SPO, or whoever stands in for the duty SPO. Where that ends nowhere either, themselves: better a message that somebody
    /// finds late than none. Whoever is answered covers themselves, so asking twice changes nothing.
    /// </summary>
    public Person CoverOf(Person person, Instant now)
    {
        var present = person;
        for (var step = 0; step < 3; step++)
        {
            if (CoverNow(present, now) is not { } cover) return present;
            present = cover;
        }

        return dutySpoOf(person) is { } duty && duty != person ? CoverOf(duty, now) : person;
    }

    /// <summary>The inverse of <see cref="CoverOf"/>; somebody who is not known as away covers themselves.</summary>
    public IReadOnlyList<Person> CoveredBy(Person person, Instant now) =>
        [.. _absences.Select(a => a.Key).Append(person).Distinct().Where(p => CoverOf(p, now) == person).Order()];

    private Person? CoverNow(Person person, Instant now) => _absences[person].FirstOrDefault(a => a.Holds(now))?.Cover;
}
