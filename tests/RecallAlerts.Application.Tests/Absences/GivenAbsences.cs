using RecallAlerts.Application.Absences;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Tests.Absences;

/// <summary>A directory with an own absence, and absences in memory.</summary>
internal sealed class GivenAbsences : IDirectory, IAbsences
{
    /// <summary>A Monday, nine o'clock in London.</summary>
    public static readonly Instant Now = Instant.Parse("2026-06-08T08:00:00Z");

    public static readonly Person P1 = new(Role.Practitioner, "P1");
    public static readonly Person P2 = new(Role.Practitioner, "P2");
    public static readonly Person P3 = new(Role.Practitioner, "P3");
    public static readonly Person DutySpo = new(Role.DutySpo, "gwent");
    public static readonly Person Head = new(Role.HeadOfPdu, "gwent");
    public static readonly PduStaff Staff = new("gwent", [P1, P2, P3, DutySpo]);

    private AbsenceList _list = AbsenceList.None;

    /// <summary>Who cannot be reached.</summary>
    public Person? Unknown { get; init; }

    public IReadOnlyList<Absence> Absences { get; set; } = [];

    /// <summary>Local midnight of a day of June 2026.</summary>
    public static Instant Day(int day) => LondonTime.StartOf(new DateOnly(2026, 6, day));

    public static Absence Away(int from, int until, Person? person = null, Person? cover = null) => new(person ?? P1, Day(from), Day(until), cover ?? P2);

    public Contact? Find(Person person) => person == Unknown ? null : new Contact("email", "somebody@staff.example");

    public Person CoverOf(Person person, Instant now) => throw new NotSupportedException();

    public IReadOnlyList<Person> CoveredBy(Person person, Instant now) => throw new NotSupportedException();

    public Task<AbsenceList?> ReadAsync(long known, CancellationToken cancellation) => Task.FromResult(known == _list.Version ? null : _list);

    public Task<AbsenceList> UpdateAsync(Func<IReadOnlyList<EnteredAbsence>, AbsenceUpdate?> decide, CancellationToken cancellation)
    {
        if (decide(_list.Entered) is { } update)
            _list = new AbsenceList(_list.Version + 1, [.. _list.Entered.Where(e => !update.Removed.Contains(e.Id, StringComparer.Ordinal) && update.Put.All(p => p.Id != e.Id)), .. update.Put]);
        return Task.FromResult(_list);
    }
}
