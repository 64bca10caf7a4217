using Azure.Messaging.ServiceBus;

// The namespace of the real package.
namespace Microsoft.Azure.Functions.Worker;

/// <summary>Stands in for the type of Microsoft.Azure.Functions.Worker.Extensions.ServiceBus.</summary>
public class ServiceBusMessageActions
{
    /// <summary>For tests.</summary>
    protected ServiceBusMessageActions()
    {
    }

    /// <summary>Settles a message as done.</summary>
    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => throw Elsewhere();

    private static PlatformNotSupportedException Elsewhere() => new("Messages are settled by the Functions host only: publish with AzurePackages=real.");
}
