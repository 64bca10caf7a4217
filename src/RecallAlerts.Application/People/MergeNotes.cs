using System.Text.Json;
using System.Text.Json.Serialization;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.People;

/// <summary>What a release took over from another by a merge.</summary>
/// <param name="From">The release that goes on as this one.</param>
/// <param name="Before">The alerts of this release before.</param>
/// <param name="After">The same with what was carried over, as nobody had looked at it yet.</param>
public sealed record TakenFrom(ReleaseId From, IReadOnlyList<Alert> Before, IReadOnlyList<Alert> After);

/// <summary>What is kept beside a case so that a merge can be undone.</summary>
/// <param name="Ended">The alerts as they stood when the release began to go on as another; null when it does not.</param>
/// <param name="Taken">What it took over, the first first.</param>
public sealed record MergeNotes(IReadOnlyList<Alert>? Ended, IReadOnlyList<TakenFrom> Taken)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Nothing.</summary>
    public static MergeNotes None { get; } = new(null, []);

    /// <summary>Reads what is kept; nothing for null.</summary>
    /// <exception cref="JsonException">It is not what this program writes.</exception>
    public static MergeNotes Read(string? note) => note is null ? None : JsonSerializer.Deserialize<MergeNotes>(note, Options) ?? None;

    /// <summary>As it is kept; null when there is nothing.</summary>
    public string? Write() => Ended is null && Taken.Count == 0 ? null : JsonSerializer.Serialize(this, Options);

    /// <summary>What was taken over from a release; null when nothing was.</summary>
    public TakenFrom? Of(ReleaseId from) => Taken.FirstOrDefault(t => t.From == from);

    /// <summary>Without what was taken over from a release.</summary>
    public MergeNotes Without(ReleaseId from) => this with { Taken = [.. Taken.Where(t => t.From != from)] };
}
