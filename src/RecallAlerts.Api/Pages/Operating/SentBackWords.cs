using System.Globalization;
using RecallAlerts.Application.Operations;

namespace RecallAlerts.Api.Pages.Operating;

/// <summary>What is said after events were sent back. It goes through the address, so that loading the page again sends nothing: a name and a number, never words.</summary>
internal static class SentBackWords
{
    /// <summary>The field's value for whatever the reason.</summary>
    public const string All = "any";

    private const string Sent = "sent-back";
    private const string Failed = "not-sent-back";

    /// <summary>As the query of the page.</summary>
    public static string QueryOf(SentBack sent) => sent switch
    {
        { Failure: not null } => string.Create(CultureInfo.InvariantCulture, $"done={Failed}&events={sent.Count}"),
        { Count: 0 } => "done=unchanged",
        _ => string.Create(CultureInfo.InvariantCulture, $"done={Sent}&events={sent.Count}"),
    };

    /// <summary>What was done; null when it was something else, or failed.</summary>
    public static string? Done(Func<string, string?> query) => query("done") == Sent && CountOf(query) is > 0 and var count
        ? $"{PageWords.Count(count, "event was", "events were")} sent back to be tried again. What is refused again is here again within a minute."
        : null;

    /// <summary>What was not done; null when all was.</summary>
    public static string? NotDone(Func<string, string?> query) => (query("done") == Failed, CountOf(query)) switch
    {
        (false, _) => null,
        (_, > 0 and var count) => $"{PageWords.Count(count, "event was", "events were")} sent back, then Service Bus failed. The rest is still put aside: try again in some minutes.",
        _ => "Nothing was sent back, because Service Bus failed or did not let us. Try again in some minutes; if it stays so, look at Service Bus and at the roles of this service.",
    };

    private static int CountOf(Func<string, string?> query) =>
        int.TryParse(query("events"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= IDeadLetters.MostAtOnce ? count : 0;
}
