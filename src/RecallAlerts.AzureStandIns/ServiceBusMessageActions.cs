using Azure.Messaging.ServiceBus;

// The namespace of the real package.
namespace Microsoft.Azure.Functions.Worker;

/// <summary>Stands in for the type of Microsoft.Azure.Functions.Worker.Extensions.ServiceBus: settles messages. Tests subclass it.</summary>
public class ServiceBusMessageActions
{
    /// <summary>For tests.</summary>
    protected ServiceBusMessageActions()
    {
    }

    /// <summary>Settles a message as done.</summary>
    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => throw Elsewhere();

    /// <summary>Puts a message aside, with the reason.</summary>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, Dictionary<string, object>? propertiesToModify = default, string? deadLetterReason = default,
        string? deadLetterErrorDescription = default, CancellationToken cancellationToken = default) => throw Elsewhere();

    private static PlatformNotSupportedException Elsewhere() =>
        new("Messages are settled by the Functions host only: publish the Functions app with AzurePackages=real and run it there.");
}
