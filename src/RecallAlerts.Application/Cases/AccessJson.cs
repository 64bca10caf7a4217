using System.Text.Json;
using System.Text.Json.Serialization;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Cases;

/// <summary>
/// Who may see a case as stores keep it beside what lists read: null where it is open, else a list of steps,
/// such as [{"from":0,"kind":"restricted","staff":["N01"]},{"from":1780390800,"kind":"open"}]. Stores select by it.
/// </summary>
public static class AccessJson
{
    private const string Open = "open";

    /// <summary>The kind of access.limited that leaves only who is named.</summary>
    public const string Restricted = "restricted";

    /// <summary>The kind of access.limited that leaves out who is named.</summary>
    public const string Excluded = "excluded";

    /// <summary>Who may see a case by all its facts, as lists keep it from an instant on.</summary>
    public static string? Of(IEnumerable<Fact> facts, Instant now)
    {
        var all = facts.ToArray();
        return Write(CaseAccess.Of(all.OfType<AccessFact>(), [.. all.OfType<FactWithdrawn>()]).Since(now));
    }

    /// <summary>Writes; the same bytes for the same access.</summary>
    public static string? Write(CaseAccess access) => access.IsOpen ? null : JsonSerializer.Serialize(access.Steps.Select(Stored.Of), JsonSerializerOptions.Web);

    /// <summary>Reads what was written.</summary>
    /// <exception cref="FormatException">It was not.</exception>
    public static CaseAccess Read(string? json)
    {
        if (json is null) return CaseAccess.Open;
        var steps = JsonSerializer.Deserialize<Stored[]>(json, JsonSerializerOptions.Web) ?? throw new FormatException("Who may see a case is stored as nothing.");
        return CaseAccess.Of(steps.Select(s => new AccessStep(new Instant(s.From), LimitsOf(s.Kind, s.Staff ?? [], s.Except))));
    }

    /// <summary>Limits by their kind.</summary>
    /// <exception cref="FormatException">There is no such kind.</exception>
    public static Limits LimitsOf(string kind, IEnumerable<string> staff, IEnumerable<string>? except = null) => kind switch
    {
        Restricted => new Limits.RestrictedTo(Staff.Of(staff)) { Except = Staff.Of(except ?? []) },
        Excluded => new Limits.Excluding(Staff.Of(staff)),
        Open => new Limits.Open(),
        _ => throw new FormatException("A stored kind of limits is none."),
    };

    private sealed record Stored(long From, string Kind, IReadOnlyList<string>? Staff)
    {
        /// <summary>Who may not although they are named; null for nobody.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<string>? Except { get; init; }

        public static Stored Of(AccessStep step) => step.Limits switch
        {
            Limits.RestrictedTo r => new Stored(step.From.Seconds, Restricted, r.Staff.Names) { Except = r.Except.Names.Count == 0 ? null : r.Except.Names },
            Limits.Excluding e => new Stored(step.From.Seconds, Excluded, e.Staff.Names),
            _ => new Stored(step.From.Seconds, Open, null),
        };
    }
}
