using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.LocalHost.Sending;

/// <summary>Which sender the options ask for.</summary>
public static class MessageSenders
{
    /// <summary>Opens the sender; whoever opens it disposes of it.</summary>
    /// <exception cref="IOException">The message file cannot be used, or another process writes to it.</exception>
    public static IMessageSender Open(SendingOptions options, RetryPauses pauses, Instant startedAt) => options.Notify is { } notify
        ? new NotifyMessageSender(notify, pauses, startedAt)
        : FileMessageSender.Open(options.File, pauses);
}
