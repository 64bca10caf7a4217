using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace RecallAlerts.Functions.Tests.Given;

/// <summary>Remembers how messages were settled.</summary>
internal sealed class RecordedActions : ServiceBusMessageActions
{
    public List<string> Completed { get; } = [];

    public List<(string MessageId, string? Reason, string? Description)> DeadLettered { get; } = [];

    /// <summary>How settling fails; null lets it succeed.</summary>
    public Exception? Failure { get; set; }

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        if (Failure is not null) return Task.FromException(Failure);
        Completed.Add(message.MessageId);
        return Task.CompletedTask;
    }

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, Dictionary<string, object>? propertiesToModify = null, string? deadLetterReason = null,
        string? deadLetterErrorDescription = null, CancellationToken cancellationToken = default)
    {
        DeadLettered.Add((message.MessageId, deadLetterReason, deadLetterErrorDescription));
        return Task.CompletedTask;
    }
}
