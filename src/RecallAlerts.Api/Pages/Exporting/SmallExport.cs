using RecallAlerts.Application.Exports;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Api.Pages.Exporting;

/// <summary>Makes an export in memory while it is small. One that is not is left, and begun again in the background: what was read of it in vain is one page.</summary>
internal static class SmallExport
{
    /// <summary>The most rows that are downloaded at once.</summary>
    public const int MostRows = 5_000;

    /// <summary>The export; null when it has more rows.</summary>
    public static async Task<byte[]?> TryAsync(ExportRows exports, string table, ExportRequest request, Instant now, CancellationToken cancellation)
    {
        using var tooLarge = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var output = new MemoryStream();
        try
        {
            var rows = await exports.WriteAsync(table, request with { Progress = written => StopAt(written, tooLarge) }, now, output, tooLarge.Token);
            return rows > MostRows ? null : output.ToArray();
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
