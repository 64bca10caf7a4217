using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;

namespace RecallAlerts.Functions.Tests.Costs;

/// <summary>Counts apart what is done to tell people, whoever asks for it: a look that tells at once, the sweep, a message that is sent.</summary>
internal sealed class CountedMessages(IMessageStore inner, Func<int> transactions) : IMessageStore
{
    /// <summary>Transactions so far.</summary>
    public int Total { get; private set; }

    public Task<Instant?> NextDueAsync(CancellationToken cancellation) => CountAsync(() => inner.NextDueAsync(cancellation));

    public Task<IReadOnlyList<Person>> DueAudiencesAsync(Instant now, CancellationToken cancellation) => CountAsync(() => inner.DueAudiencesAsync(now, cancellation));

    public Task DeliverAsync(
        IReadOnlyList<AudienceGroup> groups, DeliveryInstants instants, Func<AudienceState, AudienceDelivery> decide, CancellationToken cancellation) =>
        CountAsync(() => DoneAsync(inner.DeliverAsync(groups, instants, decide, cancellation)));

    public Task<Instant?> WeekendListsThroughAsync(CancellationToken cancellation) => CountAsync(() => inner.WeekendListsThroughAsync(cancellation));

    public Task AddWeekendListAsync(IReadOnlyList<Message> messages, Instant through, CancellationToken cancellation) =>
        CountAsync(() => DoneAsync(inner.AddWeekendListAsync(messages, through, cancellation)));

    public Task<IReadOnlyList<OutboxMessage>> UnsentAsync(Instant now, int atMost, CancellationToken cancellation) => CountAsync(() => inner.UnsentAsync(now, atMost, cancellation));

    public Task<OutboxMessage?> FindUnsentAsync(Person audience, string messageId, CancellationToken cancellation) =>
        CountAsync(() => inner.FindUnsentAsync(audience, messageId, cancellation));

    public Task RecordAsync(IReadOnlyList<Tried> tries, Instant now, CancellationToken cancellation) =>
        CountAsync(() => DoneAsync(inner.RecordAsync(tries, now, cancellation)));

    public Task<int> ForgetAsync(Instant before, int atMost, CancellationToken cancellation) => CountAsync(() => inner.ForgetAsync(before, atMost, cancellation));

    private static async Task<int> DoneAsync(Task task)
    {
        await task;
        return 0;
    }

    private async Task<T> CountAsync<T>(Func<Task<T>> run)
    {
        var before = transactions();
        var result = await run();
        Total += transactions() - before;
        return result;
    }
}
