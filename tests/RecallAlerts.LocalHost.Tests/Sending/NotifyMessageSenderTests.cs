using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Calendar;
using static RecallAlerts.LocalHost.Tests.Sending.Outgoing;

namespace RecallAlerts.LocalHost.Tests.Sending;

/// <summary>The real client over real HTTP against a stand-in for GOV.UK Notify.</summary>
public sealed class NotifyMessageSenderTests : NotifyTests
{
    [Theory]
    [InlineData("email", "/v2/notifications/email", "email_address", Email, EmailTemplate)]
    [InlineData("sms", "/v2/notifications/sms", "phone_number", Mobile, SmsTemplate)]
    public async Task Send_Taken_IsSentWithTemplateValuesAndReference(string channel, string path, string field, string address, string template)
    {
        Assert.Equal(new SendOutcome.Sent(channel), await SendAsync(Message(channel: channel)));
        var post = Assert.Single(Notify.Posts);
        Assert.Equal((path, address, template, "m1"), (post.Path, post.Body.GetProperty(field).GetString(), post.Body.GetProperty("template_id").GetString(), post.Reference));
        var values = post.Body.GetProperty("personalisation").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
        Assert.Equal(Message().Text.Personalisation.OrderBy(p => p.Key, StringComparer.Ordinal), values.OrderBy(p => p.Key, StringComparer.Ordinal));
        Assert.StartsWith("NOTIFY-API-NET-CLIENT/", post.Agent, StringComparison.Ordinal);
        Assert.StartsWith("Bearer ey", post.Authorization, StringComparison.Ordinal);
        Assert.Empty(Notify.Searched);
    }

    [Theory]
    [InlineData("17", 17)]
    [InlineData("Tue, 02 Jun 2026 09:02:05 GMT", 125)]
    [InlineData("Tue, 02 Jun 2026 08:00:00 GMT", 1)]
    [InlineData("99999999", 86_400)]
    [InlineData(null, 60)]
    public async Task Send_LimitOfAMinute_WaitsAsLongAsToldAndThenLeaves(string? retryAfter, int seconds)
    {
        Notify.Next.Enqueue(NotifyStub.Refuse(429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds", retryAfter));
        Assert.Equal(new SendOutcome.Failed("GOV.UK Notify's limit of messages a minute is reached.", Now.PlusSeconds(seconds)), await SendAsync(Message(tries: 0)));
        Assert.Equal(new SendOutcome.Sent("email"), await SendAsync(Message(tries: 1)));
        Assert.Equal(2, Notify.Posts.Count);
    }

    [Theory]
    [InlineData("2026-06-02T09:00:00Z", "2026-06-02T10:00:00Z")]
    [InlineData("2026-06-02T23:40:00Z", "2026-06-03T00:00:00Z")]
    public async Task Send_LimitOfADay_WaitsUntilMidnightAtMostAnHour(string now, string retryAt)
    {
        Notify.Next.Enqueue(NotifyStub.Refuse(429, "TooManyRequestsError", "Exceeded send limits (250000) for today"));
        var outcome = await Client.SendAsync(Message(at: Instant.Parse(now)), Instant.Parse(now), default);
        Assert.Equal(new SendOutcome.Failed("GOV.UK Notify's limit of messages a day is reached.", Instant.Parse(retryAt)), outcome);
    }

    [Theory]
    [InlineData(500, 0, 60)]
    [InlineData(503, 3, 480)]
    public async Task Send_ServiceFails_IsTriedAgainWithGrowingPauses(int status, int tries, int seconds)
    {
        Notify.Next.Enqueue(NotifyStub.Refuse(status, "Exception", "Internal server error"));
        var failed = Assert.IsType<SendOutcome.Failed>(await SendAsync(Message(tries: tries)));
        Assert.Equal(Now.PlusSeconds(seconds), failed.RetryAt);
        Assert.Contains($"answered {status}", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ServiceFailsAndNamesALongerPause_WaitsThatLong()
    {
        Notify.Next.Enqueue(NotifyStub.Refuse(503, "Exception", "down", "900"));
        Assert.Equal(Now.PlusSeconds(900), Assert.IsType<SendOutcome.Failed>(await SendAsync(Message())).RetryAt);
    }

    [Theory]
    [InlineData(400, "BadRequestError", "Can't send to this recipient using a team-only API key", "GOV.UK Notify refused it: 400 BadRequestError: Can't send to this recipient using a team-only API key")]
    [InlineData(400, "ValidationError", "email_address p1@staff.example is not valid, nor is 07700 900 123\r\nnor +44(0)7700-900123", "GOV.UK Notify refused it: 400 ValidationError: email_address (left out) is not valid, nor is (left out) nor (left out)")]
    [InlineData(403, "AuthError", "Invalid token: API key not found", "GOV.UK Notify refused it: 403 AuthError: Invalid token: API key not found")]
    public async Task Send_Refused_WaitsLongWithTheReasonButNoAddress(int status, string error, string words, string reason)
    {
        Notify.Next.Enqueue(NotifyStub.Refuse(status, error, words));
        Assert.Equal(new SendOutcome.Failed(reason, Now.PlusHours(1)), await SendAsync(Message()));
    }

    [Theory]
    [InlineData(403, "<html>blocked for p1@staff.example</html>", "GOV.UK Notify refused it: 403")]
    [InlineData(302, "", "GOV.UK Notify refused it: 302")]
    [InlineData(400, "{\"errors\":[7,{\"error\":3}]}", "GOV.UK Notify refused it: 400")]
    [InlineData(200, "<html>sign in</html>", "GOV.UK Notify gave an answer that cannot be read; it may have taken the message and is asked before the next try.")]
    [InlineData(201, "", "GOV.UK Notify gave an answer that cannot be read; it may have taken the message and is asked before the next try.")]
    public async Task Send_SomethingInBetweenAnswers_IsAFailure(int status, string body, string reason)
    {
        Notify.Next.Enqueue((context, _) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return context.Response.WriteAsync(body);
        });
        Assert.Equal(reason, Assert.IsType<SendOutcome.Failed>(await SendAsync(Message())).Reason);
    }

    [Fact]
    public async Task Send_NobodyListens_FailsWithoutAddressOrKey()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"http://{listener.LocalEndpoint}");
        listener.Stop();
        using var sender = Sender(url, TimeSpan.FromSeconds(5));
        var failed = Assert.IsType<SendOutcome.Failed>(await sender.SendAsync(Message(), Now, default));
        Assert.Equal("GOV.UK Notify could not be reached or broke off (ConnectionError); it may have taken the message and is asked before the next try.", failed.Reason);
    }

    [Fact]
    public async Task Send_StoppedBefore_SendsNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client.SendAsync(Message(), Now, new CancellationToken(canceled: true)));
        Assert.Empty(Notify.Posts);
    }

    [Fact]
    public async Task Send_StoppedWhileItIsOnItsWay_IsSeenThrough()
    {
        using var stop = new CancellationTokenSource();
        Notify.Next.Enqueue(async (context, post) =>
        {
            await stop.CancelAsync();
            await context.Response.WriteAsJsonAsync(new { id = "740e5834", reference = post.Reference });
        });
        Assert.Equal(new SendOutcome.Sent("email"), await Client.SendAsync(Message(), Now, stop.Token));
    }
}
