using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Api.Pages.Acts;

/// <summary>Acknowledging: by the button alone, or with a note, which may be empty.</summary>
internal static class AcknowledgeForm
{
    /// <summary>The field of the note.</summary>
    public const string Note = "note";

    private const int LongestNote = 2_000;

    public static Chosen Read(PageRequest request, Person by) => request.Field(Note) is { Length: > LongestNote }
        ? new Chosen(null, new FieldError(Note, $"Use {LongestNote} characters or fewer"))
        : new Chosen(new Acknowledge(by, request.Field(Note)));
}
