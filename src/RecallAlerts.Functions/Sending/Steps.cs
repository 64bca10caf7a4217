namespace RecallAlerts.Functions.Sending;

/// <summary>Steps that do not wait for each other to succeed: what one cannot do, the others do all the same, and then the run fails.</summary>
internal static class Steps
{
    /// <summary>Runs all in turn.</summary>
    /// <exception cref="AggregateException">What went wrong with each that failed.</exception>
    public static async Task RunAsync(params IReadOnlyList<Func<Task>> steps)
    {
        var failures = new List<Exception>();
        foreach (var step in steps)
        {
            async Task TryAsync() => await step();
            var run = TryAsync();
            await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (run.Exception is { } failed) failures.AddRange(failed.InnerExceptions);
            else if (run.IsCanceled) throw new OperationCanceledException();
        }

        if (failures.Count > 0) throw new AggregateException(failures);
    }
}
