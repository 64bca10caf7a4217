using RecallAlerts.Application.Audit;
using RecallAlerts.Domain.Audit;

namespace RecallAlerts.Azure.Tables.Audit;

/// <summary>The part of a chain that is being read.</summary>
internal sealed class ChainPart
{
    private List<AuditEntry> _entries = [];
    private ChainHead? _end;
    private bool _isGiven = true;
    private string? _chain;

    /// <summary>What was read and is to be given on before a row of a chain; null when there is nothing yet.</summary>
    public StoredChain? EndsBefore(string chain) => chain == _chain && _entries.Count < StoredChain.MostEntries ? null : End();

    /// <summary>What was read last; null when it was given on.</summary>
    public StoredChain? End()
    {
        if (_isGiven) return null;
        var ended = new StoredChain(_chain!, _entries, _end);
        (_entries, _isGiven) = ([], true);
        return ended;
    }

    /// <summary>Begins a chain, unless it is the one that is being read.</summary>
    public void Begin(string chain, ChainHead? end)
    {
        if (chain == _chain) return;
        (_chain, _end, _isGiven) = (chain, end, false);
    }

    public void Add(AuditEntry entry)
    {
        _entries.Add(entry);
        _isGiven = false;
    }
}
