namespace RecallAlerts.Application.People;

/// <summary>What became of an operation on people.</summary>
public enum PeopleOutcome
{
    /// <summary>Done, now.</summary>
    Done,

    /// <summary>It was done before, or there was nothing to do; nothing changed.</summary>
    Unchanged,

    /// <summary>Somebody whom it names was erased; nothing changed.</summary>
    Erased,
}

/// <summary>The answer to an operation on people; names nobody.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Releases">Of how many releases something changed.</param>
public sealed record PeopleAnswer(PeopleOutcome Outcome, int Releases)
{
    internal static PeopleAnswer OfErased { get; } = new(PeopleOutcome.Erased, 0);

    internal static PeopleAnswer Of(bool isChanged, int releases) => new(isChanged || releases > 0 ? PeopleOutcome.Done : PeopleOutcome.Unchanged, releases);
}
