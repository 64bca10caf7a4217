using RecallAlerts.Api.Access;
using RecallAlerts.Application.Operations;

namespace RecallAlerts.Api.Pages.Operating;

/// <summary>Whether everything is watched, what waits and what was refused, and what one can do about it.</summary>
internal static class OperationsPages
{
    private const string Home = "/operations";
    private const int MostMessages = 100;
    private const int RefusedDays = 30;

    public static IReadOnlyList<PageRoute> Routes { get; } =
    [
        new("GET", Home, Permission.Operate, "whether everything is watched", GetAsync) { ShowsNobody = true },
        new("POST", Home + "/messages/{messageId}/try-now", Permission.Operate, "trying a message again", TryNowAsync) { ShowsNobody = true },
        new("POST", Home + "/held/ask-now", Permission.Operate, "asking for details again", AskNowAsync) { ShowsNobody = true },
        new("POST", Home + "/dead-letters/try-again", Permission.Operate, "trying refused events again", TryAgainAsync) { ShowsNobody = true },
    ];

    private static async Task<PageAnswer> GetAsync(PageRequest request)
    {
        var (services, now, cancellation) = (request.Api.Services, request.Api.Services.Now, request.Api.Cancellation);
        var (proof, today) = (await services.Queries.ProveWatchAsync(now, cancellation), UtcDay.Of(now));
        var model = new OperationsModel(
            OperationsLines.Of(proof), await services.Operations.WaitingMessagesAsync(MostMessages, cancellation), proof.Unsent,
            OperationsLines.Of(await services.Operations.HeldAsync(cancellation), today), await services.Operations.RefusedAsync(today.AddDays(1 - RefusedDays), cancellation))
        {
            DeadLetters = services.DeadLetters is { } deadLetters ? await deadLetters.CountAsync(cancellation) : null,
            Done = DoneWords.Of(request.Api.Query("done")) ?? SentBackWords.Done(request.Api.Query),
            NotDone = SentBackWords.NotDone(request.Api.Query),
        };
        return PageRequest.Show<OperationsPage>("Operations", model);
    }

    private static async Task<PageAnswer> TryNowAsync(PageRequest request)
    {
        var isThere = await request.Api.Services.Operations.TryNowAsync(request.Api.Route("messageId"), request.Api.Services.Now, request.Api.Cancellation);
        return new PageAnswer.SeeOther($"{Home}?done={(isThere ? "try-now" : "unchanged")}");
    }

    // Made due, so that the one who asks the source finds them: it is asked by one caller at a time.
    private static async Task<PageAnswer> AskNowAsync(PageRequest request)
    {
        var asked = await request.Api.Services.Operations.AskForDetailsNowAsync(request.Api.Services.Now, request.Api.Cancellation);
        return new PageAnswer.SeeOther($"{Home}?done={(asked > 0 ? "ask-now" : "unchanged")}");
    }

    // What was mended is tried by its reason; a field that names none is no wish for all.
    private static async Task<PageAnswer> TryAgainAsync(PageRequest request)
    {
        var (name, deadLetters) = (request.Field("reason"), request.Api.Services.DeadLetters);
        var reason = DeadLetterReason.Find(name);
        var sent = deadLetters is null || (reason is null && name != SentBackWords.All) ? new SentBack(0, null) : await deadLetters.SendBackAsync(reason, request.Api.Cancellation);
        return new PageAnswer.SeeOther($"{Home}?{SentBackWords.QueryOf(sent)}");
    }
}
