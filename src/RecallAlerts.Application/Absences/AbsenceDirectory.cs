using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Absences;

/// <summary>
/// A directory joined with the absences that managers enter. What is entered through it is in force at once; what another program enters, when it is
/// read again.
/// </summary>
/// <param name="directory">The directory.</param>
/// <param name="absences">Where entered absences are kept.</param>
public sealed class AbsenceDirectory(IDirectory directory, IAbsences absences) : IDirectory
{
    private readonly Lock _changing = new();
    private volatile AbsenceList _entered = AbsenceList.None;
    private volatile Joined? _joined;

    /// <summary>The absences that managers entered, as last read.</summary>
    public IReadOnlyList<EnteredAbsence> Entered => _entered.Entered;

    /// <summary>All absences, the entered ones first.</summary>
    public IReadOnlyList<Absence> Absences => Current().Absences;

    /// <summary>The absences of the directory itself, which nobody changes here.</summary>
    public IReadOnlyList<Absence> Given => directory.Absences;

    /// <inheritdoc />
    public Contact? Find(Person person) => directory.Find(person);

    /// <inheritdoc />
    public Person CoverOf(Person person, Instant now) => Current().Covers.CoverOf(person, now);

    /// <inheritdoc />
    public IReadOnlyList<Person> CoveredBy(Person person, Instant now) => Current().Covers.CoveredBy(person, now);

    /// <inheritdoc />
    public string? PduOf(Person practitioner) => directory.PduOf(practitioner);

    /// <inheritdoc />
    public IReadOnlyList<Person> PractitionersOf(string pdu) => directory.PractitionersOf(pdu);

    /// <summary>Reads the entered absences where they changed.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        if (await absences.ReadAsync(_entered.Version, cancellation) is { } newer) Take(newer);
    }

    /// <summary>Decides on all entered absences and changes them; what is changed is in force when this ends.</summary>
    public async Task UpdateAsync(Func<IReadOnlyList<EnteredAbsence>, AbsenceUpdate?> decide, CancellationToken cancellation) =>
        Take(await absences.UpdateAsync(decide, cancellation));

    // Two that read at the same time may end in another order than they began.
    private void Take(AbsenceList list)
    {
        lock (_changing)
        {
            if (list.Version > _entered.Version) _entered = list;
        }
    }

    private Joined Current()
    {
        var (entered, given) = (_entered, directory.Absences);
        if (_joined is { } joined && ReferenceEquals(joined.Entered, entered) && ReferenceEquals(joined.Given, given)) return joined;
        return _joined = Join(entered, given);
    }

    private Joined Join(AbsenceList entered, IReadOnlyList<Absence> given)
    {
        IReadOnlyList<Absence> all = [.. entered.Entered.Select(e => e.Absence), .. given];
        var pdus = entered.Entered.GroupBy(e => e.Absence.Person).ToDictionary(g => g.Key, g => g.Last().Pdu);
        return new Joined(entered, given, all, new Covers(all, person => DutySpoOf(person, pdus)));
    }

    private Person? DutySpoOf(Person person, Dictionary<Person, string> pdus) => person.Role switch
    {
        Role.DutySpo => person,
        Role.HeadOfPdu => new Person(Role.DutySpo, person.Id),
        Role.Practitioner => (directory.PduOf(person) ?? pdus.GetValueOrDefault(person)) is { } pdu ? new Person(Role.DutySpo, pdu) : null,
        _ => null,
    };

    private sealed record Joined(AbsenceList Entered, IReadOnlyList<Absence> Given, IReadOnlyList<Absence> Absences, Covers Covers);
}
