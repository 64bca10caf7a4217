using RecallAlerts.Application.Cases;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Application.Intake;

/// <summary>Reads who may see the cases of a person (docs/adr/0018-limited-access.md).</summary>
internal static class AccessReader
{
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

    // A role that is misspelt would silently mean nobody.
    private static bool IsNoRole(string name) => name.Contains(':', StringComparison.Ordinal) && !Person.TryParse(name, out _);
}
