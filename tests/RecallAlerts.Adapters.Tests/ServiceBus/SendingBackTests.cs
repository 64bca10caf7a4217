using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging.Abstractions;
using RecallAlerts.Application.Operations;
using RecallAlerts.Azure.ServiceBus;

namespace RecallAlerts.Adapters.Tests.ServiceBus;

/// <summary>Sending back what is put aside.</summary>
public sealed class SendingBackTests
{
    private static readonly DeadLetterReason Code = DeadLetterReason.Find("unknown-code")!;

    private readonly DeadLetterQueue _queue = new();
    private readonly EndingTime _time = new();

    private ServiceBusDeadLetters DeadLetters => new(_queue.Client, _time, NullLogger<ServiceBusDeadLetters>.Instance);

    [Fact]
    public async Task Nothing_IsSentBackOfNothing()
    {
        Assert.Equal(new SentBack(0, null), await SendAsync(Code));
        Assert.Equal((0, 2), (_queue.Taken.Count, _queue.Closed));
    }

    [Fact]
    public async Task OneReason_GoesAndOthersAreGivenBackOnce()
    {
        foreach (var reason in (string[])["unknown-code", "invalid-crn", "unknown-code", "invalid-field"]) _queue.Add(reason);
        Assert.Equal(new SentBack(2, null), await SendAsync(Code));
        Assert.Equal([2L, 4L], _queue.Left);
        Assert.Equal([2L, 4L], _queue.GivenBack.Order());
        Assert.Equal((2, 0), (_queue.Taken.Count, _queue.Locked));
    }

    [Fact]
    public async Task OneReason_BehindMuchOfOthers_IsReachedInSmallAnswers()
    {
        for (var n = 0; n < 300; n++) _queue.Add("invalid-crn");
        _queue.Add("unknown-code");
        _queue.MostAnswered = 7;
        Assert.Equal(new SentBack(1, null), await SendAsync(Code));
        Assert.Equal(Enumerable.Range(1, 300).Select(n => (long)n), _queue.GivenBack.Order());
    }

    [Fact]
    public async Task AnyReason_GoesWhateverItIs()
    {
        _queue.Add("unknown-code");
        _queue.Add("StoreException", "failed at every delivery");
        _queue.Add(null);
        Assert.Equal(new SentBack(3, null), await SendAsync(null));
        Assert.Empty(_queue.Left);
    }

    [Theory]
    [InlineData(99, 99)]
    [InlineData(100, 100)]
    [InlineData(101, 100)]
    [InlineData(250, 100)]
    public async Task Many_GoAHundredAtOnceAndOldestFirst(int there, int sent)
    {
        for (var n = 0; n < there; n++) _queue.Add("unknown-code");
        Assert.Equal(new SentBack(sent, null), await SendAsync(Code));
        Assert.Equal(Enumerable.Range(sent + 1, there - sent).Select(n => (long)n), _queue.Left);
        Assert.Equal(0, _queue.Locked);
    }

    [Theory]
    [InlineData(999, 1)]
    [InlineData(1_000, 0)]
    public async Task OneReason_BehindMoreThanARunReceives_Waits(int others, int sent)
    {
        for (var n = 0; n < others; n++) _queue.Add("invalid-crn");
        _queue.Add("unknown-code");
        Assert.Equal(new SentBack(sent, null), await SendAsync(Code));
        Assert.Equal(others, _queue.GivenBack.Count);
    }

    [Fact]
    public async Task Copy_HasWhatTheSenderSaidAndNotWhyItWasPutAside()
    {
        _queue.Add("unknown-code", "code is none");
        await SendAsync(Code);
        var sent = Assert.Single(_queue.Taken);
        Assert.Equal(("{\"of\":\"X000001\"}", "application/json", "sns-1.again-1"), (sent.Body.ToString(), sent.ContentType, sent.MessageId));
        Assert.Equal(new Dictionary<string, object> { ["from"] = "bridge" }, sent.ApplicationProperties);
        var raw = sent.GetRawAmqpMessage();
        Assert.Equal((TimeSpan.MaxValue, null, null), (sent.TimeToLive, raw.Properties.AbsoluteExpiryTime, raw.Header.DeliveryCount));
    }

