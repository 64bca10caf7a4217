using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Imports;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Handlers;

/// <summary>Routes by which sources send releases and events.</summary>
internal static class SendHandlers
{
    private const int MostEvents = 1_000;
    private const int MostRejectedShown = 1_000;

    public static async Task<IResult> RegisterAsync(ApiRequest request)
    {
        var (json, problem) = await Body.ReadAsync(request.Http.Request, request.Cancellation);
        using var body = json;
        if (problem is not null) return await RefuseAsync(request, problem);
        var now = request.Services.Now;
        var incoming = EventReader.ReadRelease(json!.RootElement, new Receipt(now, null));
        var answer = (await ToldAsync(request, await request.Services.Record.ApplyAsync([incoming], now, request.Cancellation, by: request.By), now))[0];
        if (answer.Problem is not null) return Problems.Of(answer.Problem);
        var (id, created) = (answer.ReleaseId!.Value, answer.Status == EventStatus.Accepted);
        var said = new { releaseId = id.Value, status = created ? "created" : "unchanged" };
        return created ? Results.Created($"/api/releases/{id.Value}", said) : Results.Ok(said);
    }

    public static async Task<IResult> RecordAsync(ApiRequest request)
    {
        var (json, problem) = await Body.ReadAsync(request.Http.Request, request.Cancellation);
        using var body = json;
        if (problem is not null) return await RefuseAsync(request, problem);
        var (root, now) = (json!.RootElement, request.Services.Now);
        if (root.ValueKind == JsonValueKind.Array) return await RecordManyAsync(request, root);
        var answer = (await ToldAsync(request, await request.Services.Ingest.ApplyAsync([root], now, request.Cancellation, by: request.By), now))[0];
        return answer.Problem is null ? Results.Ok(Said(answer)) : Problems.Of(answer.Problem);
    }

    public static async Task<IResult> ImportAsync(ApiRequest request)
    {
        var rejected = new List<object>();
        void Reject(RejectedLine line)
        {
            if (rejected.Count < MostRejectedShown)
                rejected.Add(new { line = line.Number, problem = Problems.NameOf(line.Problem.Type), field = line.Problem.Field, reason = line.Problem.Reason });
        }

        var services = request.Services;
        var counts = await services.Import.RunAsync(request.Http.Request.Body, () => services.Now, null, Reject, null, request.Cancellation, request.By);
        return Results.Ok(new
        {
            lines = counts.Lines, accepted = counts.Accepted, duplicates = counts.Duplicates, held = counts.Held, rejected = counts.Rejected,
            rejectedLines = rejected, rejectedLinesShown = rejected.Count,
        });
    }

    private static async Task<IResult> RecordManyAsync(ApiRequest request, JsonElement root)
    {
        if (root.GetArrayLength() > MostEvents)
            return await RefuseAsync(request, new Problem(ProblemType.TooManyEvents, "", $"holds more than {MostEvents} events; send parts or an import"));
        var now = request.Services.Now;
        var answers = await ToldAsync(request, await request.Services.Ingest.ApplyAsync([.. root.EnumerateArray()], now, request.Cancellation, by: request.By), now);
        return Results.Ok(answers.Select(Said));
    }

    // A body that cannot be taken apart is refused as a whole, and is noted as one.
    private static async Task<IResult> RefuseAsync(ApiRequest request, Problem problem)
    {
        await request.Services.Queries.NoteRefusedAsync([("event", Problems.NameOf(problem.Type))], request.Services.Now, request.Cancellation);
        return Problems.Of(problem);
    }

    // What was refused is noted, and the watch looks at what was not.
    private static async Task<IReadOnlyList<EventAnswer>> ToldAsync(ApiRequest request, IReadOnlyList<EventAnswer> answers, Domain.Calendar.Instant now)
    {
        var refused = answers.Where(a => a.Problem is not null).Select(a => ("event", Problems.NameOf(a.Problem!.Type))).ToArray();
        if (refused.Length > 0) await request.Services.Queries.NoteRefusedAsync(refused, now, request.Cancellation);
        return answers;
    }

    private static object Said(EventAnswer answer)
    {
        var status = NameOf<EventStatus>.Text(answer.Status);
        if (answer.Problem is { } problem) return new { status, problem = Problems.NameOf(problem.Type), field = problem.Field, reason = problem.Reason };
        return answer.Reason is { } reason ? new { status, reason } : new { status };
    }
}
