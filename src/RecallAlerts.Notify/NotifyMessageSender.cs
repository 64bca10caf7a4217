using Notify.Client;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Notify;

/// <summary>
/// Sends by GOV.UK Notify, which does not deduplicate: the same request twice is two messages. So what may have left already is asked for by its
/// reference (= messageId) first: whatever was tried before, and whatever was decided before this process began, because a process that is killed
/// between Notify's answer and the record leaves no trace of its try. What remains: Notify shows a message it has taken only after a moment, and
/// keeps it for the service's retention (7 days unless changed); a try outside that window can send a second copy.
/// </summary>
/// <remarks>
/// The client takes no CancellationToken and blocks its thread until the answer. Its calls therefore run on the pool, stop waiting at the timeout
/// of the options only, and are seen through when the host stops: a stop takes up to twice that timeout, and no outcome is lost.
/// </remarks>
public sealed class NotifyMessageSender : IMessageSender, IDisposable
{
    private const int LongestAnswer = 1 << 20;
    private const string NeverDelivered = "technical-failure";

    private readonly NotifyOptions _options;
    private readonly Instant _startedAt;
    private readonly NotifyFailures _failures;
    private readonly HttpClient _http;
    private readonly NotificationClient _client;

    /// <summary>A sender.</summary>
    /// <param name="options">Checked options.</param>
    /// <param name="pauses">Pauses where GOV.UK Notify does not name one.</param>
    /// <param name="startedAt">When this process began, UTC.</param>
    public NotifyMessageSender(NotifyOptions options, RetryPauses pauses, Instant startedAt)
    {
        (_options, _startedAt, _failures) = (options, startedAt, new NotifyFailures(pauses));

        // A redirect would turn the request into another one; that it was not taken is the truth then.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        _http = new HttpClient(handler)
        {
            BaseAddress = WithSlash(options.BaseUrl), Timeout = options.Timeout, MaxResponseContentBufferSize = LongestAnswer,
        };
        _client = new NotificationClient(new NotifyTransport(_http), options.ApiKey);
    }

    /// <inheritdoc />
    public async Task<SendOutcome> SendAsync(OutgoingMessage message, Instant now, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return await Task.Run(() => AskAndSendAsync(message, now), CancellationToken.None);
        }
        catch (AggregateException e) when (e.GetBaseException() is NotifyRefusalException refusal)
        {
            return _failures.Of(refusal, message.Tries, now);
        }
        catch (AggregateException e) when (e.GetBaseException() is HttpRequestException or OperationCanceledException or TimeoutException)
        {
            return _failures.OfLostAnswer(e.GetBaseException(), message.Tries, now);
        }
        catch (Newtonsoft.Json.JsonException e)
        {
            return _failures.OfLostAnswer(e, message.Tries, now);
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _http.Dispose();

    private async Task<SendOutcome> AskAndSendAsync(OutgoingMessage message, Instant now)
    {
        var sent = new SendOutcome.Sent(message.Contact.Channel);
        var mayHaveLeft = message.Tries > 0 || message.At <= _startedAt;
        if (mayHaveLeft && await HasLeftAsync(message.MessageId)) return sent;
        if (await PostAsync(message) is { Length: > 0 }) return sent;
        return _failures.OfLostAnswer(new InvalidDataException(), message.Tries, now);
    }

    // Of a technical failure Notify itself says that the message has to be sent again; every other status is Notify's to deal with.
    private async Task<bool> HasLeftAsync(string messageId)
    {
        var found = await _client.GetNotificationsAsync(reference: messageId);
        if (found?.notifications is not { } notifications) throw new Newtonsoft.Json.JsonException("The list of notifications is missing.");
        return notifications.Exists(n => n.reference == messageId && n.status != NeverDelivered);
    }

    private async Task<string?> PostAsync(OutgoingMessage message)
    {
        var values = message.Text.Personalisation.ToDictionary(p => p.Key, p => (dynamic)p.Value, StringComparer.Ordinal);
        if (message.Contact.Channel == "sms")
            return (await _client.SendSmsAsync(message.Contact.Address, _options.SmsTemplateId.ToString("D"), values, message.MessageId))?.id;
        return (await _client.SendEmailAsync(message.Contact.Address, _options.EmailTemplateId.ToString("D"), values, message.MessageId))?.id;
    }

    private static Uri WithSlash(Uri url) => url.AbsoluteUri.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/");
}
