using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Domain.Access;

/// <summary>
/// Names of staff: practitioner ids, roles with their ids (duty-spo:gwent), and names in the audit. Each once, in one form, compared by code point.
/// </summary>
public sealed record Staff
{
    private readonly string[] _names;

    private Staff(string[] names) => _names = names;

    /// <summary>Nobody.</summary>
    public static Staff Nobody { get; } = new([]);

    /// <summary>All names, by code point.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Staff by their names; practitioner:N01 is N01.</summary>
    public static Staff Of(params IEnumerable<string> names) => new([.. names.Select(OneForm).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>The names of somebody in a role.</summary>
    public static Staff Of(Person person) => Of(person.ToString());

    /// <summary>These and others.</summary>
    public Staff With(Staff others) => Of(_names.Concat(others._names));

    /// <summary>Those who are among others too.</summary>
    public Staff Both(Staff others) => Of(_names.Intersect(others._names, StringComparer.Ordinal));

    /// <summary>Whether any of these is among others.</summary>
    public bool IsAmong(Staff others) => _names.Any(name => Array.BinarySearch(others._names, name, StringComparer.Ordinal) >= 0);

    /// <inheritdoc />
    public bool Equals(Staff? other) => other is not null && _names.AsSpan().SequenceEqual(other._names);

    /// <inheritdoc />
    public override int GetHashCode() => _names.Aggregate(_names.Length, HashCode.Combine);

    /// <summary>All names, a line each.</summary>
    public override string ToString() => string.Join('\n', _names);

    private static string OneForm(string name) => Person.TryParse(name, out var person) && person.Role == Role.Practitioner ? person.Id : name;
}
