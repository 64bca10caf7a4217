using System.Globalization;
using RecallAlerts.Api.Handlers;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Api.Pages.Recalls;

/// <summary>Reads the recalls that wait for an answer: a practitioner's own and those of whom they cover, or those of a manager's PDU.</summary>
internal static class RecallsReader
{
    private const int Page = 50;

    public static async Task<RecallsModel> ReadAsync(ApiRequest request, Person self)
    {
        var all = await AllAsync(request, self);
        var pages = Math.Max(1, (all.Count + Page - 1) / Page);
        var page = int.TryParse(request.Query("page"), NumberStyles.None, null, out var asked) ? Math.Clamp(asked, 1, pages) : 1;
        return new RecallsModel(await LinesAsync(request, all.Skip((page - 1) * Page).Take(Page)), all.Count(r => r.NeedsReview), all.Count, page, pages, self.IsManager);
    }

    private static Task<IReadOnlyList<UnansweredRecall>> AllAsync(ApiRequest request, Person self)
    {
        var (services, viewer) = (request.Services, request.Caller.ViewerAt(request.Services.Now));
        if (self.IsManager) return services.Recalls.UnansweredAsync(null, self.Id, viewer, request.Cancellation);
        var own = services.Directory.CoveredBy(self, services.Now).Where(p => p.Role == Role.Practitioner).Select(p => p.Id);
        return services.Recalls.UnansweredAsync([.. own], request.Caller.Pdu, viewer, request.Cancellation);
    }

    // Each case is opened: who holds it now decides who sees it, and the list is as of its last review.
    private static async Task<IReadOnlyList<RecallLine>> LinesAsync(ApiRequest request, IEnumerable<UnansweredRecall> page)
    {
        var lines = new List<RecallLine>();
        foreach (var recall in page)
        {
            if (await CaseAccess.FindAsync(request, recall.ReleaseId, request.Services.Now) is var (record, c))
                lines.Add(new RecallLine(recall.RecallId, record.WatchId, c.Release.Crn.Value, recall.RecalledAt, recall.Primary, (int)Math.Round(recall.Confidence * 100), recall.NeedsReview));
        }

        return lines;
    }
}
