using Microsoft.AspNetCore.Http;
using RecallAlerts.Application.Messages;
using static RecallAlerts.LocalHost.Tests.Sending.Outgoing;

namespace RecallAlerts.LocalHost.Tests.Sending;

/// <summary>GOV.UK Notify does not deduplicate: after an answer that was lost it is asked before anything is sent again.</summary>
public sealed class NotifyLostAnswerTests : NotifyTests
{
    [Fact]
    public async Task Send_ServiceFailedBeforeItTookTheMessage_IsAskedForAndThenSent()
    {
        Notify.Next.Enqueue(NotifyStub.Refuse(500, "Exception", "Internal server error"));
        await SendAsync(Message());
        Assert.Equal(new SendOutcome.Sent("email"), await SendAsync(Message(tries: 1)));
        Assert.Equal(["m1"], Notify.Searched);
        Assert.Equal(2, Notify.Posts.Count);
    }

    [Fact]
    public async Task Send_ConnectionDroppedAfterItWasTaken_IsFoundByReferenceAndNotSentTwice()
    {
        Notify.Next.Enqueue(Notify.TakeAndDrop);
        var failed = Assert.IsType<SendOutcome.Failed>(await SendAsync(Message(channel: "sms")));
        Assert.Equal(Now.PlusSeconds(60), failed.RetryAt);
        Assert.StartsWith("GOV.UK Notify could not be reached or broke off (", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(new SendOutcome.Sent("sms"), await SendAsync(Message(tries: 1, channel: "sms")));
        Assert.Single(Notify.Posts);
    }

    [Fact]
    public async Task Send_ConnectionInUseDropped_IsNotRepeatedByTheTransport()
    {
        await SendAsync(Message("m0"));
        Notify.Next.Enqueue(Notify.TakeAndDrop);
        Assert.IsType<SendOutcome.Failed>(await SendAsync(Message()));
        Assert.Equal(["m0", "m1"], Notify.Posts.Select(p => p.Reference));
    }

    [Fact]
    public async Task Send_NoAnswerInTime_IsFoundByReferenceAndNotSentTwice()
    {
        using var sender = Sender(Notify.Url, TimeSpan.FromMilliseconds(400));
        await sender.SendAsync(Message("m0"), Now, default);
        Notify.Next.Enqueue(Notify.TakeAndHang);
        var failed = Assert.IsType<SendOutcome.Failed>(await sender.SendAsync(Message(), Now, default));
        Assert.StartsWith("GOV.UK Notify did not answer in time", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(new SendOutcome.Sent("email"), await SendAsync(Message(tries: 1)));
        Assert.Equal(["m0", "m1"], Notify.Posts.Select(p => p.Reference));
    }

    [Fact]
    public async Task Send_DecidedBeforeThisProcessBegan_IsAskedForFirst()
    {
        Notify.Taken["m1"] = "delivered";
        Assert.Equal(new SendOutcome.Sent("email"), await SendAsync(Message(at: Started)));
        Assert.Empty(Notify.Posts);
        Assert.Equal(new SendOutcome.Sent("email"), await SendAsync(Message("m2", at: Started)));
        Assert.Equal(["m2"], Notify.Posts.Select(p => p.Reference));
    }

    [Theory]
    [InlineData("sending", 0)]
    [InlineData("permanent-failure", 0)]
    [InlineData("technical-failure", 1)]
    public async Task Send_FoundByReference_IsSentAgainOnlyWhereNotifyAsksForIt(string status, int posts)
    {
        Notify.Taken["m1"] = status;
        Assert.Equal(new SendOutcome.Sent("email"), await SendAsync(Message(tries: 1)));
        Assert.Equal(posts, Notify.Posts.Count);
    }

    [Fact]
    public async Task Send_SearchFails_SendsNothing()
    {
        Notify.Search = c => NotifyStub.Refuse(500, "Exception", "x")(c, null!);
        Assert.Equal(Now.PlusSeconds(120), Assert.IsType<SendOutcome.Failed>(await SendAsync(Message(tries: 1))).RetryAt);
        Notify.Search = c => c.Response.WriteAsync("{}");
        Assert.IsType<SendOutcome.Failed>(await SendAsync(Message(tries: 2)));
        Notify.Search = c => c.Response.WriteAsync("<html>");
        Assert.IsType<SendOutcome.Failed>(await SendAsync(Message(tries: 3)));
        Assert.Empty(Notify.Posts);
    }
}
