using RecallAlerts.Application.Absences;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Notify.Directory;

/// <summary>What a directory file says, checked.</summary>
/// <param name="Contacts">How people are reached.</param>
/// <param name="Pdus">The PDU of a practitioner, where the file says it.</param>
/// <param name="Absences">Absences; those of one person do not overlap.</param>
public sealed record DirectoryDocument(
    IReadOnlyDictionary<Person, Contact> Contacts, IReadOnlyDictionary<Person, string> Pdus, IReadOnlyList<Absence> Absences)
{
    /// <summary>The duty SPO of somebody's PDU; null when there is no such PDU or the file does not say it.</summary>
    public Person? DutySpoOf(Person person) => person.Role switch
    {
        Role.DutySpo => person,
        Role.HeadOfPdu => new Person(Role.DutySpo, person.Id),
        Role.Practitioner => Pdus.TryGetValue(person, out var pdu) ? new Person(Role.DutySpo, pdu) : null,
        _ => null,
    };
}
