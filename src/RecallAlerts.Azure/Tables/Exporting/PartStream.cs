namespace RecallAlerts.Azure.Tables.Exporting;

/// <summary>Hands what is written on in parts of a size. What is left at the end is handed on by <see cref="EndAsync"/> only: a file that was not finished has no end.</summary>
/// <param name="put">Takes a part.</param>
/// <param name="cancellation">Ends the writing.</param>
internal sealed class PartStream(Func<byte[], CancellationToken, Task> put, CancellationToken cancellation) : Stream
{
    /// <summary>Bytes of a part: written as base64 they are less than the million that a row holds.</summary>
    public const int PartBytes = 700_000;

    private readonly byte[] _part = new byte[PartBytes];
    private int _length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            var some = Math.Min(buffer.Length, PartBytes - _length);
            buffer[..some].CopyTo(_part.AsMemory(_length));
            (_length, buffer) = (_length + some, buffer[some..]);
            if (_length == PartBytes) await EndAsync();
        }
    }

    /// <summary>Hands on what is left.</summary>
    public async Task EndAsync()
    {
        if (_length == 0) return;
        await put(_part[.._length], cancellation);
        _length = 0;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
        // Parts are of one size: nothing is handed on before it is full.
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A part is put by a request.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

/// <summary>Reads parts one after the other.</summary>
/// <param name="parts">The parts.</param>
internal sealed class PartsRead(IAsyncEnumerator<byte[]> parts) : Stream
{
    private ReadOnlyMemory<byte> _left;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_left.Length == 0)
        {
            if (!await parts.MoveNextAsync()) return 0;
            _left = parts.Current;
        }

        var some = Math.Min(buffer.Length, _left.Length);
        _left[..some].CopyTo(buffer);
        _left = _left[some..];
        return some;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask DisposeAsync()
    {
        await parts.DisposeAsync();
        await base.DisposeAsync();
    }

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A part is read by a request.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
