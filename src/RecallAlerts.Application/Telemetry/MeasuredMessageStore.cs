using System.Collections.Concurrent;
using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;

namespace RecallAlerts.Application.Telemetry;

/// <summary>A store of messages whose commits are counted, as <see cref="MeasuredCaseStore"/> does.</summary>
/// <param name="store">The store.</param>
/// <param name="instruments">Where it is counted.</param>
public sealed class MeasuredMessageStore(IMessageStore store, Instruments instruments) : IMessageStore
{
    /// <inheritdoc />
    public async Task DeliverAsync(
        IReadOnlyList<AudienceGroup> groups, DeliveryInstants instants, Func<AudienceState, AudienceDelivery> decide, CancellationToken cancellation)
    {
        var last = new ConcurrentDictionary<Person, AudienceDelivery>();
        AudienceDelivery Decide(AudienceState audience) => last[audience.Audience] = decide(audience);
        await store.DeliverAsync(groups, instants, instruments.Messages.AreMeasured ? Decide : decide, cancellation);
        foreach (var delivery in last.Values) instruments.Messages.Delivered(delivery);
    }

    /// <inheritdoc />
    public async Task AddWeekendListAsync(IReadOnlyList<Message> messages, Instant through, CancellationToken cancellation)
    {
        await store.AddWeekendListAsync(messages, through, cancellation);
        foreach (var message in messages) instruments.Messages.Decided(message);
    }

    /// <inheritdoc />
    public async Task RecordAsync(IReadOnlyList<Tried> tries, Instant now, CancellationToken cancellation)
    {
        await store.RecordAsync(tries, now, cancellation);
        foreach (var tried in tries) instruments.Messages.Recorded(tried.Outcome);
    }

    /// <inheritdoc />
    public Task<Instant?> NextDueAsync(CancellationToken cancellation) => store.NextDueAsync(cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<Person>> DueAudiencesAsync(Instant now, CancellationToken cancellation) => store.DueAudiencesAsync(now, cancellation);

    /// <inheritdoc />
    public Task<Instant?> WeekendListsThroughAsync(CancellationToken cancellation) => store.WeekendListsThroughAsync(cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<OutboxMessage>> UnsentAsync(Instant now, int atMost, CancellationToken cancellation) => store.UnsentAsync(now, atMost, cancellation);

    /// <inheritdoc />
    public Task<OutboxMessage?> FindUnsentAsync(Person audience, string messageId, CancellationToken cancellation) =>
        store.FindUnsentAsync(audience, messageId, cancellation);

    /// <inheritdoc />
    public Task<int> ForgetAsync(Instant before, int atMost, CancellationToken cancellation) => store.ForgetAsync(before, atMost, cancellation);
}
