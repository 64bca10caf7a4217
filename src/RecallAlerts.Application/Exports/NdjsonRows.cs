using System.Text.Json;

namespace RecallAlerts.Application.Exports;

/// <summary>Rows as NDJSON: an object a line, every column in it, lists as arrays.</summary>
internal sealed class NdjsonRows : IRowWriter, IDisposable
{
    private readonly Stream _stream;
    private readonly Utf8JsonWriter _json;
    private readonly JsonEncodedText[] _names;
    private int _column;

    public NdjsonRows(Stream stream, IEnumerable<string> names)
    {
        (_stream, _json) = (stream, new Utf8JsonWriter(stream));
        _names = [.. names.Select(n => JsonEncodedText.Encode(n))];
    }

    public void Text(string? value)
    {
        Name();
        _json.WriteStringValue(value);
    }

    public void Number(long? value)
    {
        Name();
        if (value is { } n) _json.WriteNumberValue(n);
        else _json.WriteNullValue();
    }

    public void Share(double value)
    {
        Name();
        _json.WriteRawValue(Written.Share(value));
    }

    public void Flag(bool? value)
    {
        Name();
        if (value is { } yes) _json.WriteBooleanValue(yes);
        else _json.WriteNullValue();
    }

    public void List(string codes)
    {
        Name();
        _json.WriteStartArray();
        foreach (var range in codes.AsSpan().Split(';'))
        {
            if (range.End.Value > range.Start.Value) _json.WriteStringValue(codes.AsSpan(range));
        }

        _json.WriteEndArray();
    }

    public void EndRow()
    {
        _json.WriteEndObject();
        _json.Flush();
        _stream.WriteByte((byte)'\n');
        _json.Reset();
        _column = 0;
    }

    public void Dispose() => _json.Dispose();

    private void Name()
    {
        if (_column == 0) _json.WriteStartObject();
        _json.WritePropertyName(_names[_column++]);
    }
}
