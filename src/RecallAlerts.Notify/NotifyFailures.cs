using System.Net;
using System.Text.RegularExpressions;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Notify;

/// <summary>What a try that did not succeed means: a reason for the operations page, without any address, and when to try again.</summary>
/// <param name="pauses">Pauses where GOV.UK Notify does not name one.</param>
internal sealed partial class NotifyFailures(RetryPauses pauses)
{
    private const string ReachedToday = "TooManyRequestsError";
    private const int LimitWindowSeconds = 60;
    private const int LongestWords = 200;
    private const int LongestHintSeconds = 86_400;

    public SendOutcome.Failed Of(NotifyRefusalException refusal, int tries, Instant now) => refusal.Status switch
    {
        HttpStatusCode.TooManyRequests => OfLimit(refusal, now),
        >= HttpStatusCode.InternalServerError => new SendOutcome.Failed(
            $"GOV.UK Notify answered {(int)refusal.Status}; it may have taken the message and is asked before the next try.",
            Instant.Max(pauses.After(now, tries), HintOf(refusal.RetryAfter, now) ?? now)),
        _ => new SendOutcome.Failed($"GOV.UK Notify refused it: {(int)refusal.Status}{WordsOf(refusal)}", pauses.Longest(now)),
    };

    public SendOutcome.Failed OfLostAnswer(Exception why, int tries, Instant now)
    {
        var how = why switch
        {
            OperationCanceledException => "did not answer in time",
            HttpRequestException e => $"could not be reached or broke off ({e.HttpRequestError})",
            _ => "gave an answer that cannot be read",
        };
        return new SendOutcome.Failed($"GOV.UK Notify {how}; it may have taken the message and is asked before the next try.", pauses.After(now, tries));
    }

    // The limit a minute is a rolling one. The limit a day ends at midnight UTC, but a person may have it raised: it is tried every hour.
    private SendOutcome.Failed OfLimit(NotifyRefusalException refusal, Instant now)
    {
        if (!refusal.Errors.Any(e => e.Type == ReachedToday))
        {
            var nextWindow = HintOf(refusal.RetryAfter, now) ?? now.PlusSeconds(LimitWindowSeconds);
            return new SendOutcome.Failed("GOV.UK Notify's limit of messages a minute is reached.", nextWindow);
        }

        var midnight = new Instant(((now.Seconds / Instant.Day) + 1) * Instant.Day);
        var retryAt = midnight < pauses.Longest(now) ? midnight : pauses.Longest(now);
        return new SendOutcome.Failed("GOV.UK Notify's limit of messages a day is reached.", HintOf(refusal.RetryAfter, now) ?? retryAt);
    }

    // A hint beyond a day is no hint but a mistake; nothing waits for ever.
    private static Instant? HintOf(RetryHint hint, Instant now)
    {
        var at = hint.At is { } date ? Instant.From(date) : hint.Pause is { } pause ? now.PlusSeconds((long)pause.TotalSeconds) : (Instant?)null;
        return at is { } instant ? new Instant(Math.Clamp(instant.Seconds, now.Seconds + 1, now.Seconds + LongestHintSeconds)) : null;
    }

    private static string WordsOf(NotifyRefusalException refusal)
    {
        var words = string.Join("; ", refusal.Errors.Where(e => e.Type.Length > 0).Select(e => $"{e.Type}: {e.Words}"));
        var clean = AddressLike().Replace(words.ReplaceLineEndings(" "), "(left out)");
        return clean.Length == 0 ? "" : $" {(clean.Length > LongestWords ? clean[..LongestWords] : clean)}";
    }

    /// <summary>E-mail addresses, and whatever has six or more digits in a row with at most signs of telephone numbers between them.</summary>
    [GeneratedRegex(@"\S*@\S*|\+?\d(?:[\s().-]*\d){5,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex AddressLike();
}
