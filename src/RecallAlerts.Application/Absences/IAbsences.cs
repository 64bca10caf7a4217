namespace RecallAlerts.Application.Absences;

/// <summary>The absences that managers entered, as of a version.</summary>
/// <param name="Version">Rises with each change; 0 when none was ever entered.</param>
/// <param name="Entered">The absences, by id.</param>
public sealed record AbsenceList(long Version, IReadOnlyList<EnteredAbsence> Entered)
{
    /// <summary>None was ever entered.</summary>
    public static AbsenceList None { get; } = new(0, []);
}

/// <summary>A change of the absences.</summary>
/// <param name="Put">Those that are new or changed.</param>
/// <param name="Removed">The ids of those that go.</param>
public sealed record AbsenceUpdate(IReadOnlyList<EnteredAbsence> Put, IReadOnlyList<string> Removed)
{
    /// <summary>The most absences that one change may put and remove: a store writes them as one.</summary>
    public const int AtMost = 50;
}

/// <summary>Where absences that managers enter are kept. They are few: what has ended for long is removed.</summary>
public interface IAbsences
{
    /// <summary>The absences; null when they still are those of a known version.</summary>
    Task<AbsenceList?> ReadAsync(long known, CancellationToken cancellation);

    /// <summary>
    /// Decides on all absences and changes them, as one: a decision is made again when somebody else was first. Answers the absences after it; a
    /// decision of null changes nothing.
    /// </summary>
    Task<AbsenceList> UpdateAsync(Func<IReadOnlyList<EnteredAbsence>, AbsenceUpdate?> decide, CancellationToken cancellation);
}
