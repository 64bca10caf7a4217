using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Api.Handlers;

/// <summary>Classifies without storing: nothing of what is sent is kept, not even that it was refused.</summary>
internal static class ClassifyHandler
{
    private const int Most = 100;

    public static async Task<IResult> PostAsync(ApiRequest request)
    {
        var (json, problem) = await Body.ReadAsync(request.Http.Request, request.Cancellation);
        using var body = json;
        if (problem is not null) return Problems.Of(problem);
        var (root, receipt) = (json!.RootElement, new Receipt(request.Services.Now, null));
        if (root.ValueKind != JsonValueKind.Array) return Answer(RecallReader.ReadInput(root, "", receipt), request);
        if (root.GetArrayLength() > Most) return Problems.Of(new Problem(ProblemType.TooManyEvents, "", $"holds more than {Most} recalls; send parts"));
        var read = root.EnumerateArray().Select((item, i) => RecallReader.ReadInput(item, $"[{i}].", receipt)).ToArray();
        return read.FirstOrDefault(r => r.Problem is not null).Problem is { } wrong ? Problems.Of(wrong) : Results.Ok(read.Select(r => Show(r.Input!, request)));
    }

    private static IResult Answer((RecallInput? Input, Problem? Problem) read, ApiRequest request) =>
        read.Problem is { } problem ? Problems.Of(problem) : Results.Ok(Show(read.Input!, request));

    private static object Show(RecallInput input, ApiRequest request) =>
        RecallShown.Classification(RecallClassifier.Classify(input, request.Services.Policies.General.Recalls.ReviewBelow), input.Narrative);
}
