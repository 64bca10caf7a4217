using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Sqlite.Rows;

/// <summary>Aliases and tombstones as rows.</summary>
internal static class PersonRow
{
    /// <summary>The CRN by which a person is known now.</summary>
    public static Crn Current(Session s, Crn crn)
    {
        while (s.Value<string>("SELECT target FROM aliases WHERE crn = ?1", crn.Value) is { } target) crn = new Crn(target);
        return crn;
    }

    /// <summary>All CRNs of a person; most have one.</summary>
    public static IReadOnlyList<Crn> All(Session s, Crn crn)
    {
        var all = new List<Crn> { Current(s, crn) };
        for (var i = 0; i < all.Count; i++) all.AddRange(s.Query("SELECT crn FROM aliases WHERE target = ?1", r => new Crn(r.GetString(0)), all[i].Value));
        return [.. all.OrderBy(c => c.Value, StringComparer.Ordinal)];
    }

    /// <summary>All aliases, for lists.</summary>
    public static IReadOnlyDictionary<string, string> Aliases(Session s) =>
        s.Query("SELECT crn FROM aliases", r => r.GetString(0)).ToDictionary(crn => crn, crn => Current(s, new Crn(crn)).Value, StringComparer.Ordinal);

    /// <summary>Whether something was erased.</summary>
    public static bool IsErased(Session s, string key) => s.Value<long>("SELECT EXISTS (SELECT 1 FROM tombstones WHERE key = ?1)", key) == 1;
}
