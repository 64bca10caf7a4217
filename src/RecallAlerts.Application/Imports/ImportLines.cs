using System.Threading.Channels;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Intake;
using RecallAlerts.Application.Queries;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Imports;

/// <summary>A line that was refused.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Problem">Why.</param>
public sealed record RejectedLine(int Number, Problem Problem);

/// <summary>What became of an import so far.</summary>
/// <param name="Lines">Lines read.</param>
/// <param name="Accepted">Stored.</param>
/// <param name="Duplicates">Known already.</param>
/// <param name="Held">Kept until their release is registered.</param>
/// <param name="Rejected">Refused.</param>
public sealed record ImportCounts(long Lines, long Accepted, long Duplicates, long Held, long Rejected)
{
    /// <summary>With the answers to one more batch.</summary>
    public ImportCounts With(IReadOnlyList<EventAnswer> answers)
    {
        long Of(EventStatus status) => answers.Count(a => a.Status == status);
        return new ImportCounts(
            Lines + answers.Count, Accepted + Of(EventStatus.Accepted), Duplicates + Of(EventStatus.Duplicate), Held + Of(EventStatus.Held),
            Rejected + Of(EventStatus.Rejected));
    }
}

/// <summary>
/// Imports lines in constant memory: one task reads and checks, another records. Every line can be sent again without harm, so an import
/// that broke off is simply repeated.
/// </summary>
/// <param name="record">Records events.</param>
/// <param name="queries">Keeps what is said of refused lines.</param>
public sealed class ImportLines(RecordEvents record, ICaseQueries queries)
{
    /// <summary>Why a line that is too long is refused.</summary>
    public static Problem TooLong { get; } = new(ProblemType.LineTooLong, "", "is over 64 KiB");

    private const int Together = 1_000;
    private const int Ahead = 4;

    /// <summary>Imports a stream.</summary>
    /// <param name="stream">NDJSON.</param>
    /// <param name="now">The moment of receipt, asked once for each batch.</param>
    /// <param name="caller">Who to name where a line names nobody.</param>
    /// <param name="rejected">Is told each refused line.</param>
    /// <param name="progress">Is told the counts after each batch.</param>
    /// <param name="cancellation">Ends the import after the batch that is being recorded.</param>
    /// <param name="by">Who sent it, for the audit log; null names this program.</param>
    public async Task<ImportCounts> RunAsync(
        Stream stream, Func<Instant> now, string? caller, Action<RejectedLine> rejected, Action<ImportCounts>? progress, CancellationToken cancellation,
        AuditSource? by = null)
    {
        var batches = Channel.CreateBounded<Batch>(Ahead);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = ReadAsync(stream, now, caller, batches.Writer, stop.Token);
        try
        {
            var counts = await RecordAsync(batches.Reader, rejected, progress, by, cancellation);
            await reading;
            return counts;
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task ReadAsync(Stream stream, Func<Instant> now, string? caller, ChannelWriter<Batch> batches, CancellationToken cancellation)
    {
        try
        {
            var batch = new Batch(now());
            await foreach (var line in Lines.ReadAsync(stream, Lines.Longest, cancellation))
            {
                batch.Add(line.Number, Read(line, new Receipt(batch.Now, caller)));
                if (batch.Events.Count < Together) continue;
                await batches.WriteAsync(batch, cancellation);
                batch = new Batch(now());
            }

            if (batch.Events.Count > 0) await batches.WriteAsync(batch, cancellation);
        }
        finally
        {
            // However reading ends: who records must not wait for more.
            batches.Complete();
        }
    }

    private static Incoming Read(Line line, Receipt receipt)
    {
        if (line.IsTooLong) return new Incoming.Refused(TooLong);
        var incoming = EventReader.Read(line.Bytes, receipt);
        var isCut = !line.IsEnded && incoming is Incoming.Refused { Problem.Type: ProblemType.MalformedJson };
        return isCut ? new Incoming.Refused(new Problem(ProblemType.MalformedJson, "", "is not JSON; the input ends in the middle of a line")) : incoming;
    }

    private async Task<ImportCounts> RecordAsync(
        ChannelReader<Batch> batches, Action<RejectedLine> rejected, Action<ImportCounts>? progress, AuditSource? by, CancellationToken cancellation)
    {
        var counts = new ImportCounts(0, 0, 0, 0, 0);
        await foreach (var batch in batches.ReadAllAsync(cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            var answers = await record.ApplyAsync(batch.Events, batch.Now, cancellation, EventOrigin.Import, by);
            await TellRejectedAsync(batch, answers, rejected, cancellation);
            counts = counts.With(answers);
            progress?.Invoke(counts);
        }

        return counts;
    }

    private async Task TellRejectedAsync(Batch batch, IReadOnlyList<EventAnswer> answers, Action<RejectedLine> rejected, CancellationToken cancellation)
    {
        var refused = Enumerable.Range(0, answers.Count).Where(i => answers[i].Problem is not null)
            .Select(i => new RejectedLine(batch.Numbers[i], answers[i].Problem!)).ToArray();
        if (refused.Length == 0) return;
        foreach (var line in refused) rejected(line);
        await queries.NoteRefusedAsync([.. refused.Select(r => ("import", NameOf<ProblemType>.Text(r.Problem.Type)))], batch.Now, cancellation);
    }

    private sealed record Batch(Instant Now)
    {
        public List<Incoming> Events { get; } = new(Together);

        public List<int> Numbers { get; } = new(Together);

        public void Add(int number, Incoming incoming)
        {
            Events.Add(incoming);
            Numbers.Add(number);
        }
    }
}
