namespace RecallAlerts.Application.Exports;

/// <summary>Rows that are written but not yet sent. A response takes no synchronous writes, so they wait in memory for the end of a page.</summary>
internal sealed class WrittenRows : IDisposable
{
    private readonly MemoryStream _bytes = new(1 << 20);
    private readonly CsvRows? _csv;
    private readonly NdjsonRows? _ndjson;

    public WrittenRows(ExportFormat format, IEnumerable<string> names)
    {
        if (format == ExportFormat.Csv) Rows = _csv = new CsvRows(_bytes, names);
        else Rows = _ndjson = new NdjsonRows(_bytes, names);
    }

    public IRowWriter Rows { get; }

    /// <summary>Moves what was written to a stream.</summary>
    public async Task MoveToAsync(Stream output, CancellationToken cancellation)
    {
        _csv?.Flush();
        await output.WriteAsync(_bytes.GetBuffer().AsMemory(0, (int)_bytes.Length), cancellation);
        _bytes.SetLength(0);
    }

    public void Dispose()
    {
        _csv?.Dispose();
        _ndjson?.Dispose();
        _bytes.Dispose();
    }
}
