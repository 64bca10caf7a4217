using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.LocalHost.Sending;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Serving;

/// <summary>Sends what is in the outbox, by the sender that the options ask for.</summary>
internal sealed class Outgoing : IDisposable
{
    private readonly IMessageSender _sender;
    private readonly SendOutbox _outbox;

    public Outgoing(ServedStore store, Services services, TimeProvider time)
    {
        _sender = MessageSenders.Open(store.Sending, RetryPauses.Default, Instant.From(time.GetUtcNow()));
        _outbox = new SendOutbox(services.Messages, services.Directory, _sender, new SendSettings(store.Sending.LinkBase, RetryPauses.Default));
    }

    /// <summary>Sends until nothing is left that is due, or something failed; answers how many left and how many stay.</summary>
    public async Task<SendCounts> RunAsync(Instant now, CancellationToken cancellation)
    {
        var all = SendCounts.None;
        for (var counts = await _outbox.RunAsync(now, cancellation); counts != SendCounts.None; counts = await _outbox.RunAsync(now, cancellation))
        {
            all = new SendCounts(all.Sent + counts.Sent, all.Failed + counts.Failed, all.Unrecorded + counts.Unrecorded);
            if (counts is not { Sent: > 0, Failed: 0 }) break;
        }

        return all;
    }

    public void Dispose() => (_sender as IDisposable)?.Dispose();
}
