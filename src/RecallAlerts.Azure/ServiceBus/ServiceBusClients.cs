using Azure.Core;
using Azure.Messaging.ServiceBus;

namespace RecallAlerts.Azure.ServiceBus;

/// <summary>Opens the connection to Service Bus. One for the whole process; whoever opens it disposes of it.</summary>
public static class ServiceBusClients
{
    /// <summary>Opens it, as an identity and never with a key. Passing faults are tried again for some ten seconds, while the outbox waits.</summary>
    public static ServiceBusClient Open(string fullyQualifiedNamespace, TokenCredential credential) => new(fullyQualifiedNamespace, credential, new ServiceBusClientOptions
    {
        RetryOptions = new ServiceBusRetryOptions
        {
            Mode = ServiceBusRetryMode.Exponential, MaxRetries = 3, Delay = TimeSpan.FromMilliseconds(500), MaxDelay = TimeSpan.FromSeconds(5), TryTimeout = TimeSpan.FromSeconds(10),
        },
    });
}
