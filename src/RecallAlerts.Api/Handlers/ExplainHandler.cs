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
        var review = Reviewer.Review(c, at);
        return new Noted.Releases(Results.Ok(new
        {
            releaseId = record.Id.Value,
            at = at.ToString(),
            state = NameOf<WatchState>.Text(review.State),
            phase = review.Phase is { } phase ? NameOf<Phase>.Text(phase) : null,
            policyVersion = c.Policy.Version,
            calendarVersion = c.Calendar.Version,
            nextChangeAt = review.NextChangeAt?.ToString(),
            rules = RuleBook.All.Select(rule => Explain(rule, c, review, at)),
        }), [record.WatchId]);
    }

    private static object Explain(Rule rule, Case c, Review review, Instant at)
    {
        var held = review.Conditions.Where(x => x.Rule == rule.Id).ToArray();
        var policy = c.Rules.Of(rule.Id);
        var words = RuleWords.Of(rule.Id);
        return new
        {
            rule = NameOf<RuleId>.Text(rule.Id),
            held = held.Length > 0,
            why = Why(rule, c, review, policy.Enabled, held.Length > 0, at),
            clearedBy = held.Length > 0 ? words.ClearedBy : null,
            conditions = held.Select(x => new
            {
                key = x.Key, since = x.Since.ToString(), severity = NameOf<Severity>.Text(x.Severity),
                suppressedBy = x.SuppressedBy is { } by ? NameOf<RuleId>.Text(by) : null, restsOn = x.BasisEventId,
            }),
            facts = c.Timeline.Facts.Where(f => (f.Topic & rule.Reads) != 0).Select(f => new { eventId = f.EventId, effectiveAt = f.EffectiveAt.ToString(), counts = f.EffectiveAt <= at }),
            parameters = JsonSerializer.SerializeToElement(policy, policy.GetType(), Parameters),
            nextChangeAt = review.State == WatchState.Watching ? Reviewer.NextChangeOf(c, rule.Id, at)?.ToString() : null,
        };
    }

    private static string Why(Rule rule, Case c, Review review, bool enabled, bool held, Instant at)
    {
        if (review.State != WatchState.Watching) return $"The release is {NameOf<WatchState>.Text(review.State)}; no rule holds.";
        if (!enabled) return "The policy has switched this rule off.";
        if (held) return RuleWords.Of(rule.Id).Says;
        if (rule.PausesWithContact && c.IsContactSuspended(at)) return "Contact is suspended; the appointment rules hold nothing.";
        return Reviewer.NextChangeOf(c, rule.Id, at) is { } next ? $"It does not hold; by what is known now it will at {next}." : "It does not hold by the facts that count at that instant.";
    }
}
