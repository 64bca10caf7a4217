using RecallAlerts.Application.Exports;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Api.Handlers;

/// <summary>How much of an export is made while somebody waits for it.</summary>
/// <param name="Rows">The most rows.</param>
/// <param name="Time">The longest time.</param>
public sealed record ExportBound(long Rows, TimeSpan Time)
{
    /// <summary>5,000 rows and 20 s: what a person waits for with a page before them.</summary>
    public static ExportBound OfPages { get; } = new(5_000, TimeSpan.FromSeconds(20));

    /// <summary>50,000 rows and a minute: held in memory, and far from the 230 s after which the platform cuts an answer.</summary>
    public static ExportBound OfAzure { get; } = new(50_000, TimeSpan.FromMinutes(1));
}

/// <summary>An export that was made in memory.</summary>
/// <param name="Bytes">As it is sent.</param>
/// <param name="Rows">How many rows it has.</param>
internal sealed record SmallFile(byte[] Bytes, long Rows);

/// <summary>Makes an export in memory while it is small. One that is not is left, and begun again in the background: what was read of it in vain is no more than what is small.</summary>
/// <param name="exports">Writes exports.</param>
/// <param name="bound">What is small.</param>
/// <param name="time">The clock of the longest time.</param>
internal sealed class SmallExport(ExportRows exports, ExportBound bound, TimeProvider time)
{
    /// <summary>The export; null when it has more rows, or takes longer.</summary>
    public async Task<SmallFile?> TryAsync(string table, ExportRequest request, Instant now, CancellationToken cancellation)
    {
        using var tooLong = new CancellationTokenSource(bound.Time, time);
        using var tooLarge = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellation);
        using var output = new MemoryStream();
        try
        {
            var rows = await exports.WriteAsync(table, request with { Progress = written => StopAt(written, tooLarge) }, now, output, tooLarge.Token);
            return rows > bound.Rows ? null : new SmallFile(output.ToArray(), rows);
        }
        catch (OperationCanceledException) when (tooLarge.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private void StopAt(long rows, CancellationTokenSource tooLarge)
    {
        if (rows > bound.Rows) tooLarge.Cancel();
    }
}
