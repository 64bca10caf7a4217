using RecallAlerts.Api.Access;
using RecallAlerts.Api.Handlers;
using RecallAlerts.Api.Routing;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Api.Pages.Releases;

/// <summary>A release: how it stands, its timeline, and why each rule says what it says.</summary>
internal static class ReleasePages
{
    public static IReadOnlyList<PageRoute> Routes { get; } =
    [
        new("GET", "/releases/{watchId}", Permission.SeeCases, "a release", GetAsync),
        new("GET", "/releases/{watchId}/explain", Permission.SeeCases, "why each rule says what it says", ExplainAsync),
        new("GET", "/releases/{watchId}/looked", Permission.SeeCases, "who looked at a release", LookedAsync),
    ];

    private static async Task<PageAnswer> GetAsync(PageRequest request)
    {
        var id = request.Api.Route("watchId");
        if (await CaseAccess.FindAsync(request.Api, id, request.Api.Services.Now) is not var (record, c)) return new PageAnswer.NotFound();
        if (ReleaseId.TryParse(id, out _)) return new PageAnswer.SeeOther($"/releases/{record.WatchId}");
        var model = await ReleaseReader.ReadAsync(request.Api, record, c);
        return PageRequest.Show<ReleasePage>($"Release of {model.Crn}", model with { Done = DoneWords.Of(request.Api.Query("done")) }) with { Releases = [record.WatchId] };
    }

    private static async Task<PageAnswer> LookedAsync(PageRequest request)
    {
        if (await CaseAccess.FindAsync(request.Api, request.Api.Route("watchId"), request.Api.Services.Now) is not var (record, c)) return new PageAnswer.NotFound();
        var model = await LookedReader.ReadAsync(request.Api, record, c.Release.Crn);
        return PageRequest.Show<LookedPage>($"Who looked at {model.Crn}", model) with { Releases = [record.WatchId, .. model.Others.Select(o => o.WatchId)] };
    }

    private static async Task<PageAnswer> ExplainAsync(PageRequest request)
    {
        var (id, now) = (request.Api.Route("watchId"), request.Api.Services.Now);
        if (await CaseAccess.FindAsync(request.Api, id, now) is not var (record, _)) return new PageAnswer.NotFound();
        var asked = AskedMoment.Read(request.Api, now);
        if (asked.At is { } at && (ReleaseId.TryParse(id, out _) || asked.IsByFields)) return new PageAnswer.SeeOther($"/releases/{record.WatchId}/explain?at={at}");
        if (await CaseAccess.FindAsync(request.Api, id, asked.At ?? now) is not var (_, c)) return new PageAnswer.NotFound();
        var model = new ExplainModel(record.WatchId, c.Release.Crn.Value, asked, ExplainedLines.Of(c, asked.At ?? now));
        return PageRequest.Show<ExplainPage>($"{(asked.Errors.Count > 0 ? "Error: " : "")}Explain the release of {model.Crn}", model) with { Releases = [record.WatchId], Status = asked.Status };
    }
}
