using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Audit;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Handlers;

/// <summary>Recalls: recording, showing, and the answer of a person.</summary>
internal static class RecallHandlers
{
    public static async Task<IResult> RecordAsync(ApiRequest request)
    {
        var (json, problem) = await Body.ReadAsync(request.Http.Request, request.Cancellation);
        using var body = json;
        if (problem is not null) return await RefuseAsync(request, problem);
        var (sent, wrong) = RecallReader.ReadRecall(json!.RootElement, new Receipt(request.Services.Now, null));
        if (wrong is not null) return await RefuseAsync(request, wrong);
        var known = ReleaseId.TryParse(sent!.Release, out var id) ? id : await request.Services.Cases.FindReleaseAsync(sent.Release, request.Cancellation);
        if (known is null) return Problems.NotFound();
        var recorded = await request.Services.RecordRecall.RunAsync(known.Value, sent.Fact, request.Services.Now, request.Cancellation, request.By);
        return recorded switch
        {
            RecallRecording.UnknownRelease => Problems.NotFound(),
            RecallRecording.Conflict => await RefuseAsync(request, Conflict("has another body recorded; a correction is sent as an event")),
            RecallRecording.OfAnotherRelease => await RefuseAsync(request, Conflict("is recorded for another release")),
            _ => await SaidAsync(request, known.Value, sent.Fact, isNew: recorded == RecallRecording.Created),
        };
    }

    public static async Task<IResult> GetAsync(ApiRequest request) =>
        await FindAsync(request) is { } found ? await ShowAsync(request, found) : Problems.NotFound();

    public static async Task<IResult> AnswerAsync(ApiRequest request)
    {
        if (await FindAsync(request) is not { } found) return Problems.NotFound();
        var (json, problem) = await Body.ReadAsync(request.Http.Request, request.Cancellation);
        using var body = json;
        if (problem is not null) return Problems.Of(problem);
        var (sent, wrong) = RecallReader.ReadReason(json!.RootElement, new Receipt(request.Services.Now, null));
        if (wrong is not null) return Problems.Of(wrong);
        var (by, unread) = ActorOf(request, found.Case, json.RootElement);
        if (unread is not null) return Problems.Of(unread);
        if (by is null) return Problems.Forbidden(Permission.AnswerRecalls.Name);
        await RecallAccess.AnswerAsync(request, found, by.Value, sent!.Reason, sent.Words);
        return await GetAsync(request);
    }

    private static Task<FoundRecall?> FindAsync(ApiRequest request) => RecallAccess.FindAsync(request, request.Route("recallId"));

    private static async Task<IResult> ShowAsync(ApiRequest request, FoundRecall found) =>
        new Noted.Releases(Results.Ok(RecallShown.Recall(found.Recall, found.Record.WatchId, await RecallAccess.ShareAsync(request, found))), [found.Record.WatchId]);

    // A source sees the words that it sent itself, and no others.
    private static async Task<IResult> SaidAsync(ApiRequest request, ReleaseId id, RecordedFact fact, bool isNew)
    {
        var recallId = ((RecallRecorded)fact.Fact).RecallId;
        var recall = (await request.Services.Recalls.FindAsync(recallId, request.Cancellation)).FirstOrDefault(r => r.ReleaseId == id);
        var narrative = recall?.Narrative == fact.Narrative ? fact.Narrative : null;
        var record = (await request.Services.Cases.FindAsync(id, request.Cancellation))!;
        var said = new
        {
            recallId, watchId = record.WatchId, status = isNew ? "created" : "unchanged",
            classification = recall is null ? null : RecallShown.Classification(recall.Record.Machine, narrative),
        };
        return isNew ? Results.Created($"/api/recalls/{Uri.EscapeDataString(recallId)}", said) : Results.Ok(said);
    }

    private static Problem Conflict(string reason) => new(ProblemType.RecallConflict, "recallId", reason);

    private static (Person? By, Problem? Problem) ActorOf(ApiRequest request, Case c, JsonElement body)
    {
        try
        {
            return (AlertHandlers.ActorOf(request, c, body), null);
        }
        catch (InvalidOperationException)
        {
            return (null, Problem.NoCharacter);
        }
    }

    private static async Task<IResult> RefuseAsync(ApiRequest request, Problem problem)
    {
        await request.Services.Queries.NoteRefusedAsync([("recall", Problems.NameOf(problem.Type))], request.Services.Now, request.Cancellation);
        return Problems.Of(problem);
    }
}
