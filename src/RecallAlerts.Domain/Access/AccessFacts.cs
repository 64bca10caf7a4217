using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;

namespace RecallAlerts.Domain.Access;

/// <summary>It was decided who may see the cases of a person; replaces what was decided before. No rule reads it.</summary>
/// <param name="EventId">Unique within the release; compared by code point.</param>
/// <param name="OccurredAt">From when it holds, UTC.</param>
/// <param name="RecordedAt">When it was recorded, UTC.</param>
/// <param name="Limits">Who may see them.</param>
public abstract record AccessFact(string EventId, Instant OccurredAt, Instant RecordedAt, Limits Limits) : Fact(EventId, OccurredAt, RecordedAt)
{
    /// <inheritdoc />
    public override Topics Topic => Topics.None;
}

/// <summary>access.limited: restricted to named staff, or excluding them.</summary>
/// <inheritdoc cref="AccessFact" />
public sealed record AccessLimited(string EventId, Instant OccurredAt, Instant RecordedAt, Limits Limits) : AccessFact(EventId, OccurredAt, RecordedAt, Limits);

/// <summary>access.unlimited: everybody whose role shows them the cases.</summary>
/// <inheritdoc cref="AccessFact" />
public sealed record AccessUnlimited(string EventId, Instant OccurredAt, Instant RecordedAt) : AccessFact(EventId, OccurredAt, RecordedAt, new Limits.Open());
