using System.Text.Json;
using RecallAlerts.Application.Imports;
using RecallAlerts.Application.Intake;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>Answers a file line by line: what cannot be read is said on standard error, and the rest goes on.</summary>
internal static class AnswerLines
{
    /// <summary>Answers every line; the exit code is 1 when one could not be read.</summary>
    public static async Task<int> RunAsync(
        Stream input, Stream output, int longest, Func<ReadOnlyMemory<byte>, Utf8JsonWriter, Problem?> answer, CancellationToken cancellation)
    {
        var exit = ExitCode.Done;
        await using var buffered = new BufferedStream(output, 1 << 16);
        await using var writer = new Utf8JsonWriter(buffered);
        await foreach (var line in Lines.ReadAsync(input, longest, cancellation))
        {
            writer.Reset(buffered);
            var problem = answer(line.Bytes, writer);
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
