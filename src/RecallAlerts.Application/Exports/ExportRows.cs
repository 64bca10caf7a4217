using System.Runtime.CompilerServices;
using System.Threading.Channels;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.Exports;

/// <summary>What an export is asked for.</summary>
/// <param name="Scope">Which rows.</param>
/// <param name="Format">How they are written.</param>
/// <param name="Project">The project whose keys stand for people; null is a project too.</param>
public sealed record ExportRequest(ExportScope Scope, ExportFormat Format, string? Project)
{
    /// <summary>Is told, after each page, how many rows are written; null tells nobody.</summary>
    public Action<long>? Progress { get; init; }
}

/// <summary>Writes exports to a stream, a page at a time: while one page is written the next is read.</summary>
/// <param name="source">Where rows are read.</param>
/// <param name="secret">The service's secret, under which the keys of a project are derived.</param>
public sealed class ExportRows(IExportSource source, byte[] secret)
{
    private const int PagesAhead = 2;

    /// <summary>Writes an export by its name; answers how many rows.</summary>
    /// <exception cref="ArgumentException">There is no such export.</exception>
    public Task<long> WriteAsync(string table, ExportRequest request, Instant now, Stream output, CancellationToken cancellation) =>
        table == RecallReasonRow.Table.Name ? RecallReasonsAsync(request, now, output, cancellation) :
        table == ReleaseRow.Table.Name ? ReleasesAsync(request, now, output, cancellation) :
        throw new ArgumentException("There is no such export.", nameof(table));

    /// <summary>Writes recall reasons; answers how many rows.</summary>
    public Task<long> RecallReasonsAsync(ExportRequest request, Instant now, Stream output, CancellationToken cancellation)
    {
        var asOf = DateOf(now);
        return WriteAsync(RecallReasonRow.Table, source.RecallsAsync(request.Scope, cancellation), request, (r, keys) => RecallReasonRow.Of(r, keys, asOf), output, cancellation);
    }

    /// <summary>Writes releases; answers how many rows.</summary>
    public Task<long> ReleasesAsync(ExportRequest request, Instant now, Stream output, CancellationToken cancellation)
    {
        var (asOf, today) = (DateOf(now), LondonTime.Date(now));
        return WriteAsync(ReleaseRow.Table, source.ReleasesAsync(request.Scope, now, cancellation), request, (r, keys) => ReleaseRow.Of(r, keys, today, asOf), output, cancellation);
    }

    private async Task<long> WriteAsync<TStored, TRow>(
        ExportTable<TRow> table, IAsyncEnumerable<IReadOnlyList<TStored>> pages, ExportRequest request, Func<TStored, ExportKeys, TRow> rowOf, Stream output, CancellationToken cancellation)
    {
        using var keys = new ExportKeys(secret, request.Project);
        using var written = new WrittenRows(request.Format, table.Columns.Select(c => c.Name));
        var (columns, rows) = (table.Columns.Select(c => c.Write).ToArray(), 0L);
        await foreach (var page in AheadAsync(pages, cancellation))
        {
            foreach (var stored in page) Write(rowOf(stored, keys), columns, written.Rows);
            rows += page.Count;
            await written.MoveToAsync(output, cancellation);
            request.Progress?.Invoke(rows);
        }

        await written.MoveToAsync(output, cancellation);
        return rows;
    }

    private static void Write<TRow>(TRow row, Action<TRow, IRowWriter>[] columns, IRowWriter writer)
    {
        foreach (var column in columns) column(row, writer);
        writer.EndRow();
    }

    // Reading and writing each take about half of the time, and there is more than one core.
    private static async IAsyncEnumerable<T> AheadAsync<T>(IAsyncEnumerable<T> pages, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var channel = Channel.CreateBounded<T>(new BoundedChannelOptions(PagesAhead) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAsync(pages, channel.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var page in channel.Reader.ReadAllAsync(cancellation)) yield return page;
            await reading;
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // What reading throws is thrown to who writes, at the end at the latest; the channel never stays open.
    private static async Task ReadAsync<T>(IAsyncEnumerable<T> pages, ChannelWriter<T> writer, CancellationToken cancellation)
    {
        Exception? error = null;
        try
        {
            await foreach (var page in pages.WithCancellation(cancellation)) await writer.WriteAsync(page, cancellation);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException or FormatException)
        {
            error = e;
        }
        finally
        {
            writer.TryComplete(error);
        }
    }

    private static string DateOf(Instant now) => LondonTime.Date(now).ToString("yyyy-MM-dd");
}
