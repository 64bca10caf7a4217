using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Sqlite.Rows;

namespace RecallAlerts.Sqlite;

/// <summary>
/// Cases that were read or written lately, so that they need not be read and parsed again. A case is only as good as its version: who
/// uses one checks that against the database.
/// </summary>
/// <param name="capacity">How many cases are kept; about 8 KB each.</param>
public sealed class CaseCache(int capacity)
{
    private readonly Lock _lock = new();
    private Dictionary<ReleaseId, CaseRecord> _young = [];
    private Dictionary<ReleaseId, CaseRecord> _old = [];

    /// <summary>A case as the database has it; null when it is not registered.</summary>
    internal (long No, CaseRecord Record)? Load(Session s, ReleaseId id)
    {
        var at = s.Query("SELECT no, version FROM releases WHERE release_id = ?1", r => (No: r.GetInt64(0), Version: r.GetInt64(1)), id.Value);
        if (at.Count == 0) return null;
        if (Find(id) is { } known && known.Version == at[0].Version) return (at[0].No, known);
        var record = CaseRow.Read(s, at[0].No)!;
        Put(record);
        return (at[0].No, record);
    }

    internal CaseRecord? Find(ReleaseId id)
    {
        lock (_lock)
        {
            if (_young.TryGetValue(id, out var record)) return record;
            if (!_old.Remove(id, out record)) return null;
            Add(record);
            return record;
        }
    }

    internal void Put(CaseRecord record)
    {
        lock (_lock)
        {
            _old.Remove(record.Id);
            Add(record);
        }
    }

    /// <summary>
    /// Brings a case to the version that a commit gave it. Only the direct successor of what is cached may take its place: another
    /// writer's facts must not be passed over.
    /// </summary>
    internal void Follow(ReleaseId id, long version, Func<CaseRecord, CaseRecord> change)
    {
        if (Find(id) is { } known && known.Version + 1 == version) Put(change(known) with { Version = version });
    }

    internal void Remove(ReleaseId id)
    {
        lock (_lock)
        {
            _young.Remove(id);
            _old.Remove(id);
        }
    }

    private void Add(CaseRecord record)
    {
        if (_young.Count >= capacity / 2 && !_young.ContainsKey(record.Id)) (_young, _old) = ([], _young);
        _young[record.Id] = record;
    }
}
