using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Intake.Hmpps;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.People;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Application.Cases;

/// <summary>What a run found.</summary>
/// <param name="Applied">Envelopes that are applied now, and held no longer.</param>
/// <param name="Waiting">Envelopes that were tried and wait on.</param>
public sealed record RetryCounts(int Applied, int Waiting);

/// <summary>
/// Asks for the details of envelopes that wait for them, and applies what is found, in growing pauses and without end: a release that was announced is never
/// forgotten. A crash between applying and forgetting applies it again, which changes nothing.
/// </summary>
/// <param name="held">Where they are kept.</param>
/// <param name="details">Where details are asked for.</param>
/// <param name="cases">Where cases are kept.</param>
/// <param name="record">Records events.</param>
/// <param name="pauses">How long a try that failed waits for the next.</param>
/// <param name="people">Merges, unmerges and erases what older programs have held; null leaves it.</param>
public sealed class RetryHeldEnvelopes(IHeldEnvelopes held, ICaseDetails details, ICaseStore cases, RecordEvents record, RetryPauses pauses, ChangePeople? people = null)
{
    private const int Together = 50;
    private static readonly AuditSource By = AuditSource.Program with { Purpose = "details" };

    /// <summary>Tries one batch of what is due. One source is asked by one caller at a time.</summary>
    public async Task<RetryCounts> RunAsync(Instant now, CancellationToken cancellation)
    {
        var counts = new RetryCounts(0, 0);
        foreach (var envelope in await held.DueAsync(now, Together, cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            var waits = await GuardedAsync(TryAsync(envelope, now, cancellation), cancellation);
            if (waits is null) await held.RemoveAsync(envelope.Key, cancellation);
            else await held.PostponeAsync(envelope.Key, waits.IsHopeless ? pauses.Longest(now) : pauses.After(now, envelope.Tries), waits.Reason, cancellation);
            counts = waits is null ? counts with { Applied = counts.Applied + 1 } : counts with { Waiting = counts.Waiting + 1 };
        }

        return counts;
    }

    // Whatever goes wrong with one, the others are tried. Only the kind is kept: the text of an exception may hold what was read.
    private static async Task<Waits?> GuardedAsync(Task<Waits?> trying, CancellationToken cancellation)
    {
        await ((Task)trying).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        return trying.IsCompletedSuccessfully ? await trying : new Waits($"The try broke off ({trying.Exception?.InnerException?.GetType().Name ?? "cancelled"}).", IsHopeless: false);
    }

    // Null when it is applied.
    private async Task<Waits?> TryAsync(HeldEnvelope envelope, Instant now, CancellationToken cancellation) =>
        HmppsReader.ReadKept(envelope.Body, envelope.EventId, new Receipt(now, null)) switch
        {
            HmppsEvent.Released released => await ApplyAsync(
                await details.ReleaseAsync(QuestionOf(released.Head, released.DetailUrl), cancellation), r => RegisterAsync(released.Head, r, now, cancellation)),
            HmppsEvent.AllocatedToSomebody allocated => await ApplyAsync(
                await details.PractitionerAsync(QuestionOf(allocated.Head, allocated.DetailUrl), cancellation), p => AllocateAsync(allocated.Head, p, now, cancellation)),
            HmppsEvent.PersonChanged changed when people is not null => await ChangeAsync(people, changed, now, cancellation),
            _ => new Waits("The envelope cannot be read any more.", IsHopeless: true),
        };

    private static async Task<Waits?> ChangeAsync(ChangePeople people, HmppsEvent.PersonChanged changed, Instant now, CancellationToken cancellation)
    {
        await people.ApplyAsync(changed, By, now, cancellation);
        return null;
    }

    private static async Task<Waits?> ApplyAsync<T>(DetailsAnswer<T> answer, Func<T, Task<Waits?>> apply) => answer switch
    {
        DetailsAnswer<T>.Found found => await apply(found.Details),
        DetailsAnswer<T>.NotYet notYet => new Waits(notYet.Reason, IsHopeless: false),
        DetailsAnswer<T>.Wrong wrong => new Waits(wrong.Reason, IsHopeless: true),
        _ => throw new InvalidOperationException("The answers are a closed hierarchy."),
    };

    // A release that was registered meanwhile is watched: what the source says of it now is no conflict.
    private async Task<Waits?> RegisterAsync(HmppsHead head, Release release, Instant now, CancellationToken cancellation)
    {
        if (IsOfAnother(head, release)) return new Waits("The details are those of another person or another day.", IsHopeless: true);
        if (await cases.FindAsync(release.Id, cancellation) is null) await record.ApplyAsync([new Incoming.Registering(release, null)], now, cancellation, by: By);
        return null;
    }

    private async Task<Waits?> AllocateAsync(HmppsHead head, string practitionerId, Instant now, CancellationToken cancellation)
    {
        var incoming = HmppsFacts.Of(new HmppsEvent.ManagerAllocated(head, practitionerId), new Receipt(now, null));
        if (incoming is Incoming.Refused) return new Waits("The details name no practitioner that can be recorded.", IsHopeless: true);
        await record.ApplyAsync([incoming], now, cancellation, by: By);
        return null;
    }

    private static bool IsOfAnother(HmppsHead head, Release release) =>
        (head.Crn is { } crn && crn != release.Crn) ||
        (head.Noms is { } noms && release.NomsNumber is { } known && noms != known) ||
        release.Day != LondonTime.Date(head.OccurredAt);

    private static DetailsQuestion QuestionOf(HmppsHead head, string? detailUrl) => new(detailUrl, head.OccurredAt, head.Crn, head.Noms);

    private sealed record Waits(string Reason, bool IsHopeless);
}
