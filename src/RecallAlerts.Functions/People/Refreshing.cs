using Microsoft.Extensions.Hosting;

namespace RecallAlerts.Functions.People;

/// <summary>Reads something before the first message is sent, and then again and again. What goes wrong with one reading is its own to say, and ends nothing.</summary>
/// <param name="every">How often.</param>
/// <param name="time">The clock.</param>
public abstract class Refreshing(TimeSpan every, TimeProvider time) : BackgroundService
{
    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await ReadAsync(stoppingToken);
    }

    /// <summary>Reads once.</summary>
    protected abstract Task ReadAsync(CancellationToken cancellation);
}
