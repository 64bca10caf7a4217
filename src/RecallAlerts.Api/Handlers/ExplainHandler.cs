using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Audit;
using RecallAlerts.Api.Routing;
using RecallAlerts.Api.Words;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Handlers;

/// <summary>Every rule at an instant: held or not, why, which facts, policy version.</summary>
internal static class ExplainHandler
{
    private static readonly JsonSerializerOptions Parameters = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    public static async Task<IResult> GetAsync(ApiRequest request)
    {
        var at = request.Services.Now;
        if (request.Query("at") is { } text && !Instant.TryParse(text, out at))
            return Problems.Of(new Problem(ProblemType.InvalidField, "at", "must be an instant such as 2026-06-02T09:00:00Z"));
        if (await CaseAccess.FindAsync(request, request.Route("releaseId"), at) is not var (record, c)) return Problems.NotFound();
        var explanation = Explanation.Of(c, at);
        var review = explanation.Review;
        return new Noted.Releases(Results.Ok(new
        {
            releaseId = record.Id.Value,
            at = at.ToString(),
            state = NameOf<WatchState>.Text(review.State),
            phase = review.Phase is { } phase ? NameOf<Phase>.Text(phase) : null,
            policyVersion = explanation.PolicyVersion,
            calendarVersion = explanation.CalendarVersion,
            nextChangeAt = review.NextChangeAt?.ToString(),
            rules = explanation.Rules.Select(rule => Show(explanation, rule)),
        }), [record.WatchId]);
    }

    private static object Show(Explanation explanation, ExplainedRule rule) => new
    {
        rule = NameOf<RuleId>.Text(rule.Rule),
        held = rule.WhyNot is null,
        why = explanation.Why(rule, static at => $"at {at}"),
        clearedBy = rule.WhyNot is null ? RuleWords.Of(rule.Rule).ClearedBy : null,
        conditions = rule.Conditions.Select(x => new
        {
            key = x.Key, since = x.Since.ToString(), severity = NameOf<Severity>.Text(x.Severity),
            suppressedBy = x.SuppressedBy is { } by ? NameOf<RuleId>.Text(by) : null, restsOn = x.BasisEventId,
        }),
        facts = rule.Facts.Select(f => new { eventId = f.EventId, effectiveAt = f.EffectiveAt.ToString(), counts = f.EffectiveAt <= explanation.At }),
        parameters = JsonSerializer.SerializeToElement(rule.Policy, rule.Policy.GetType(), Parameters),
        nextChangeAt = rule.NextChangeAt?.ToString(),
    };
}
