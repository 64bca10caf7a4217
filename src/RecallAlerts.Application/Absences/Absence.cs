using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Absences;

/// <summary>Somebody is away, and somebody else gets what is meant for them.</summary>
/// <param name="Person">Who is away.</param>
/// <param name="From">Since when, inclusive, UTC.</param>
/// <param name="Until">Until when, exclusive, UTC.</param>
/// <param name="Cover">Who stands in.</param>
public sealed record Absence(Person Person, Instant From, Instant Until, Person Cover)
{
    /// <summary>Whether they are away at an instant.</summary>
    public bool Holds(Instant now) => From <= now && now < Until;

    /// <summary>Whether it has an instant in common with another time.</summary>
    public bool Overlaps(Instant from, Instant until) => From < until && from < Until;
}

/// <summary>An absence that a manager entered.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Absence">Who is away, when, and who stands in.</param>
/// <param name="Pdu">Whose manager entered it.</param>
/// <param name="EnteredBy">Who entered it.</param>
/// <param name="EnteredAt">When, UTC.</param>
public sealed record EnteredAbsence(string Id, Absence Absence, string Pdu, Person EnteredBy, Instant EnteredAt);
