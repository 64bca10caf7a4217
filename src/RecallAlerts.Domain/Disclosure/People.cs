namespace RecallAlerts.Domain.Disclosure;

/// <summary>
/// The people of an area, by the cells in which they are counted: a bit for each cell. What is counted falls into aspects that have no cell in
/// common, such as where people lived and whether they were treated, and one aspect of a person can be otherwise without the others.
/// </summary>
public sealed class People
{
    private readonly Dictionary<ulong, int>[] _byAspect;
    private readonly Dictionary<ulong, int> _whole = [];

    /// <summary>People.</summary>
    /// <param name="aspects">How many aspects there are.</param>
    /// <param name="people">For each person a set of cells for each aspect.</param>
    public People(int aspects, IEnumerable<IReadOnlyList<ulong>> people)
    {
        _byAspect = [.. Enumerable.Range(0, aspects).Select(_ => new Dictionary<ulong, int>())];
        foreach (var person in people) Add(person);
    }

    /// <summary>How many aspects there are.</summary>
    public int Aspects => _byAspect.Length;

    /// <summary>How many whole persons are counted in each set of cells.</summary>
    public IReadOnlyDictionary<ulong, int> Persons => _whole;

    /// <summary>How many are counted in each set of cells of an aspect.</summary>
    public IReadOnlyDictionary<ulong, int> Of(int aspect) => _byAspect[aspect];

    /// <summary>How many people a cell counts.</summary>
    public int Count(int cell)
    {
        var count = 0;
        foreach (var (cells, people) in _whole)
        {
            if ((cells & (1UL << cell)) != 0) count += people;
        }

        return count;
    }

    private void Add(IReadOnlyList<ulong> person)
    {
        var all = 0UL;
        for (var aspect = 0; aspect < person.Count; aspect++)
        {
            all |= person[aspect];
            _byAspect[aspect][person[aspect]] = _byAspect[aspect].GetValueOrDefault(person[aspect]) + 1;
        }

        _whole[all] = _whole.GetValueOrDefault(all) + 1;
    }
}
