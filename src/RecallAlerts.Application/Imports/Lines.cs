using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace RecallAlerts.Application.Imports;

/// <summary>A line of a file or stream.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Bytes">Without the end of the line; empty when it was too long.</param>
/// <param name="IsTooLong">Whether it was over the limit, and passed over.</param>
/// <param name="IsEnded">Whether the end of a line stood after it; only the last may lack it.</param>
public readonly record struct Line(int Number, byte[] Bytes, bool IsTooLong, bool IsEnded);

/// <summary>Reads lines in constant memory, each up to a limit.</summary>
public static class Lines
{
    /// <summary>The longest line of an import, in bytes (api.md).</summary>
    public const int Longest = 64 * 1024;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the lines that are not blank; a byte order mark at the start is passed over.</summary>
    public static async IAsyncEnumerable<Line> ReadAsync(Stream stream, int longest, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        var (number, passing) = (0, false);
        while (true)
        {
            var result = await reader.ReadAsync(cancellation);
            var buffer = result.Buffer;
            while (TryCut(ref buffer, out var cut))
            {
                number++;
                if (Of(number, cut, passing, longest, isEnded: true) is { } line) yield return line;
                passing = false;
            }

            if (result.IsCompleted)
            {
                if ((buffer.Length > 0 || passing) && Of(number + 1, buffer, passing, longest, isEnded: false) is { } last) yield return last;
                yield break;
            }

            // What is too long already is thrown away as it comes, so that one endless line costs no memory.
            passing |= buffer.Length > longest;
            reader.AdvanceTo(passing ? buffer.End : buffer.Start, buffer.End);
        }
    }

    private static bool TryCut(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        line = default;
        if (buffer.PositionOf((byte)'\n') is not { } end) return false;
        line = buffer.Slice(0, end);
        buffer = buffer.Slice(buffer.GetPosition(1, end));
        return true;
    }

    private static Line? Of(int number, ReadOnlySequence<byte> bytes, bool passing, int longest, bool isEnded)
    {
        if (passing || bytes.Length > longest) return new Line(number, [], IsTooLong: true, isEnded);
        var line = number == 1 && bytes.FirstSpan.StartsWith(ByteOrderMark) ? bytes.Slice(ByteOrderMark.Length).ToArray() : bytes.ToArray();
        return line.AsSpan().Trim(" \t\r"u8).IsEmpty ? null : new Line(number, line, IsTooLong: false, isEnded);
    }
}
