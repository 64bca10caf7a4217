using System.Text.Json;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Intake.Hmpps;
using RecallAlerts.Application.People;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Cases;

/// <summary>
/// Takes events as sources send them: our own, and HMPPS domain events. What an HMPPS event tells goes the way of our own events; what it only points to
/// is kept until it can be applied; the rest is counted and let pass.
/// </summary>
/// <param name="record">Records events.</param>
/// <param name="cases">Where cases are kept.</param>
/// <param name="held">Where envelopes are kept that cannot be applied yet.</param>
/// <param name="key">The service's secret.</param>
/// <param name="instruments">Where HMPPS events are counted; null counts nothing.</param>
/// <param name="people">Merges, unmerges and erases; null holds what asks for it.</param>
public sealed class IngestEvents(RecordEvents record, ICaseStore cases, IHeldEnvelopes held, ServiceKey key, Instruments? instruments = null, ChangePeople? people = null)
{
    /// <summary>Takes one event as it was sent.</summary>
    /// <param name="json">The event.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="origin">How it came, for the count.</param>
    public async Task<EventAnswer> ApplyAsync(ReadOnlyMemory<byte> json, Instant now, CancellationToken cancellation, EventOrigin origin = EventOrigin.Request)
    {
        var (document, problem) = JsonBody.Parse(json);
        using var body = document;
        return problem is null ? (await ApplyAsync([body!.RootElement], now, cancellation, origin))[0] : new EventAnswer(EventStatus.Rejected, problem);
    }

    /// <summary>Takes a batch at an instant; the answers are in the order of the batch.</summary>
    /// <param name="batch">What came in.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="origin">How it came, for the count.</param>
    /// <param name="by">Who sent it, for the audit log; null names this program and how it came.</param>
    public async Task<IReadOnlyList<EventAnswer>> ApplyAsync(
        IReadOnlyList<JsonElement> batch, Instant now, CancellationToken cancellation, EventOrigin origin = EventOrigin.Request, AuditSource? by = null)
    {
        by ??= AuditSource.Program with { Purpose = NameOf<EventOrigin>.Text(origin) };
        var hmpps = new HmppsEvent?[batch.Count];
        var answers = new EventAnswer?[batch.Count];
        var (incoming, places, told) = (new List<Incoming>(batch.Count), new List<int>(batch.Count), new HashSet<string>(StringComparer.Ordinal));
        for (var i = 0; i < batch.Count; i++)
        {
            var receipt = new Receipt(now, null);
            if (HmppsReader.IsEnvelope(batch[i])) hmpps[i] = HmppsReader.Read(batch[i], receipt);
            answers[i] = hmpps[i] is { } e ? await AnswerAsync(e, told, receipt, by, cancellation) : null;
            if (answers[i] is not null) continue;
            incoming.Add(hmpps[i] is HmppsEvent.Telling telling ? HmppsFacts.Of(telling, receipt) : EventReader.Read(batch[i], receipt));
            places.Add(i);
        }

        var recorded = await record.ApplyAsync(incoming, now, cancellation, origin, by);
        for (var i = 0; i < places.Count; i++) answers[places[i]] = recorded[i];
        for (var i = 0; i < answers.Length; i++)
        {
            if (hmpps[i] is { } e) instruments?.Events.Hmpps(e.Type, answers[i]!);
        }

        return answers!;
    }

    // Null where the event is to be recorded as our own are.
    private async Task<EventAnswer?> AnswerAsync(HmppsEvent e, HashSet<string> told, Receipt receipt, AuditSource by, CancellationToken cancellation) => e switch
    {
        HmppsEvent.Refused refused => new EventAnswer(EventStatus.Rejected, refused.Problem),
        HmppsEvent.LetPass pass => new EventAnswer(EventStatus.Ignored) { Reason = NameOf<LetPassReason>.Text(pass.Reason) },
        HmppsEvent.Telling telling => told.Add(telling.Head.Canonical) ? await KnownAsync(telling, receipt, cancellation) : Duplicate(null),
        HmppsEvent.Released released => await FindReleaseAsync(released.Head, cancellation) ?? await KeepAsync(released.Head, receipt.Now, receipt.Now, cancellation),
        HmppsEvent.AllocatedToSomebody at => await FindAllocationAsync(at.Head, cancellation) ?? await KeepAsync(at.Head, receipt.Now, receipt.Now, cancellation),
        HmppsEvent.PersonChanged changed => await ChangeAsync(changed, by, receipt.Now, cancellation),
        _ => throw new InvalidOperationException("What HMPPS events mean is a closed hierarchy."),
    };

    // Bare and wrapped, one envelope has two eventIds: so what is said twice is known by what it says.
    private async Task<EventAnswer?> KnownAsync(HmppsEvent.Telling telling, Receipt receipt, CancellationToken cancellation)
    {
        if (HmppsFacts.Of(telling, receipt) is not Incoming.Recording recording) return null;
        var fact = WithoutIdentity(recording.Fact.Fact);
        return await FindAsync(telling.Head, f => WithoutIdentity(f) == fact, cancellation);
    }

    private static Fact WithoutIdentity(Fact fact) => fact with { EventId = "", RecordedAt = default };

    // It may be sent again until it is done: each step of it may be repeated. That a CRN was erased before is no fault of who sends a merge.
    private async Task<EventAnswer?> ChangeAsync(HmppsEvent.PersonChanged changed, AuditSource by, Instant now, CancellationToken cancellation)
    {
        if (people is null) return await KeepAsync(changed.Head, now, null, cancellation);
        var answer = await people.ApplyAsync(changed, by, now, cancellation);
        return answer.Outcome switch
        {
            PeopleOutcome.Done => new EventAnswer(EventStatus.Accepted),
            PeopleOutcome.Erased => new EventAnswer(EventStatus.Rejected, Problem.OfErased),
            _ => Duplicate(null),
        };
    }

    private async Task<EventAnswer?> FindReleaseAsync(HmppsHead head, CancellationToken cancellation)
    {
        if (head.Crn is not { } crn) return null;
        if ((await cases.FindAllAsync(crn, cancellation)).IsErased) return new EventAnswer(EventStatus.Rejected, Problem.OfErased);
        var id = ReleaseId.Of(crn, LondonTime.Date(head.OccurredAt));
        return await cases.FindAsync(id, cancellation) is null ? null : Duplicate(id);
    }

    private Task<EventAnswer?> FindAllocationAsync(HmppsHead head, CancellationToken cancellation) =>
        FindAsync(head, f => f is PractitionerAllocated && f.OccurredAt == head.OccurredAt, cancellation);

    private async Task<EventAnswer?> FindAsync(HmppsHead head, Func<Fact, bool> isIt, CancellationToken cancellation)
    {
        var all = await cases.FindAllAsync(head.Crn!.Value, cancellation);
        if (all.IsErased) return new EventAnswer(EventStatus.Rejected, Problem.OfErased);
        return all.FirstOrDefault(c => c.History.Recorded.Any(isIt)) is { } known ? Duplicate(known.Id) : null;
    }

    private async Task<EventAnswer?> KeepAsync(HmppsHead head, Instant now, Instant? nextTryAt, CancellationToken cancellation)
    {
        var envelope = new HeldEnvelope(key.EnvelopeKeyOf(head.Canonical), head.EventId, head.Canonical, now, nextTryAt);
        return await held.KeepAsync(envelope, cancellation) ? new EventAnswer(EventStatus.Held) : Duplicate(null);
    }

    private static EventAnswer Duplicate(ReleaseId? id) => new(EventStatus.Duplicate, null, id);
}
