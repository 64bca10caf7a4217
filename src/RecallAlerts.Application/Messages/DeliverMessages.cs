using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;

namespace RecallAlerts.Application.Messages;

/// <summary>Turns what is due into messages (lifecycle.md §9 and §10).</summary>
/// <param name="cases">Where cases are kept.</param>
/// <param name="messages">Where tellings wait and messages leave from.</param>
/// <param name="directory">Who stands in for whom.</param>
/// <param name="policies">The policy in force.</param>
/// <param name="calendar">Working days.</param>
public sealed class DeliverMessages(ICaseStore cases, IMessageStore messages, IDirectory directory, PolicySet policies, WorkingCalendar calendar)
{
    private readonly WorkingHours _hours = Reconciler.HoursOf(policies.General, calendar);
    // Through when weekend lists were done when it was last asked; that only rises, so that until the next list nobody has to ask again.
    private Instant? _weekendThrough;

    private readonly WeekendList _weekend = new(policies.General.Delivery, Reconciler.HoursOf(policies.General, calendar));

    /// <summary>Decides all messages that are due at an instant.</summary>
    public async Task RunAsync(Instant now, CancellationToken cancellation)
    {
        await RunForAsync(await messages.DueAudiencesAsync(now, cancellation), now, cancellation);
        await SendWeekendListAsync(now, cancellation);
    }

    /// <summary>Decides the messages of some people that are due at an instant, on all that waits for them; answers whether there are any.</summary>
    public async Task<bool> RunForAsync(IReadOnlyList<Person> due, Instant now, CancellationToken cancellation)
    {
        if (due.Count == 0) return false;
        using var span = UseCaseSpan.Begin("deliver");
        span.Count("audiences", due.Count);
        var groups = due.Select(p => directory.CoverOf(p, now)).Distinct().Order().Select(p => new AudienceGroup(p, directory.CoveredBy(p, now)));
        var decider = new DeliveryDecider(policies.General.Delivery, _hours);
        var hasMessages = false;
        AudienceDelivery Decide(AudienceState audience)
        {
            var delivery = decider.Decide(audience, now);
            hasMessages |= delivery.Messages.Count > 0;
            return delivery;
        }

        await messages.DeliverAsync([.. groups], DeliveryInstants.Of(now), Decide, cancellation);
        span.Done();
        return hasMessages;
    }

    /// <summary>The next instant after now at which there is something to decide, UTC; null is never.</summary>
    public async Task<Instant?> NextAtAsync(Instant now, CancellationToken cancellation)
    {
        var due = await messages.NextDueAsync(cancellation);
        var list = _weekend.NextAfter(now);
        var latest = await cases.LatestReleasedAtAsync(cancellation);
        return latest is { } released && released >= _weekend.Window(list).From ? Instant.Earliest(due, list) : due;
    }

    // After an outage the latest list that was missed is made late; lists before it would only repeat what it says.
    private async Task SendWeekendListAsync(Instant now, CancellationToken cancellation)
    {
        if (_weekendThrough is { } known && _weekend.NextAfter(known) > now) return;
        var through = await messages.WeekendListsThroughAsync(cancellation) ?? await BeginWeekendListsAsync(now, cancellation);
        _weekendThrough = through;
        if (_weekend.NextAfter(through) > now) return;
        var window = _weekend.Window(LatestListBy(now, through));
        var listed = new List<(string Pdu, Domain.Releases.ReleaseId Id)>();
        foreach (var id in await cases.ReleasedBetweenAsync(window.From, window.Before, cancellation))
        {
            var history = (await cases.FindAsync(id, cancellation))!.History;
            var c = history.At(now, policies.Of, calendar);
            var mayBeTold = Viewer.Of(ToldAtWeekend(c.Release.Pdu, now), now).MaySee(history.Access);
            if (mayBeTold && _weekend.Lists(c, now)) listed.Add((c.Release.Pdu, id));
        }

        var lists = listed.GroupBy(x => x.Pdu).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new Message(
            now, ToldAtWeekend(g.Key, now), MessageKind.Weekend, [], [.. g.Select(x => x.Id).Order()], null, [g.Key]));
        await messages.AddWeekendListAsync([.. lists], now, cancellation);
    }

    private Person ToldAtWeekend(string pdu, Instant now) => directory.CoverOf(new Person(Role.DutySpo, pdu), now);

    private async Task<Instant> BeginWeekendListsAsync(Instant now, CancellationToken cancellation)
    {
        await messages.AddWeekendListAsync([], now.PlusSeconds(-1), cancellation);
        return now.PlusSeconds(-1);
    }

    private Instant LatestListBy(Instant now, Instant through)
    {
        var list = _weekend.NextAfter(through);
        for (var next = list; next <= now; next = _weekend.NextAfter(next)) list = next;
        return list;
    }
}
