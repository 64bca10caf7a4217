using System.Text.Json;
using RecallAlerts.Application.Imports;
using RecallAlerts.Application.Reviews;
using RecallAlerts.LocalHost.Composition;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>review: answers worked cases, a line in and a line out.</summary>
public static class ReviewCommand
{
    private const int LongestCase = 4 * 1024 * 1024;

    /// <summary>Answers every case; the exit code is 1 when one could not be read.</summary>
    public static async Task<int> RunAsync(Stream input, Stream output, Setting setting, CancellationToken cancellation)
    {
        var review = new ReviewLine(setting.Policies, setting.Calendar);
        var exit = ExitCode.Done;
        await using var buffered = new BufferedStream(output, 1 << 16);
        await using var writer = new Utf8JsonWriter(buffered);
        await foreach (var line in Lines.ReadAsync(input, LongestCase, cancellation))
        {
            writer.Reset(buffered);
            var problem = review.Answer(line.Bytes, writer);
            if (problem is not null)
            {
                Output.Error($"line {line.Number}: {problem.Field} {problem.Reason}");
                exit = ExitCode.SomeRefused;
                continue;
            }

            await writer.FlushAsync(cancellation);
            buffered.WriteByte((byte)'\n');
        }

        return exit;
    }
}
