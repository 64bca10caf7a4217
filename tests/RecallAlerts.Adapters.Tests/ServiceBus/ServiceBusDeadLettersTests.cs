using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging.Abstractions;
using RecallAlerts.Application.Operations;
using RecallAlerts.Azure.ServiceBus;

namespace RecallAlerts.Adapters.Tests.ServiceBus;

/// <summary>Counting what is put aside.</summary>
public sealed class ServiceBusDeadLettersTests
{
    private static readonly DateTimeOffset First = new(2026, 6, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly DeadLetterQueue _queue = new();
    private readonly EndingTime _time = new();

    private ServiceBusDeadLetters DeadLetters => new(_queue.Client, _time, NullLogger<ServiceBusDeadLetters>.Instance);

    [Fact]
    public async Task Nothing_IsCountedAsNothing()
    {
        var counted = await CountAsync();
        Assert.Empty(counted.Counts);
        Assert.Equal((true, 1), (counted.IsAll, _queue.Closed));
    }

    [Fact]
    public async Task Reasons_AreCountedWithTheirOldest()
    {
        _queue.Add("unknown-code", "code is none", cameAt: First.AddHours(2));
        _queue.Add("invalid-crn", cameAt: First.AddHours(1));
        _queue.Add("unknown-code", cameAt: First);
        Assert.Equal([("unknown-code", 2, "2026-06-02T09:00:00Z"), ("invalid-crn", 1, "2026-06-02T10:00:00Z")], (await CountAsync()).Counts.Select(c => (c.Reason.Name, c.Count, c.OldestAt.ToString())));
        Assert.Empty(_queue.GivenBack);
    }

    [Theory]
    [InlineData("unknown-code", "field is wrong", "unknown-code")]
    [InlineData("StoreException", "failed at every delivery", "failed-at-every-delivery")]
    [InlineData("MaxDeliveryCountExceeded", "Message could not be consumed after 10 delivery attempts.", "failed-at-every-delivery")]
    [InlineData("TTLExpiredException", "The message expired and was dead lettered.", "expired")]
    [InlineData("asked about X000001 by hand", null, "other")]
    [InlineData(null, null, "other")]
    public async Task Reason_IsOneOfAClosedList(string? written, string? description, string reason)
    {
        _queue.Add(written, description);
        Assert.Equal(reason, Assert.Single((await CountAsync()).Counts).Reason.Name);
    }

    [Theory]
    [InlineData(99, 100, 99, true)]
    [InlineData(100, 100, 100, true)]
    [InlineData(101, 100, 101, true)]
    [InlineData(250, 7, 250, true)]
    [InlineData(999, 100, 999, true)]
    [InlineData(1_000, 100, 1_000, false)]
    [InlineData(1_001, 100, 1_000, false)]
    public async Task Pages_AreReadUntilAnEmptyOneOrTheBound(int there, int mostAnswered, int counts, bool isAll)
    {
        _queue.MostAnswered = mostAnswered;
        for (var n = 0; n < there; n++) _queue.Add("unknown-code");
        var counted = await CountAsync();
        Assert.Equal((counts, isAll), (Assert.Single(counted.Counts).Count, counted.IsAll));
    }

    [Fact]
    public async Task Faults_AreSaidWithoutAddresses()
    {
        foreach (var fault in (Exception[])[new ServiceBusException("at 10.0.0.1", ServiceBusFailureReason.ServiceBusy), new UnauthorizedAccessException("10.0.0.1"), new IOException("10.0.0.1")])
        {
            _queue.OnReceive = _ => throw fault;
            var unreachable = Assert.IsType<DeadLettersFound.Unreachable>(await DeadLetters.CountAsync(CancellationToken.None));
            Assert.StartsWith("Service Bus", unreachable.Why, StringComparison.Ordinal);
            Assert.DoesNotContain("10.0.0.1", unreachable.Why, StringComparison.Ordinal);
        }

        _queue.OnReceive = _ => throw new InvalidOperationException("ours");
        await Assert.ThrowsAsync<InvalidOperationException>(() => DeadLetters.CountAsync(CancellationToken.None));
        Assert.Equal(4, _queue.Closed);
    }

    [Fact]
    public async Task Counting_ThatTakesTooLong_IsSaidToDoSo()
    {
        _queue.OnReceive = EndTimeAsync;
        Assert.Equal(new DeadLettersFound.Unreachable("Service Bus took too long."), await DeadLetters.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Counting_ThatIsCancelled_Ends()
    {
        using var stop = new CancellationTokenSource();
        _queue.OnReceive = async c =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, c);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DeadLetters.CountAsync(stop.Token));
        Assert.Equal(1, _queue.Closed);
    }

    [Fact]
    public void Names_AreEachFoundAndDifferent()
    {
        Assert.All(DeadLetterReason.All, r => Assert.Equal(r, DeadLetterReason.Find(r.Name)));
        Assert.Equal(DeadLetterReason.All.Count, DeadLetterReason.All.Distinct().Count());
        Assert.Null(DeadLetterReason.Find("Unknown-Code"));
        Assert.Null(DeadLetterReason.Find(null));
    }

    private Task EndTimeAsync(CancellationToken cancellation)
    {
        _time.End();
        return Task.Delay(Timeout.Infinite, cancellation);
    }

    private async Task<DeadLettersFound.Counted> CountAsync() => Assert.IsType<DeadLettersFound.Counted>(await DeadLetters.CountAsync(CancellationToken.None));
}
