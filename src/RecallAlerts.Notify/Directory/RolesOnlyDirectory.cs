using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Notify.Directory;

/// <summary>
/// Until a directory file is named: messages go to the file of messages under the role they are for, and nobody is away. GOV.UK Notify is
/// never used with it.
/// </summary>
public sealed class RolesOnlyDirectory : IDirectory
{
    /// <inheritdoc />
    public Contact? Find(Person person) => new("email", person.ToString());

    /// <inheritdoc />
    public Person CoverOf(Person person, Instant now) => person;

    /// <inheritdoc />
    public IReadOnlyList<Person> CoveredBy(Person person, Instant now) => [person];
}
