using System.Text.Json;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Watching;

/// <summary>A line to be played.</summary>
/// <param name="At">Its instant: recordedat, without one time, UTC.</param>
/// <param name="Number">Its number in the file, from 1.</param>
/// <param name="Json">The event.</param>
public sealed record PlayLine(Instant At, int Number, ReadOnlyMemory<byte> Json)
{
    // From 2000 to the end of 2099: beyond, calendars run out.
    private static readonly InstantLimits Playable = new(new Instant(946_684_800), new Instant(4_102_444_799));

    /// <summary>What it says, where that was read and accepted before; null when the event is to be read as it comes in.</summary>
    public Incoming? Accepted { get; private init; }

    /// <summary>A line of what is stored: it was checked when it came in, and is not refused now.</summary>
    public static PlayLine Of(Instant at, int number, Incoming accepted) => new(at, number, default) { Accepted = accepted };

    /// <summary>Reads the instant of a line; a problem when it has none.</summary>
    public static (PlayLine? Line, Problem? Problem) Read(int number, ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return (null, new Problem(ProblemType.MalformedJson, "", "must be a JSON object"));
            var f = new Fields(document.RootElement, "", Playable);
            var at = f.OptionalInstant("recordedat") ?? f.Instant("time");
            return f.Problem is null ? (new PlayLine(at, number, json), null) : (null, f.Problem);
        }
        catch (JsonException e)
        {
            return (null, new Problem(ProblemType.MalformedJson, "", $"is not JSON: byte {e.BytePositionInLine}"));
        }
        catch (InvalidOperationException)
        {
            // The name of a field may be an escape that is no character: only found out when another name is looked for.
            return (null, new Problem(ProblemType.MalformedJson, "", "has an escape or bytes that are no character"));
        }
    }
}

/// <summary>What a play found on its way.</summary>
/// <param name="Lines">Lines played.</param>
/// <param name="Instants">Instants at which something happened.</param>
/// <param name="Reviews">Reviews made.</param>
/// <param name="End">The last instant, UTC.</param>
public sealed record PlayResult(long Lines, long Instants, long Reviews, Instant End);

/// <summary>
/// Plays lines in virtual time through the same use cases and the same step as the server (lifecycle.md §1). Time jumps to the next
/// instant at which something is recorded, a wake or a telling falls due, or a weekend list is made.
/// </summary>
/// <param name="record">Records events.</param>
/// <param name="acts">Acts on alerts.</param>
/// <param name="step">The step of the watch.</param>
/// <param name="moveTo">Moves virtual time.</param>
public sealed class Player(RecordEvents record, ActOnAlert acts, WatchStep step, Action<Instant> moveTo)
{
    /// <summary>Plays lines in the order of (instant, number), up to an instant (inclusive) or until nothing is left to do.</summary>
    /// <param name="lines">The lines, in any order.</param>
    /// <param name="until">The last instant; null for no end.</param>
    /// <param name="refused">Is told each line or act that is refused.</param>
    /// <param name="progress">Is told each instant.</param>
    /// <param name="cancellation">Ends the play.</param>
    public async Task<PlayResult> PlayAsync(
        IReadOnlyCollection<PlayLine> lines, Instant? until, Action<int, string> refused, Action<Instant>? progress, CancellationToken cancellation)
    {
        var ordered = lines.OrderBy(l => l.At).ThenBy(l => l.Number).ToArray();
        var (next, instants, reviews, end) = (0, 0L, 0L, default(Instant));
        for (var at = InstantOf(ordered, 0); at is { } now && (until is null || now <= until); instants++)
        {
            cancellation.ThrowIfCancellationRequested();
            moveTo(end = now);
            progress?.Invoke(now);
            var first = next;
            while (next < ordered.Length && ordered[next].At == now) next++;
            await ApplyAsync(ordered.AsMemory(first, next - first), now, refused, cancellation);
            reviews += await step.RunAsync(now, cancellation);
            at = Instant.Earliest(InstantOf(ordered, next), await step.NextAtAsync(now, cancellation));
        }

        return new PlayResult(next, instants, reviews, end);
    }

    private static Instant? InstantOf(PlayLine[] lines, int i) => i < lines.Length ? lines[i].At : null;

    private async Task ApplyAsync(ReadOnlyMemory<PlayLine> lines, Instant now, Action<int, string> refused, CancellationToken cancellation)
    {
        if (lines.Length == 0) return;
        var read = new Incoming[lines.Length];
        for (var i = 0; i < read.Length; i++) read[i] = lines.Span[i].Accepted ?? EventReader.Read(lines.Span[i].Json, new Receipt(now, null, WithActs: true));
        var events = Enumerable.Range(0, read.Length).Where(i => read[i] is not Incoming.Acting).ToArray();
        var answers = await record.ApplyAsync([.. events.Select(i => read[i])], now, cancellation, EventOrigin.Play);
        for (var i = 0; i < events.Length; i++)
        {
            if (answers[i].Problem is { } problem) refused(lines.Span[events[i]].Number, $"{problem.Field} {problem.Reason}");
        }

        for (var i = 0; i < read.Length; i++)
        {
            if (read[i] is Incoming.Acting acting) await ActAsync(acting, lines.Span[i].Number, now, refused, cancellation);
        }
    }

    private async Task ActAsync(Incoming.Acting acting, int number, Instant now, Action<int, string> refused, CancellationToken cancellation)
    {
        var answer = await acts.RunAsync(acting.Alert, acting.Act, now, cancellation);
        if (answer.Outcome is null) refused(number, "There is no such alert.");
        else if (answer.Outcome is ActOutcome.Refused no) refused(number, no.Reason);
    }
}
