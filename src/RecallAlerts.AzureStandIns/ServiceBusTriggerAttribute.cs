using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

// The namespace of the real package.
namespace Microsoft.Azure.Functions.Worker;

/// <summary>Stands in for the type of Microsoft.Azure.Functions.Worker.Extensions.ServiceBus: a message of a queue or of a subscription starts the function.</summary>
public sealed class ServiceBusTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Messages of a queue.</summary>
    public ServiceBusTriggerAttribute(string queueName) => QueueName = queueName;

    /// <summary>Messages of a subscription of a topic.</summary>
    public ServiceBusTriggerAttribute(string topicName, string subscriptionName) => (TopicName, SubscriptionName) = (topicName, subscriptionName);

    /// <summary>The settings that say which namespace, and as whom.</summary>
    public string? Connection { get; set; }

    /// <summary>The queue; null for a subscription.</summary>
    public string? QueueName { get; }

    /// <summary>The topic; null for a queue.</summary>
    public string? TopicName { get; }

    /// <summary>The subscription; null for a queue.</summary>
    public string? SubscriptionName { get; }

    /// <summary>Whether the host settles a message when the function returns.</summary>
    public bool AutoCompleteMessages { get; set; }
}
