using RecallAlerts.Application.Absences;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Messages;

/// <summary>How somebody is reached.</summary>
/// <param name="Channel">email or sms.</param>
/// <param name="Address">An e-mail address or telephone number; personal data of staff.</param>
public sealed record Contact(string Channel, string Address)
{
    /// <summary>The channel only: an address must not reach a log by being written somewhere.</summary>
    public override string ToString() => Channel;
}

/// <summary>Who is behind a role, and who stands in.</summary>
public interface IDirectory
{
    /// <summary>How somebody is reached; null when nobody knows, which is a visible failure and never silence.</summary>
    Contact? Find(Person person);

    /// <summary>Who gets what is meant for somebody at an instant: themselves, or during an absence the cover.</summary>
    Person CoverOf(Person person, Instant now);

    /// <summary>Everybody whom somebody covers at an instant, themselves included.</summary>
    IReadOnlyList<Person> CoveredBy(Person person, Instant now);

    /// <summary>Absences that it knows; those of one person do not overlap.</summary>
    IReadOnlyList<Absence> Absences => [];

    /// <summary>The PDU of a practitioner; null where it does not say it.</summary>
    string? PduOf(Person practitioner) => null;

    /// <summary>Practitioners of a PDU, as far as it says it.</summary>
    IReadOnlyList<Person> PractitionersOf(string pdu) => [];
}
