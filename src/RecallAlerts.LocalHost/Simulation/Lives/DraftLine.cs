using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.LocalHost.Simulation.Lives;

/// <summary>A line that may still be put off or corrected before it is sent.</summary>
internal sealed record DraftLine(string Id, string Type, Instant OccurredAt, IReadOnlyList<DataField> Data)
{
    public required Instant RecordedAt { get; set; }

    public required string? RecordedBy { get; init; }

    public string? Text(string name) => Data.FirstOrDefault(f => f.Name == name).Value as string;
}
