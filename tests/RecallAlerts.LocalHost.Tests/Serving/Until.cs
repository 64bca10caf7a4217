using System.Diagnostics;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>Waits for what another thread or process does, with a limit.</summary>
internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static Task TrueAsync(Func<bool> isTrue, TimeSpan within, string what) => TrueAsync(() => Task.FromResult(isTrue()), within, what);

    public static async Task TrueAsync(Func<Task<bool>> isTrue, TimeSpan within, string what)
    {
        for (var since = Stopwatch.StartNew(); since.Elapsed < within; await Task.Delay(Pause))
        {
            if (await isTrue()) return;
        }

        Assert.Fail($"Waited in vain for {what}.");
    }
}
