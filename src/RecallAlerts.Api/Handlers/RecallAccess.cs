using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Handlers;

/// <summary>A recall that the caller may see.</summary>
/// <param name="Recall">The recall.</param>
/// <param name="Record">Its case as stored.</param>
/// <param name="Case">Its case as in force.</param>
internal sealed record FoundRecall(StoredRecall Recall, CaseRecord Record, Case Case);

/// <summary>Finds recalls for callers who may see them, and takes their answers, however they were asked for: by a call or by a form.</summary>
internal static class RecallAccess
{
    /// <summary>A recall by its id; null when it is not there or not for this caller. One id may stand at several releases when events say so: the first that stands and that the caller may see.</summary>
    public static async Task<FoundRecall?> FindAsync(ApiRequest request, string recallId)
    {
        var all = await request.Services.Recalls.FindAsync(recallId, request.Cancellation);
        foreach (var recall in all.OrderBy(r => r.Record.Status).ThenByDescending(r => r.Record.RecalledAt))
        {
            if (await CaseAccess.FindAsync(request, recall.ReleaseId, request.Services.Now) is var (record, c)) return new FoundRecall(recall, record, c);
        }

        return null;
    }

    /// <summary>The share of those who were not recalled, without which a lead time means nothing.</summary>
    public static Task<AlertShare> ShareAsync(ApiRequest request, FoundRecall found) => new NotRecalled(request.Services.Recalls).ShareAsync(
        found.Recall.Record, found.Case.Release.ReleasedAt, found.Case.Policy.Recalls.LeadTimeDays, request.Services.Now, request.Cancellation);

    /// <summary>Keeps a person's answer; the narrative is deleted with it.</summary>
    public static Task AnswerAsync(ApiRequest request, FoundRecall found, Person by, ReasonAnswer answer, string words) => request.Services.AnswerRecall.RunAsync(
        found.Recall.ReleaseId, found.Recall.Record.RecallId, by, answer, words, request.Services.Now, request.Cancellation, request.By);
}
