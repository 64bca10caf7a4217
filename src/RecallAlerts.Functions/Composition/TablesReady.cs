using Azure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RecallAlerts.Azure;
using RecallAlerts.Azure.Tables;

namespace RecallAlerts.Functions.Composition;

/// <summary>Makes the tables that are not there before the first function runs. Where that cannot be, the app starts all the same: what is wrong then shows in each function.</summary>
/// <param name="tables">The tables.</param>
/// <param name="log">Where it is said that they could not be made.</param>
public sealed partial class TablesReady(StoreTables tables, ILogger<TablesReady> log) : IHostedService
{
    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await tables.CreateAsync(cancellationToken);
        }
        catch (RequestFailedException e)
        {
            LogNotMade(log, e.Status, e.ErrorCode);
        }
        catch (Exception e) when (Outages.Has(e))
        {
            LogNotMade(log, 0, e.GetType().Name);
        }
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 2401, Level = LogLevel.Error, Message = "The tables could not be made: the store answered {Status} ({Code}).")]
    private static partial void LogNotMade(ILogger log, int status, string? code);
}
