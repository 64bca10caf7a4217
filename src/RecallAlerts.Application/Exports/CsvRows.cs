using CsvHelper;

namespace RecallAlerts.Application.Exports;

/// <summary>
/// Rows as CSV (RFC 4180): UTF-8 without a byte order mark, CR LF, a header. A cell that a spreadsheet could run as a formula gets an apostrophe
/// before it.
/// </summary>
internal sealed class CsvRows : IRowWriter, IDisposable
{
    private const char Apostrophe = '\'';

    // Full-width = + - @, which some spreadsheets read as the plain ones; the package knows ASCII only.
    private const string FullWidthSigns = "\uFF1D\uFF0B\uFF0D\uFF20";

    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with
    {
        TrueValue = "true",
        FalseValue = "false",
        Injection = CsvInjection.Escape,
        InjectionEscape = Apostrophe,
        InjectionCharacters = "=+-@\t\r\n",
    };

    private readonly CsvWriter _csv;

    public CsvRows(Stream stream, IEnumerable<string> names)
    {
        _csv = CsvWriter.Create(stream, Options, leaveOpen: true);
        _csv.WriteHeader([.. names]);
    }

    public void Text(string? value)
    {
        if (value is { Length: > 0 } && FullWidthSigns.Contains(value[0], StringComparison.Ordinal)) _csv.WriteField(Apostrophe + value);
        else _csv.WriteField(value);
    }

    public void Number(long? value) => _csv.WriteField(value);

    public void Share(double value) => _csv.WriteField(Written.Share(value));

    public void Flag(bool? value)
    {
        if (value is { } yes) _csv.WriteField(yes);
        else _csv.WriteField((string?)null);
    }

    public void List(string codes) => Text(codes);

    public void EndRow() => _csv.EndRecord();

    /// <summary>Brings all rows so far to the stream.</summary>
    public void Flush() => _csv.Flush();

    public void Dispose() => _csv.Dispose();
}
