namespace RecallAlerts.Functions.Tests.Costs;

/// <summary>What releases cost until their 28th day is over: what is done for several is shared among them.</summary>
internal sealed class Ledger(Func<int> transactions, Func<int> forPeople)
{
    private readonly Dictionary<string, Cost> _costs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (int Times, int Invocations, int Transactions)> _work = new(StringComparer.Ordinal);
    private readonly HashSet<string> _closed = new(StringComparer.Ordinal);

    /// <summary>Transactions that were done for nobody.</summary>
    public int OfNobody { get; private set; }

    /// <summary>What was done, how often, and what it cost in all.</summary>
    public override string ToString() => string.Join("; ", _work.Select(w => $"{w.Key}: {w.Value.Times} times, {w.Value.Invocations} invocations, {w.Value.Transactions} transactions"));

    public IReadOnlyDictionary<string, Cost> Costs => _costs;

    /// <summary>Runs something, and charges what it did.</summary>
    public async Task<T> RunAsync<T>(string what, Func<Task<T>> run, Func<T, IReadOnlyCollection<string>> of, int invocations, bool isOfTheApp = false)
    {
        var (before, beforeForPeople) = (transactions(), forPeople());
        var result = await run();
        var (all, people) = (transactions() - before, forPeople() - beforeForPeople);
        Note(what, invocations, all);
        Charge(of(result), invocations, isOfTheApp ? 0 : all - people, people);
        if (isOfTheApp) OfNobody += all - people;
        return result;
    }

    private void Note(string what, int invocations, int done)
    {
        var (times, i, t) = _work.GetValueOrDefault(what);
        _work[what] = (times + 1, i + invocations, t + done);
    }

    /// <summary>Ends the account of a release.</summary>
    public void Close(string watchId, int episodesAndActivities)
    {
        Charge([watchId], episodesAndActivities, 0, 0);
        _closed.Add(watchId);
    }

    private void Charge(IReadOnlyCollection<string> releases, double invocations, double own, double people)
    {
        if (releases.Count == 0) OfNobody += (int)(own + people);
        foreach (var watchId in releases.Where(w => !_closed.Contains(w)))
        {
            var cost = _costs.GetValueOrDefault(watchId);
            _costs[watchId] = new Cost(
                cost.Invocations + (invocations / releases.Count), cost.Transactions + (own / releases.Count), cost.ForPeople + (people / releases.Count));
        }
    }
}

/// <summary>What one release costs.</summary>
/// <param name="Invocations">Function invocations, episodes of its watch and the sending of its messages included.</param>
/// <param name="Transactions">Storage transactions for the release: its facts, its looks, its rows of the index.</param>
/// <param name="ForPeople">Its share of those for people: deciding messages, handing them over and sending them.</param>
internal readonly record struct Cost(double Invocations, double Transactions, double ForPeople)
{
    /// <summary>All of its storage transactions.</summary>
    public double AllTransactions => Transactions + ForPeople;
}
