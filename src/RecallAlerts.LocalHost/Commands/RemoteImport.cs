using System.Net.Http.Headers;
using System.Text.Json;
using RecallAlerts.Application.Imports;
using RecallAlerts.Application.Intake;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>Sends a file to a running server in parts of whole lines. Each part can be repeated, so the same command goes on after a failure.</summary>
internal static class RemoteImport
{
    private const int PartBytes = 8 * 1024 * 1024;

    // The server names up to this many refused lines; with more to a part, some would stay unnamed.
    private const int PartLines = 1_000;

    private sealed record Rejected(int Line, string Problem, string Field, string Reason);

    private sealed record Answer(long Lines, long Accepted, long Duplicates, long Held, long Rejected, IReadOnlyList<Rejected> RejectedLines);

    public static async Task<int> RunAsync(Stream input, Uri server, string? token, string rejectedFile, Output output, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(10) };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await using var rejected = new RejectedFile(rejectedFile);
        using var progress = output.Progress("Sending", "lines");
        var total = new ImportCounts(0, 0, 0, 0, 0);
        await foreach (var part in PartsAsync(input, cancellation))
        {
            var answer = await SendAsync(client, part.Bytes.ToArray(), cancellation);
            var lines = answer.RejectedLines.Select(line => new RejectedLine(part.Numbers[line.Line - 1], ProblemOf(line))).Concat(part.TooLong);
            foreach (var line in lines.OrderBy(l => l.Number)) rejected.Add(line);
            total = new ImportCounts(
                total.Lines + answer.Lines + part.TooLong.Count, total.Accepted + answer.Accepted, total.Duplicates + answer.Duplicates, total.Held + answer.Held,
                total.Rejected + answer.Rejected + part.TooLong.Count);
            progress.Report(total.Lines);
        }

        progress.Dispose();
        output.Answer(total, $"{total.Lines:N0} lines: {total.Accepted:N0} accepted, {total.Duplicates:N0} known already, {total.Held:N0} held, {total.Rejected:N0} rejected");
        return total.Rejected == 0 ? ExitCode.Done : ExitCode.SomeRefused;
    }

    private static async Task<Answer> SendAsync(HttpClient client, byte[] part, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(part);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var response = await client.PostAsync(new Uri("/api/imports", UriKind.Relative), content, cancellation);
        if (!response.IsSuccessStatusCode) throw new HttpRequestException($"The server answers {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellation)}");
        return (await response.Content.ReadFromJsonAsync<Answer>(JsonSerializerOptions.Web, cancellation))!;
    }

    private static async IAsyncEnumerable<Part> PartsAsync(
        Stream input, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var part = new Part();
        await foreach (var line in Lines.ReadAsync(input, Lines.Longest, cancellation))
        {
            part.Add(line);
            if (!part.IsFull) continue;
            yield return part;
            part = new Part();
        }

        if (!part.IsEmpty) yield return part;
    }

    // What is too long is passed over in reading, so it is refused here and not sent.
    private sealed class Part
    {
        public MemoryStream Bytes { get; } = new();

        public List<int> Numbers { get; } = [];

        public List<RejectedLine> TooLong { get; } = [];

        public bool IsEmpty => Numbers.Count + TooLong.Count == 0;

        public bool IsFull => Bytes.Length >= PartBytes || Numbers.Count + TooLong.Count >= PartLines;

        public void Add(Line line)
        {
            if (line.IsTooLong)
            {
                TooLong.Add(new RejectedLine(line.Number, ImportLines.TooLong));
                return;
            }

            Bytes.Write(line.Bytes);
            if (line.IsEnded) Bytes.WriteByte((byte)'\n');
            Numbers.Add(line.Number);
        }
    }

    private static Problem ProblemOf(Rejected line) =>
        new(NameOf<ProblemType>.TryParse(line.Problem, out var type) ? type : ProblemType.InvalidField, line.Field, line.Reason);
}
