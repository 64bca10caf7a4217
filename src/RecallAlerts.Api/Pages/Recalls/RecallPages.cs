using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Handlers;

namespace RecallAlerts.Api.Pages.Recalls;

/// <summary>Recalls that need a person's answer, and one recall with its evidence, answers and look-back.</summary>
internal static class RecallPages
{
    public static IReadOnlyList<PageRoute> Routes { get; } =
    [
        new("GET", "/recalls", Permission.AnswerRecalls, "recalls that need an answer", ListAsync),
        new("GET", "/recalls/{recallId}", Permission.SeeCases, "a recall", GetAsync),
        new("POST", "/recalls/{recallId}/reason", Permission.AnswerRecalls, "answering why somebody was recalled", AnswerAsync),
    ];

    private static async Task<PageAnswer> ListAsync(PageRequest request)
    {
        if (request.Api.Caller.ActsAs() is not { } self) return new PageAnswer.NotFound();
        var model = await RecallsReader.ReadAsync(request.Api, self);
        return PageRequest.Show<RecallsPage>("Recalls", model) with { Releases = [.. model.Lines.Select(l => l.WatchId).Distinct(StringComparer.Ordinal)] };
    }

    private static async Task<PageAnswer> GetAsync(PageRequest request) =>
        await RecallAccess.FindAsync(request.Api, request.Api.Route("recallId")) is { } found ? await ShowAsync(request, found, ReasonForms.Empty) : new PageAnswer.NotFound();

    private static async Task<PageAnswer> AnswerAsync(PageRequest request)
    {
        if (request.Api.Caller.ActsAs() is not { } by || await RecallAccess.FindAsync(request.Api, request.Api.Route("recallId")) is not { } found) return new PageAnswer.NotFound();
        var (answer, form) = ReasonForms.Read(request.Field("primary"), [.. request.Form["secondary"].OfType<string>()], request.Field("words"));
        if (answer is null) return await ShowAsync(request, found, form);
        await RecallAccess.AnswerAsync(request.Api, found, by, answer, form.Words);
        return new PageAnswer.SeeOther($"/recalls/{Uri.EscapeDataString(found.Recall.Record.RecallId)}?done=answer");
    }

    private static async Task<PageAnswer> ShowAsync(PageRequest request, FoundRecall found, ReasonForm form)
    {
        var model = RecallReading.Of(found, await RecallAccess.ShareAsync(request.Api, found), form) with { Done = DoneWords.Of(request.Api.Query("done")) };
        return PageRequest.Show<RecallPage>($"{(form.Errors.Count > 0 ? "Error: " : "")}Recall of {model.Crn}", model) with
        {
            Releases = [model.WatchId],
            Status = form.Errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }
}
