using System.Globalization;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;

namespace RecallAlerts.Domain.Rules;

/// <summary>What tells the conditions of one rule apart: a local date, an instant or a text. Within a rule it is always of one kind.</summary>
public readonly record struct ConditionKey : IComparable<ConditionKey>
{
    private readonly long _number;
    private readonly string? _text;
    private readonly bool _isDate;

    private ConditionKey(long number, string? text, bool isDate) => (_number, _text, _isDate) = (number, text, isDate);

    /// <summary>A local date, written yyyy-MM-dd.</summary>
    public static ConditionKey Of(DateOnly date) => new(date.DayNumber, null, isDate: true);

    /// <summary>An instant, written yyyy-MM-ddTHH:mm:ssZ.</summary>
    public static ConditionKey Of(Instant instant) => new(instant.Seconds, null, isDate: false);

    /// <summary>A text, as it is.</summary>
    public static ConditionKey Of(string text) => new(0, text, isDate: false);

    /// <summary>By code point of what is written.</summary>
    public int CompareTo(ConditionKey other) => _text is null ? _number.CompareTo(other._number) : string.CompareOrdinal(_text, other._text);

    /// <summary>The key as written.</summary>
    public override string ToString() =>
        _text ?? (_isDate ? DateOnly.FromDayNumber((int)_number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : new Instant(_number).ToString());
}

/// <summary>A condition that a rule found, before suppression.</summary>
/// <param name="Key">Tells conditions of the rule apart.</param>
/// <param name="Since">From when it holds by the facts, UTC.</param>
/// <param name="Severity">How much it matters now.</param>
/// <param name="Basis">The fact that it rests on; null when it rests on the absence of one.</param>
public readonly record struct Finding(ConditionKey Key, Instant Since, Severity Severity, Fact? Basis)
{
    /// <summary>Whether two findings are the same to a reader of <c>nextChangeAt</c>: key and severity.</summary>
    public bool IsSameAs(Finding other) => Severity == other.Severity && Key.Equals(other.Key);
}

/// <summary>
/// A rule: what it is called, which facts it reads, and how it looks at one moment. The evaluation adds what holds to the list and
/// returns the next instant at which, with the same effective facts, its answer may change; null when time alone changes nothing.
/// </summary>
/// <param name="Id">The rule.</param>
/// <param name="Reads">The topics whose facts can change its answer.</param>
/// <param name="Evaluate">The rule at one moment.</param>
public sealed record Rule(RuleId Id, Topics Reads, Func<Case, Instant, List<Finding>, Instant?> Evaluate)
{
    /// <summary>The last instant of a rule that can run out without being done (lifecycle.md §4.2); null when it has none.</summary>
    public Func<Case, Instant, Instant?>? RunsOutAt { get; init; }

    /// <summary>Whether the rule can hold one condition at most, so that a correction may move its key.</summary>
    public bool CanMove { get; init; }

    /// <summary>Whether the rule holds nothing while contact is suspended.</summary>
    public bool PausesWithContact => Reads.HasFlag(Topics.Contact);
}
