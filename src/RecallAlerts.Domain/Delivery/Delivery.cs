using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Policies;

namespace RecallAlerts.Domain.Delivery;

/// <summary>What is known of an audience when something falls due.</summary>
/// <param name="Audience">Who gets the messages.</param>
/// <param name="Waiting">All that waits for them.</param>
/// <param name="SentToday">Immediate messages on the local date of now.</param>
/// <param name="SentThisWeek">Immediate messages since Monday 00:00 local time.</param>
/// <param name="Standing">Deliverable alerts of this owner without a waiting owner telling, of cases that the audience may see; asked for only when listed in full.</param>
public sealed record AudienceState(
    Person Audience, IReadOnlyList<WaitingTelling> Waiting, int SentToday, int SentThisWeek, Func<IReadOnlyList<AlertId>> Standing);

/// <summary>Decides what an audience is told at an instant (lifecycle.md §9). Pure.</summary>
/// <param name="policy">Times and caps.</param>
/// <param name="hours">Working hours.</param>
public sealed class DeliveryDecider(DeliveryPolicy policy, WorkingHours hours)
{
    /// <summary>Decides for one audience.</summary>
    public AudienceDelivery Decide(AudienceState audience, Instant now)
    {
        var decisions = new List<TellingDecision>();
        var reader = Viewer.Of(audience.Audience, now);
        var all = audience.Waiting.Select(w => w.For(reader)).ToArray();
        foreach (var waiting in all.Where(w => !w.IsDeliverable && IsDue(w, now))) decisions.Add(new TellingDecision.Cancelled(waiting));
        var live = all.Where(w => w.IsDeliverable).ToArray();
        DecideImmediate(audience, live, now, decisions);
        Take(live, now, decisions, MessageKind.Immediate, TellingClass.OnCall);
        Take(live, now, decisions, MessageKind.Digest, TellingClass.Digest);
        Take(live, now, decisions, MessageKind.Gathered, TellingClass.Gathered);
        Take(live, now, decisions, MessageKind.Backlog, TellingClass.Backlog);
        return new AudienceDelivery(Messages(audience, decisions, now), decisions);
    }

    private void DecideImmediate(AudienceState audience, WaitingTelling[] live, Instant now, List<TellingDecision> decisions)
    {
        var high = live.Where(w => w.Telling.ClassAt(now) == TellingClass.High).ToArray();
        if (live.Any(w => w.Telling.ClassAt(now) == TellingClass.Urgent && IsDue(w, now)))
            decisions.AddRange(live.Where(w => w.Telling.ClassAt(now) == TellingClass.Urgent).Concat(high).Select(w => new TellingDecision.Told(w, MessageKind.Immediate)));
        else if (!high.Any(w => IsDue(w, now))) return;
        else if (IsAtCap(audience)) decisions.AddRange(high.Select(w => new TellingDecision.PutOff(w, ToDigest(w.Telling, now))));
        else decisions.AddRange(high.Select(w => new TellingDecision.Told(w, MessageKind.Immediate)));
    }

    private bool IsAtCap(AudienceState audience) =>
        audience.Audience.Role == Role.Practitioner &&
        (audience.SentToday >= policy.ImmediateADay || audience.SentThisWeek >= policy.ImmediateAWeek);

    private Telling ToDigest(Telling telling, Instant now) =>
        telling with { PutOff = true, Class = TellingClass.Digest, HighUntil = null, DueAt = hours.NextSlot(now, [policy.DigestAt]) };

    private static void Take(WaitingTelling[] live, Instant now, List<TellingDecision> decisions, MessageKind kind, TellingClass ofClass)
    {
        var taken = live.Where(w => w.Telling.ClassAt(now) == ofClass).ToArray();
        if (taken.Any(w => IsDue(w, now))) decisions.AddRange(taken.Select(w => new TellingDecision.Told(w, kind)));
    }

    private List<Message> Messages(AudienceState audience, List<TellingDecision> decisions, Instant now)
    {
        var messages = new List<Message>();
        foreach (var group in decisions.OfType<TellingDecision.Told>().GroupBy(d => d.Kind).OrderBy(g => g.Key))
        {
            var alerts = group.Select(d => d.Waiting.Alert);
            if (group.Key == MessageKind.Digest && IsListedInFull(now)) alerts = alerts.Concat(audience.Standing());
            var pdus = group.Select(d => d.Waiting.Pdu).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            messages.Add(new Message(
                now, audience.Audience, group.Key, [.. alerts.Distinct().Order()], [], group.Max(d => d.Waiting.Severity), [.. pdus]));
        }

        return messages;
    }

    private bool IsListedInFull(Instant now) => hours.Days.FirstWorkingDayOfWeek(LondonTime.Date(now)) == LondonTime.Date(now);

    private static bool IsDue(WaitingTelling waiting, Instant now) => waiting.Telling.DueAt <= now;
}
