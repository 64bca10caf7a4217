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

    private sealed record Rejected(int Line, string Problem, string Field, string Reason);

    private sealed record Answer(long Lines, long Accepted, long Duplicates, long Held, long Rejected, IReadOnlyList<Rejected> RejectedLines);

    public static async Task<int> RunAsync(Stream input, Uri server, string? token, string rejectedFile, Output output, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(10) };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await using var rejected = new RejectedFile(rejectedFile);
        using var progress = output.Progress("Sending", "lines");
        var total = new ImportCounts(0, 0, 0, 0, 0);
        await foreach (var (part, numbers) in PartsAsync(input, cancellation))
        {
            var answer = await SendAsync(client, part, cancellation);
            foreach (var line in answer.RejectedLines) rejected.Add(new RejectedLine(numbers[line.Line - 1], ProblemOf(line)));
            total = new ImportCounts(
                total.Lines + answer.Lines, total.Accepted + answer.Accepted, total.Duplicates + answer.Duplicates, total.Held + answer.Held, total.Rejected + answer.Rejected);
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

    private static async IAsyncEnumerable<(byte[] Part, List<int> Numbers)> PartsAsync(
        Stream input, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var (part, numbers) = (new MemoryStream(), new List<int>());
        await foreach (var line in Lines.ReadAsync(input, PartBytes, cancellation))
        {
            part.Write(line.Bytes);
            if (line.IsEnded) part.WriteByte((byte)'\n');
            numbers.Add(line.Number);
            if (part.Length < PartBytes) continue;
            yield return (part.ToArray(), numbers);
            (part, numbers) = (new MemoryStream(), []);
        }

        if (numbers.Count > 0) yield return (part.ToArray(), numbers);
    }

    private static Problem ProblemOf(Rejected line) =>
        new(NameOf<ProblemType>.TryParse(line.Problem, out var type) ? type : ProblemType.InvalidField, line.Field, line.Reason);
}
