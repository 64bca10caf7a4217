using RecallAlerts.Api.Access;
using RecallAlerts.Api.Handlers;

namespace RecallAlerts.Api.Routing;

/// <summary>Routes by which people are merged, unmerged and erased: for operations, as they change what others see of several cases at once.</summary>
internal static class PeopleRoutes
{
    private const string Json = "application/json";

    public static IReadOnlyList<ApiRoute> All { get; } =
    [
        new("POST", "/api/people/merge", Permission.Operate, "Makes two CRNs one person: {sourceCrn, targetCrn}. May be repeated.", PeopleHandlers.MergeAsync) { Body = Json },
        new("POST", "/api/people/unmerge", Permission.Operate, "Undoes a merge: {unmergedCrn, reactivatedCrn}. May be repeated.", PeopleHandlers.UnmergeAsync) { Body = Json },
        new("POST", "/api/people/erase", Permission.Operate, "Erases a person for good: {crn, reason}. May be repeated.", PeopleHandlers.EraseAsync) { Body = Json },
    ];
}
