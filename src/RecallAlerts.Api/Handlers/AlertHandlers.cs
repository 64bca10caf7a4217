using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Audit;
using RecallAlerts.Api.Routing;
using RecallAlerts.Api.Words;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Queries;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Handlers;

/// <summary>The inbox and the acts.</summary>
internal static class AlertHandlers
{
    private const int Page = 50;

    public static async Task<IResult> InboxAsync(ApiRequest request)
    {
        var (filter, problem) = FilterOf(request);
        if (problem is not null) return Problems.Of(problem);
        if (Narrow(filter!, request) is not { } narrowed) return Problems.NotFound();
        var alerts = await request.Services.Queries.InboxAsync(narrowed, request.Cancellation);
        var last = alerts.Count == 0 ? "" : alerts[^1].Alert.Id.Value;
        return new Noted.Releases(
            Results.Ok(new { alerts = alerts.Select(Shown.Alert), continuation = Shown.Continuation(alerts.Count == Page, last) }), [.. alerts.Select(a => a.WatchId)]);
    }

    public static async Task<IResult> ActAsync(ApiRequest request, string name)
    {
        if (await ActOnCase.FindAsync(request, request.Route("alertId")) is not { } found) return Problems.NotFound();
        var (json, problem) = await Body.ReadAsync(request.Http.Request, request.Cancellation);
        using var body = json;
        if (problem is not null) return Problems.Of(problem);
        var now = request.Services.Now;
        var (act, wrong) = ReadAct(request, found.Case, name, json!.RootElement, now);
        if (wrong is not null) return Problems.Of(wrong);
        if (act is null) return Problems.Forbidden(Access.Permission.Act.Name);
        return Answer(await ActOnCase.RunAsync(request, found, act, now), now);
    }

    private static IResult Answer(ActOnCase.Acted? acted, Instant now)
    {
        if (acted is not { Alert: { } alert }) return Problems.NotFound();
        var shown = Shown.Alert(alert, AlertWords.Of(alert, acted.Case, now));
        if (acted.Outcome is ActOutcome.Done) return new Noted.Nobody(Results.Ok(shown));
        return new Noted.Releases(acted.Outcome is ActOutcome.Refused refused ? Refuse(refused, shown) : Results.Ok(shown), [acted.WatchId]);
    }

    private static IResult Refuse(ActOutcome.Refused refused, object shown)
    {
        var (status, type) = refused.Why switch
        {
            Refusal.NotAllowed => (403, "act-not-allowed"),
            Refusal.DoesNotApply => (409, "act-does-not-apply"),
            _ => (422, "act-over-limit"),
        };
        return Problems.Of(status, type, refused.Reason, new Dictionary<string, object?>(StringComparer.Ordinal) { ["alert"] = shown });
    }

    // The act; null without a problem when the caller acts as nobody.
    private static (Act? Act, Problem? Problem) ReadAct(ApiRequest request, Case c, string name, JsonElement body, Instant now)
    {
        try
        {
            return ActorOf(request, c, body) is { } by ? ActReader.Read(name, by, body, now) : (null, null);
        }
        catch (InvalidOperationException)
        {
            return (null, Problem.NoCharacter);
        }
    }

    // Without a token, on loopback, the developer says as whom, or acts as the duty SPO.
    internal static Person? ActorOf(ApiRequest request, Case c, JsonElement body)
    {
        if (!request.Caller.IsDeveloper) return request.Caller.ActsAs();
        var said = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("by", out var by) && by.ValueKind == JsonValueKind.String ? by.GetString() : null;
        return Person.TryParse(said, out var person) ? person : new Person(Role.DutySpo, c.Release.Pdu);
    }

    private static (InboxFilter? Filter, Problem? Problem) FilterOf(ApiRequest request)
    {
        Problem? problem = null;
        T? Named<T>(string name)
            where T : struct, Enum
        {
            if (request.Query(name) is not { } text) return null;
            if (NameOf<T>.TryParse(text, out var value)) return value;
            problem ??= new Problem(ProblemType.UnknownCode, name, "must be one of " + string.Join(", ", NameOf<T>.All));
            return null;
        }

        if (!Shown.TryRead(request.Query("continuation"), out var after) || (after is not null && !AlertId.TryParse(after, out _))) problem = Shown.WrongContinuation;
        var filter = new InboxFilter
        {
            For = request.Caller.ViewerAt(request.Services.Now),
            Status = Named<AlertStatus>("status"), Severity = Named<Severity>("severity"), Rule = Named<RuleId>("rule"), Pdu = request.Query("pdu"), AtMost = Page,
            After = after is null ? null : new AlertId(after),
            Owners = request.Query("practitionerId") is { } id ? [new Person(Role.Practitioner, id)] : null,
        };
        return (filter, problem);
    }

    // A practitioner sees own alerts and those they cover; a manager the own PDU. Asking for more finds nothing.
    private static InboxFilter? Narrow(InboxFilter filter, ApiRequest request)
    {
        var caller = request.Caller;
        if (caller.IsDeveloper) return filter;
        if (caller.ActsAs() is not { } self) return null;
        if (self.IsManager) return filter.Pdu is null || filter.Pdu == self.Id ? filter with { Pdu = self.Id } : null;
        var own = request.Services.Directory.CoveredBy(self, request.Services.Now);
        if (filter.Owners is null) return filter with { Owners = own };
        return filter.Owners.All(own.Contains) ? filter : null;
    }
}