    [Theory]
    [InlineData("sns-1", "sns-1.again-1")]
    [InlineData("sns-1.again-77", "sns-1.again-1")]
    [InlineData("", ".again-1")]
    [InlineData(null, ".again-1")]
    public async Task Id_IsOfTheDeadLetterAndDoesNotGrow(string? id, string expected)
    {
        _queue.Add("unknown-code", id: id);
        await SendAsync(Code);
        Assert.Equal(expected, Assert.Single(_queue.Taken).MessageId);
    }

    [Fact]
    public async Task Id_OfTheLongestId_IsNotLonger()
    {
        _queue.Add("unknown-code", id: new string('a', 128));
        await SendAsync(Code);
        Assert.Equal(new string('a', 120) + ".again-1", Assert.Single(_queue.Taken).MessageId);
    }

    [Fact]
    public async Task DeathBetweenSendingAndTakingOut_SendsOnce()
    {
        _queue.Add("unknown-code");
        _queue.OnComplete = _ => throw new ServiceBusException("gone", ServiceBusFailureReason.ServiceCommunicationProblem);
        var died = await SendAsync(Code);
        Assert.Equal(1, died.Count);
        Assert.Contains("ServiceCommunicationProblem", died.Failure, StringComparison.Ordinal);
        Assert.Single(_queue.Left);
        _queue.OnComplete = _ => { };
        _queue.EndLocks();
        Assert.Equal(new SentBack(1, null), await SendAsync(Code));
        Assert.Single(_queue.Taken);
        Assert.Empty(_queue.Left);
    }

    [Fact]
    public async Task Failure_InTheMiddle_LeavesTheRestWhereItIs()
    {
        for (var n = 0; n < 5; n++) _queue.Add("unknown-code");
        _queue.OnSend = _ =>
        {
            if (_queue.Taken.Count == 2) throw new UnauthorizedAccessException("no claim");
        };
        var failed = await SendAsync(Code);
        Assert.Equal((2, true), (failed.Count, failed.Failure!.Contains("not send", StringComparison.Ordinal)));
        Assert.Equal([3L, 4L, 5L], _queue.Left);
        Assert.Equal([3L, 4L, 5L], _queue.GivenBack.Order());
        Assert.Equal(2, _queue.Closed);
    }

    [Fact]
    public async Task RefusedAnewMeanwhile_IsNotTriedAgainInTheSameRun()
    {
        _queue.Add("unknown-code");
        _queue.OnSend = m => _queue.Add("unknown-code", id: m.MessageId);
        Assert.Equal(new SentBack(1, null), await SendAsync(Code));
        Assert.Equal([2L], _queue.Left);
        Assert.Equal([2L], _queue.GivenBack);
    }

    [Fact]
    public async Task RefusedAnew_IsTriedUnderAnIdThatTheQueueDoesNotKnow()
    {
        _queue.Add("unknown-code");
        await SendAsync(Code);
        _queue.Add("unknown-code", id: _queue.Taken[0].MessageId);
        await SendAsync(Code);
        Assert.Equal(["sns-1.again-1", "sns-1.again-2"], _queue.Taken.Select(m => m.MessageId));
    }

    [Fact]
    public async Task Run_ThatTakesTooLong_EndsWithWhatWasSent()
    {
        for (var n = 0; n < 3; n++) _queue.Add("unknown-code");
        _queue.OnSend = _ => _time.End();
        Assert.Equal(new SentBack(1, "Service Bus took too long."), await SendAsync(Code));
        Assert.Equal([2L, 3L], _queue.GivenBack.Order());
    }

    [Fact]
    public async Task Run_ThatIsCancelled_GivesBackAndEnds()
    {
        for (var n = 0; n < 3; n++) _queue.Add("unknown-code");
        using var stop = new CancellationTokenSource();
        _queue.OnSend = _ => stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DeadLetters.SendBackAsync(Code, stop.Token));
        Assert.Equal([2L, 3L], _queue.Left);
        Assert.Equal((0, 2), (_queue.Locked, _queue.Closed));
    }

    private Task<SentBack> SendAsync(DeadLetterReason? reason) => DeadLetters.SendBackAsync(reason, CancellationToken.None);
}
