using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Application.WhatIf;

namespace RecallAlerts.Api.Pages.Operating;

/// <summary>The policy in force, and what another would have said.</summary>
internal static class PolicyPages
{
    private const string Home = "/operations/policy";

    public static IReadOnlyList<PageRoute> Routes { get; } =
    [
        new("GET", Home, Permission.Operate, "the policy in force", r => Task.FromResult<PageAnswer>(Show(r, []))) { ShowsNobody = true },
        new("POST", Home, Permission.Operate, "trying another policy", TryAsync) { ShowsNobody = true },
    ];

    private static async Task<PageAnswer> TryAsync(PageRequest request)
    {
        var trial = request.Api.Services.Trial;
        var (asked, errors) = PolicyForm.Read(request);
        if (asked is null) return Show(request, errors);
        return await trial.RunAsync(asked.From, asked.To, request.Api.Services.Policies, asked.Policies, request.Api.Cancellation) switch
        {
            TrialOutcome.Compared compared => Show(request, [], new TriedPolicy(asked.From, asked.To, compared.Comparison)),
            TrialOutcome.TooMany many => Show(request, [new FieldError("to", $"There are {many.Releases:N0} releases between these dates; at most {trial.Limits.Releases:N0} are played here. Choose fewer days")]),
            TrialOutcome.TookTooLong => Show(request, [new FieldError("to", $"It was not done in {trial.Limits.Time.TotalSeconds:N0} seconds. Choose fewer days")]),
            _ => Show(request, [new FieldError("policy", "Somebody else tries a policy just now. Try again in a minute")]),
        };
    }

    private static PageAnswer.Shown Show(PageRequest request, IReadOnlyList<FieldError> errors, TriedPolicy? tried = null)
    {
        var fields = request.Form.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal);
        var model = PolicyModel.Of(request.Api.Services.Policies, request.Api.Services.Trial.Limits, fields, errors) with { Tried = tried };
        return PageRequest.Show<PolicyPage>((errors.Count > 0 ? "Error: " : "") + "Policy", model) with
        {
            Status = errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }
}
