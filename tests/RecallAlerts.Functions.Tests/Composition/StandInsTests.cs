using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace RecallAlerts.Functions.Tests.Composition;

/// <summary>
/// The stand-ins are what the code uses, and nothing else. With AzurePackages=real the types come from the real assembly, and the same list is looked for there: so a stand-in
/// cannot promise what the package does not have.
/// </summary>
public sealed class StandInsTests
{
    private static readonly string[] Approved =
    [
        "ServiceBusMessageActions protected ServiceBusMessageActions()",
        "ServiceBusMessageActions virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)",
        "ServiceBusMessageActions virtual Task DeadLetterMessageAsync(ServiceBusReceivedMessage message, Dictionary`2 propertiesToModify = default, String deadLetterReason = default, String deadLetterErrorDescription = default, CancellationToken cancellationToken = default)",
        "ServiceBusTriggerAttribute Boolean AutoCompleteMessages { get; set; }",
        "ServiceBusTriggerAttribute String Connection { get; set; }",
        "ServiceBusTriggerAttribute String QueueName { get; }",
        "ServiceBusTriggerAttribute String SubscriptionName { get; }",
        "ServiceBusTriggerAttribute String TopicName { get; }",
        "ServiceBusTriggerAttribute public ServiceBusTriggerAttribute(String queueName)",
        "ServiceBusTriggerAttribute public ServiceBusTriggerAttribute(String topicName, String subscriptionName)",
    ];

    private static readonly Type[] Types = [typeof(ServiceBusMessageActions), typeof(ServiceBusTriggerAttribute)];

    private static bool AreReal => typeof(ServiceBusTriggerAttribute).Assembly.GetName().Name == "Microsoft.Azure.Functions.Worker.Extensions.ServiceBus";

    [Fact]
    public void Members_AreThoseThatAreApproved()
    {
        var found = Types.SelectMany(Members).Order(StringComparer.Ordinal).ToArray();
        if (AreReal) Assert.Empty(Approved.Except(found, StringComparer.Ordinal));
        else Assert.Equal(Approved, found);
    }

    [Fact]
    public void Types_AreAllThatTheStandInsDeclare()
    {
        if (!AreReal) Assert.Equal(Types, typeof(ServiceBusTriggerAttribute).Assembly.GetExportedTypes().OrderBy(t => t.Name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Settling_WithoutTheHost_SaysWhatToDo()
    {
        if (AreReal) return;
        var actions = (ServiceBusMessageActions)Activator.CreateInstance(typeof(ServiceBusMessageActions), nonPublic: true)!;
        var failure = await Assert.ThrowsAsync<PlatformNotSupportedException>(() => actions.CompleteMessageAsync(null!));
        Assert.Contains("AzurePackages=real", failure.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var constructors = type.GetConstructors(declared).Where(IsVisible).Select(c => $"{type.Name} {(c.IsPublic ? "public" : "protected")} {type.Name}({Parameters(c)})");
        var methods = type.GetMethods(declared).Where(m => IsVisible(m) && !m.IsSpecialName)
            .Select(m => $"{type.Name} {(m.IsVirtual ? "virtual " : "")}{m.ReturnType.Name} {m.Name}({Parameters(m)})");
        var properties = type.GetProperties(declared).Where(p => p.GetMethod is { IsPublic: true })
            .Select(p => $"{type.Name} {p.PropertyType.Name} {p.Name} {{ get; {(p.SetMethod is { IsPublic: true } ? "set; " : "")}}}");
        return [.. constructors, .. methods, .. properties];
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily;

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{p.ParameterType.Name} {p.Name}{(p.HasDefaultValue ? " = default" : "")}"));
}
