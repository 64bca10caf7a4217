using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Pages.Parts;

namespace RecallAlerts.Api.Pages.Triaging;

/// <summary>Triage: the first page of a duty manager.</summary>
internal static class TriagePages
{
    public static IReadOnlyList<PageRoute> Routes { get; } =
    [
        new("GET", "/triage", Permission.Triage, "triage of the PDU", GetAsync),
        new("POST", "/triage/acknowledge", Permission.Triage, "acknowledging alerts of the PDU", BulkAcknowledge.PostAsync),
    ];

    /// <summary>The page, after a form too.</summary>
    public static async Task<PageAnswer> ShowAsync(PageRequest request, TriageView view, IReadOnlyList<FieldError> errors)
    {
        if (request.Api.Caller.Pdu is not { } pdu) return new PageAnswer.NotFound();
        var model = await new TriageReader(request.Api, pdu).ReadAsync(view);
        var shown = model.Lines.Select(l => l.WatchId).Concat(model.Escalated.Select(e => e.WatchId));
        return PageRequest.Show<TriagePage>(errors.Count > 0 ? "Error: Triage" : "Triage", model with { Errors = errors, Done = BulkAcknowledge.DoneOf(request) }) with
        {
            Releases = [.. shown.Distinct(StringComparer.Ordinal)],
            Status = errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    private static Task<PageAnswer> GetAsync(PageRequest request) => ShowAsync(request, TriageView.Read(request.Api.Query), []);
}
