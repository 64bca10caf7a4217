namespace RecallAlerts.Application.Tests.Imports;

/// <summary>A stream that can only be read.</summary>
internal abstract class ReadOnlyStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => Fill(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<int>(Fill(buffer.Span));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    protected abstract int Fill(Span<byte> buffer);
}

/// <summary>Bytes that come a few at a time, and then perhaps a failure.</summary>
internal sealed class Dripping(byte[] bytes, int chunk, Exception? failure = null) : ReadOnlyStream
{
    private int _at;

    protected override int Fill(Span<byte> buffer)
    {
        var count = Math.Min(Math.Min(chunk, buffer.Length), bytes.Length - _at);
        if (count == 0 && failure is not null) throw failure;
        bytes.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }
}

/// <summary>One line that goes on and on.</summary>
internal sealed class Endless(long length) : ReadOnlyStream
{
    public long Given { get; private set; }

    protected override int Fill(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, length - Given);
        buffer[..count].Fill((byte)'x');
        Given += count;
        return count;
    }
}
