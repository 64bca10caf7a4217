using OpenTelemetry;
using OpenTelemetry.Logs;

namespace RecallAlerts.Api.Telemetry;

/// <summary>
/// Takes out of log entries what nobody has looked at: what others than this program write keeps its template and loses the values; an exception
/// keeps its type and where it came from, and loses its words, which may repeat what somebody sent.
/// </summary>
/// <param name="ours">How the categories of this program begin.</param>
internal sealed class LogsWithoutContent(string ours) : BaseProcessor<LogRecord>
{
    private const string Template = "{OriginalFormat}";

    /// <inheritdoc />
    public override void OnEnd(LogRecord data)
    {
        var kept = new List<KeyValuePair<string, object?>>();
        var isOurs = data.CategoryName?.StartsWith(ours, StringComparison.Ordinal) == true;
        if (isOurs) kept.AddRange(data.Attributes ?? []);
        else
        {
            data.Body = data.Attributes?.FirstOrDefault(a => a.Key == Template).Value as string ?? "";
            data.FormattedMessage = null;
        }

        if (data.Exception is { } exception)
        {
            kept.Add(new("exception.type", exception.GetType().FullName));
            kept.Add(new("exception.stacktrace", exception.StackTrace));
            data.Exception = null;
        }

        data.Attributes = kept;
    }
}
