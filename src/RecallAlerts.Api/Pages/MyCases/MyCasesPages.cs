using RecallAlerts.Api.Access;

namespace RecallAlerts.Api.Pages.MyCases;

/// <summary>My cases, and what one does to an alert from any page.</summary>
internal static class MyCasesPages
{
    public static IReadOnlyList<PageRoute> Routes { get; } =
    [
        new("GET", "/my-cases", Permission.SeeOwnCases, "own cases", GetAsync),
    ];

    private static async Task<PageAnswer> GetAsync(PageRequest request)
    {
        if (request.Api.Caller.PractitionerId is null) return new PageAnswer.NotFound();
        var model = await new MyCasesReader(request.Api).ReadAsync();
        var shown = model.Cases.Select(c => c.WatchId).Concat(model.Upcoming.Select(u => u.WatchId)).Concat(model.Changes.Select(c => c.WatchId));
        return PageRequest.Show<MyCasesPage>("My cases", model with { Done = DoneWords.Of(request.Api.Query("done")) }) with { Releases = [.. shown.Distinct(StringComparer.Ordinal)] };
    }
}
