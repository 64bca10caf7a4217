using Azure;
using Microsoft.Extensions.Logging;
using RecallAlerts.Application.Absences;
using RecallAlerts.Azure;

namespace RecallAlerts.Functions.People;

/// <summary>Reads what was entered through other instances of the app before the first message is sent, and then every fifteen seconds: one row, unless something changed.</summary>
/// <param name="directory">The directory with the absences.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where it is said that absences could not be read.</param>
public sealed partial class AbsenceRefresh(AbsenceDirectory directory, TimeProvider time, ILogger<AbsenceRefresh> log) : Refreshing(Every, time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    /// <inheritdoc />
    protected override async Task ReadAsync(CancellationToken cancellation)
    {
        try
        {
            await directory.RefreshAsync(cancellation);
        }
        catch (RequestFailedException e)
        {
            LogNotRead(log, e.Status, e.ErrorCode);
        }
        catch (Exception e) when (Outages.Has(e))
        {
            LogNotRead(log, 0, e.GetType().Name);
        }
    }

    [LoggerMessage(EventId = 2403, Level = LogLevel.Error, Message = "Entered absences were not read: the store answered {Status} ({Code}); those before stay in force.")]
    private static partial void LogNotRead(ILogger log, int status, string? code);
}
