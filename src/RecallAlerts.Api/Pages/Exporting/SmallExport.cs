using RecallAlerts.Application.Exports;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Api.Pages.Exporting;

/// <summary>An export that was made in memory.</summary>
/// <param name="Bytes">As it is sent.</param>
/// <param name="Rows">How many rows it has.</param>
internal sealed record SmallFile(byte[] Bytes, long Rows);

/// <summary>Makes an export in memory while it is small. One that is not is left, and begun again in the background: what was read of it in vain is one page.</summary>
internal static class SmallExport
{
    /// <summary>The most rows that are downloaded at once.</summary>
    public const int MostRows = 5_000;

    /// <summary>The export; null when it has more rows.</summary>
    public static async Task<SmallFile?> TryAsync(ExportRows exports, string table, ExportRequest request, Instant now, CancellationToken cancellation)
    {
        using var tooLarge = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var output = new MemoryStream();
        try
        {
            var rows = await exports.WriteAsync(table, request with { Progress = written => StopAt(written, tooLarge) }, now, output, tooLarge.Token);
            return rows > MostRows ? null : new SmallFile(output.ToArray(), rows);
        }
        catch (OperationCanceledException) when (tooLarge.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static void StopAt(long rows, CancellationTokenSource tooLarge)
    {
        if (rows > MostRows) tooLarge.Cancel();
    }
}
