using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Messages;

/// <summary>Nobody has an address and nobody is away: for playing, where no message leaves.</summary>
public sealed class NoDirectory : IDirectory
{
    /// <inheritdoc />
    public Contact? Find(Person person) => null;

    /// <inheritdoc />
    public Person CoverOf(Person person, Instant now) => person;

    /// <inheritdoc />
    public IReadOnlyList<Person> CoveredBy(Person person, Instant now) => [person];
}
