namespace RecallAlerts.Domain.Recalls.Language;

/// <summary>
/// Rows by the keys of cues. A narrative asks for some three hundred, most of which have no row: two arrays answer that in half the time of a dictionary.
/// </summary>
internal sealed class CueTable
{
    private const ulong Multiplier = 11_400_714_819_323_198_485UL;
    private readonly ulong[] _keys;
    private readonly int[] _rows;
    private readonly int _shift;

    public CueTable(IReadOnlyDictionary<ulong, int> rows)
    {
        var bits = System.Numerics.BitOperations.Log2((uint)Math.Max(16, rows.Count)) + 2;
        (_keys, _rows, _shift) = (new ulong[1 << bits], new int[1 << bits], 64 - bits);
        Array.Fill(_rows, -1);
        foreach (var (key, row) in rows)
        {
            var at = SlotOf(key);
            while (_rows[at] >= 0) at = (at + 1) & (_keys.Length - 1);
            (_keys[at], _rows[at]) = (key, row);
        }
    }

    /// <summary>The row of a key; -1 when there is none.</summary>
    public int Find(ulong key)
    {
        var at = SlotOf(key);
        while (_rows[at] >= 0 && _keys[at] != key) at = (at + 1) & (_keys.Length - 1);
        return _rows[at];
    }

    private int SlotOf(ulong key) => (int)((key * Multiplier) >> _shift);
}
