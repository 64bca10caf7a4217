using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.People;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Handlers;

/// <summary>Merging, unmerging and erasing people. The answers name nobody.</summary>
internal static class PeopleHandlers
{
    public static Task<IResult> MergeAsync(ApiRequest request) => ChangeAsync(request, async body =>
    {
        var (source, target, problem) = PeopleReader.ReadTwo(body, "sourceCrn", "targetCrn");
        return problem is not null ? (null, problem) : (await request.Services.People.Merge.RunAsync(source, target, request.Services.Now, request.Cancellation, request.By), null);
    });

    public static Task<IResult> UnmergeAsync(ApiRequest request) => ChangeAsync(request, async body =>
    {
        var (unmerged, reactivated, problem) = PeopleReader.ReadTwo(body, "unmergedCrn", "reactivatedCrn");
        return problem is not null ? (null, problem) : (await request.Services.People.Unmerge.RunAsync(unmerged, reactivated, request.Services.Now, request.Cancellation, request.By), null);
    });

    public static Task<IResult> EraseAsync(ApiRequest request) => ChangeAsync(request, async body =>
    {
        var (crn, _, problem) = PeopleReader.ReadErasure(body);
        return problem is not null ? (null, problem) : (await request.Services.People.Erase.RunAsync(crn, request.Services.Now, request.Cancellation, request.By), null);
    });

    private static async Task<IResult> ChangeAsync(ApiRequest request, Func<JsonElement, Task<(PeopleAnswer? Answer, Problem? Problem)>> change)
    {
        var (json, problem) = await Body.ReadAsync(request.Http.Request, request.Cancellation);
        using var body = json;
        if (problem is not null) return Problems.Of(problem);
        var (answer, wrong) = await change(json!.RootElement);
        if (wrong is not null) return Problems.Of(wrong);
        return answer!.Outcome == PeopleOutcome.Erased ? Problems.Of(Problem.OfErased) : Results.Ok(new { status = NameOf<PeopleOutcome>.Text(answer.Outcome), releases = answer.Releases });
    }
}
