using Azure;
using Microsoft.Extensions.Logging;
using RecallAlerts.Azure;
using RecallAlerts.Notify;

namespace RecallAlerts.Functions.People;

/// <summary>Reads the directory before the first message is sent, and then every five minutes.</summary>
/// <param name="directory">The directory.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where it is said why the directory is not what it should be.</param>
public sealed partial class DirectoryRefresh(TablesDirectory directory, TimeProvider time, ILogger<DirectoryRefresh> log) : Refreshing(Every, time)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    protected override async Task ReadAsync(CancellationToken cancellation)
    {
        try
        {
            var reading = await directory.ReadAsync(cancellation);
            if (reading is DirectoryReading.Missing or DirectoryReading.Incomplete) LogNotRead(log, reading.ToString());
        }
        catch (RequestFailedException e)
        {
            LogNotRead(log, $"the table answered {e.Status}");
        }
        catch (Exception e) when (Outages.Has(e))
        {
            LogNotRead(log, $"the table cannot be reached: {e.GetType().Name}");
        }
        catch (InvalidSettingException e)
        {
            LogNotRead(log, e.Message);
        }
    }

    [LoggerMessage(EventId = 2402, Level = LogLevel.Error, Message = "The directory was not read ({Why}); the one before stays in force, and without any no message has an address.")]
    private static partial void LogNotRead(ILogger log, string why);
}
