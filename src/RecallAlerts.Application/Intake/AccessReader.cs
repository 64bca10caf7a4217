using System.Text.Json;
using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Application.Intake;

/// <summary>Reads who may see the cases of a person (docs/adr/0018-limited-access.md).</summary>
internal static class AccessReader
{
    private const string Merged = "merged";
    private const int MostStaff = 200;
    private const int LongestName = 64;

    /// <summary>access.limited: the kind, and staff as practitioner ids, roles with their ids, or names in the audit.</summary>
    public static AccessLimited ReadLimited(FactHead h, Fields f)
    {
        var kind = f.OneOf("kind", [AccessJson.Restricted, AccessJson.Excluded]);
        var staff = f.Texts("staff", MostStaff, LongestName);
        if (staff.Any(IsNoRole)) f.Fail(ProblemType.UnknownCode, "staff", "must hold practitioner ids, names, or role:id with a role that is known");
        return new AccessLimited(h.EventId, h.OccurredAt, h.RecordedAt, f.Problem is null ? AccessJson.LimitsOf(kind, staff) : new Limits.Open());
    }

    /// <summary>Whether it was written by a merge: no source can send its kind.</summary>
    public static bool IsMerged(JsonElement data) => data.TryGetProperty("kind", out var kind) && kind.ValueKind == JsonValueKind.String && kind.GetString() == Merged;

    /// <summary>What a merge wrote.</summary>
    public static AccessLimited ReadMerged(FactHead h, JsonElement data) =>
        new(h.EventId, h.OccurredAt, h.RecordedAt, AccessJson.LimitsOf(data.GetProperty("of").GetString()!, TextsOf(data, "staff"), TextsOf(data, "except")));

    /// <summary>What a merge writes.</summary>
    public static object DataOfMerged(Limits limits) => limits switch
    {
        Limits.RestrictedTo r => new { kind = Merged, of = AccessJson.Restricted, staff = r.Staff.Names, except = r.Except.Names },
        Limits.Excluding e => new { kind = Merged, of = AccessJson.Excluded, staff = e.Staff.Names, except = Staff.Nobody.Names },
        _ => throw new InvalidOperationException("A merge writes limits only."),
    };

    private static IEnumerable<string> TextsOf(JsonElement data, string name) => data.GetProperty(name).EnumerateArray().Select(e => e.GetString()!).ToArray();

    // A role that is misspelt would silently mean nobody.
    private static bool IsNoRole(string name) => name.Contains(':', StringComparison.Ordinal) && !Person.TryParse(name, out _);
}
