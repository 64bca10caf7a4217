using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Routing;
using RecallAlerts.Domain.Audit;

namespace RecallAlerts.Api.Audit;

/// <summary>
/// What a handler answers where people may be seen: the answer, and what it shows. Only the gate can send it, after it was noted; so that a handler that forgets to say
/// answers nothing. A closed hierarchy.
/// </summary>
public abstract record Noted : IResult
{
    private Noted()
    {
    }

    /// <summary>An answer that shows releases.</summary>
    /// <param name="Answer">The answer.</param>
    /// <param name="WatchIds">The releases.</param>
    public sealed record Releases(IResult Answer, IReadOnlyList<string> WatchIds) : Noted;

    /// <summary>An answer that shows nobody, or only whom an entry of the act itself names.</summary>
    /// <param name="Answer">The answer.</param>
    public sealed record Nobody(IResult Answer) : Noted;

    /// <summary>An export: noted before its first byte, and with its number of rows before it ends.</summary>
    /// <param name="Write">Writes it; answers how many rows.</param>
    /// <param name="ContentType">Its media type.</param>
    /// <param name="FileName">Its name.</param>
    /// <param name="Details">Which export, and of what.</param>
    public sealed record Rows(Func<Stream, Task<long>> Write, string ContentType, string FileName, IReadOnlyList<AuditDetail> Details) : Noted;

    /// <summary>Never sent as it is.</summary>
    public Task ExecuteAsync(HttpContext httpContext) => throw new InvalidOperationException("What shows people leaves by the gate only, after it was noted.");

    /// <summary>Notes what a result shows; answers what may be sent.</summary>
    internal static async Task<IResult> PassAsync(IResult result, string purpose, ApiRequest request)
    {
        var (audit, caller, cancellation) = (request.Services.Audit, request.Caller, request.Cancellation);
        switch (result)
        {
            case Releases shown:
                await audit.NoteAsync(caller, purpose, shown.WatchIds, cancellation);
                return shown.Answer;
            case Rows rows:
                await audit.NoteAsync(caller, purpose, rows.Details, cancellation);
                return Results.Stream(stream => WriteAsync(rows, stream, purpose, request), rows.ContentType, rows.FileName);
            case Nobody nobody:
                return nobody.Answer;
            default:
                return result;
        }
    }

    // When the second entry cannot be written the answer breaks off: it is not taken for whole.
    private static async Task WriteAsync(Rows rows, Stream stream, string purpose, ApiRequest request)
    {
        var written = await rows.Write(stream);
        await request.Services.Audit.NoteAsync(request.Caller, purpose, [.. rows.Details, new AuditDetail("rows", written.ToString())], request.Cancellation);
    }
}
