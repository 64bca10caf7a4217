using RecallAlerts.Api.Access;
using RecallAlerts.Api.Handlers;

namespace RecallAlerts.Api.Routing;

/// <summary>Routes of recalls: recording, classification, look-back, a person's answer.</summary>
internal static class RecallRoutes
{
    private const string Json = "application/json";

    public static IReadOnlyList<ApiRoute> All { get; } =
    [
        new("POST", "/api/recalls", Permission.Send, "Records a recall: ends the watch, classifies, looks back. A correction is sent as an event.", RecallHandlers.RecordAsync) { Body = Json },
        new("GET", "/api/recalls/{recallId}", Permission.SeeCases, "A recall: classification with its evidence, all answers, look-back.", RecallHandlers.GetAsync),
        new("POST", "/api/recalls/{recallId}/reason", Permission.AnswerRecalls, "Confirms or replaces the reason of a recall; both answers are kept, the narrative is deleted.", RecallHandlers.AnswerAsync) { Body = Json },
        new("POST", "/api/recall-reasons/classify", Permission.Classify, "Classifies one narrative or an array of up to 100, and stores nothing.", ClassifyHandler.PostAsync) { Body = Json },
    ];
}
