namespace RecallAlerts.Functions.Tests.Costs;

/// <summary>What releases cost until their 28th day is over: what is done for several is shared among them.</summary>
internal sealed class Ledger(Func<int> transactions)
{
    private readonly Dictionary<string, (double Invocations, double Transactions)> _costs = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (int Times, int Invocations, int Transactions)> _work = new(StringComparer.Ordinal);
    private readonly HashSet<string> _closed = new(StringComparer.Ordinal);

    /// <summary>Transactions that were done for nobody.</summary>
    public int OfNobody { get; private set; }

    /// <summary>What was done, how often, and what it cost in all.</summary>
    public override string ToString() => string.Join("; ", _work.Select(w => $"{w.Key}: {w.Value.Times} times, {w.Value.Invocations} invocations, {w.Value.Transactions} transactions"));

    public IReadOnlyDictionary<string, (double Invocations, double Transactions)> Costs => _costs;

    /// <summary>Runs something, and charges what it did.</summary>
    public async Task<T> RunAsync<T>(string what, Func<Task<T>> run, Func<T, IReadOnlyCollection<string>> of, int invocations)
    {
        var before = transactions();
        var result = await run();
        Note(what, invocations, transactions() - before);
        Charge(of(result), invocations, transactions() - before);
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
        Charge([watchId], episodesAndActivities, 0);
        _closed.Add(watchId);
    }

    private void Charge(IReadOnlyCollection<string> releases, double invocations, int done)
    {
        if (releases.Count == 0) OfNobody += done;
        foreach (var watchId in releases.Where(w => !_closed.Contains(w)))
        {
            var (i, t) = _costs.GetValueOrDefault(watchId);
            _costs[watchId] = (i + (invocations / releases.Count), t + ((double)done / releases.Count));
        }
    }
}
