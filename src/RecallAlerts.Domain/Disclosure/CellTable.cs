namespace RecallAlerts.Domain.Disclosure;

/// <summary>Something that everybody knows of counts: a whole is the sum of its parts, or at least that.</summary>
/// <param name="Whole">The cell of the whole.</param>
/// <param name="Parts">The cells of its parts, which do not overlap.</param>
/// <param name="IsSum">Whether the parts make up the whole; otherwise there may be more in it.</param>
public sealed record Relation(int Whole, IReadOnlyList<int> Parts, bool IsSum);

/// <summary>What becomes of a cell.</summary>
public enum CellState
{
    /// <summary>It is in no report; known is only that it is not negative.</summary>
    Unpublished,

    /// <summary>It is to be published, unless it is suppressed.</summary>
    Free,

    /// <summary>It was published before: that cannot be taken back.</summary>
    Shown,

    /// <summary>It is suppressed, or was when it was published before.</summary>
    Suppressed,
}

/// <summary>Counts of people that are published together, or were published before of the same people, and what is known of them.</summary>
public sealed class CellTable
{
    /// <summary>A table.</summary>
    /// <param name="counts">The true count of each cell.</param>
    /// <param name="states">What becomes of each cell.</param>
    /// <param name="relations">What everybody knows of the counts. One that does not hold, because something was recorded between two publications, tells nothing and is left out.</param>
    public CellTable(IReadOnlyList<int> counts, IReadOnlyList<CellState> states, IEnumerable<Relation> relations)
    {
        (Counts, States) = ([.. counts], [.. states]);
        Relations = [.. relations.Where(Holds)];
        Of = [.. Enumerable.Range(0, Counts.Length).Select(_ => new List<Relation>())];
        foreach (var relation in Relations)
        {
            Of[relation.Whole].Add(relation);
            foreach (var part in relation.Parts) Of[part].Add(relation);
        }
    }

    /// <summary>The true counts.</summary>
    public int[] Counts { get; }

    /// <summary>What becomes of the cells.</summary>
    public CellState[] States { get; }

    /// <summary>What is known of the counts.</summary>
    public IReadOnlyList<Relation> Relations { get; }

    internal List<Relation>[] Of { get; }

    /// <summary>What is in a whole beyond its parts.</summary>
    internal int Rest(Relation relation)
    {
        var rest = Counts[relation.Whole];
        foreach (var part in relation.Parts) rest -= Counts[part];
        return rest;
    }

    private bool Holds(Relation relation) => Rest(relation) is var rest && (relation.IsSum ? rest == 0 : rest >= 0);
}
