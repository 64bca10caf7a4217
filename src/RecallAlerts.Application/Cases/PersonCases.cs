using System.Collections;

namespace RecallAlerts.Application.Cases;

/// <summary>All cases of a person, by whichever of their CRNs one asks.</summary>
/// <param name="cases">The cases, those that go on as another after a merge among them.</param>
public sealed class PersonCases(IReadOnlyList<CaseRecord> cases) : IReadOnlyList<CaseRecord>
{
    /// <summary>Somebody of whom nothing is known.</summary>
    public static PersonCases None { get; } = new([]);

    /// <summary>Whether the person was erased: nothing about them is taken any more.</summary>
    public bool IsErased { get; init; }

    /// <summary>The keys under which events for the person's other CRNs may be held; empty for a person of one CRN.</summary>
    public IReadOnlyList<string> OtherKeys { get; init; } = [];

    /// <inheritdoc />
    public int Count => cases.Count;

    /// <inheritdoc />
    public CaseRecord this[int index] => cases[index];

    /// <inheritdoc />
    public IEnumerator<CaseRecord> GetEnumerator() => cases.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
