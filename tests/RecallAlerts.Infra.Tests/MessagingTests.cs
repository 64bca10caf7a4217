using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Rules;
using RecallAlerts.Infra.Tests.Compiler;

namespace RecallAlerts.Infra.Tests;

/// <summary>Queue, topic and subscriptions are what the app expects.</summary>
public sealed class MessagingTests
{
    private const string Namespace = "Microsoft.ServiceBus/namespaces";

    [BicepTheory]
    [MemberData(nameof(Deployment.Environments), MemberType = typeof(Deployment))]
    public void QueueAndTopic_DropDuplicatesOfAnHour(string environment)
    {
        var deployment = Deployment.Of(environment);
        Resource[] entities = [deployment.The($"{Namespace}/queues"), deployment.The($"{Namespace}/topics")];
        Assert.Equal(["case-events", "alerts"], entities.Select(e => e.Name));
        Assert.All(entities, e => Assert.Equal(("True", "PT1H"), (e.Text("requiresDuplicateDetection"), e.Text("duplicateDetectionHistoryTimeWindow"))));
    }

    [BicepTheory]
    [MemberData(nameof(Deployment.Environments), MemberType = typeof(Deployment))]
    public void WhatCannotBeDelivered_IsPutAside(string environment)
    {
        var deployment = Deployment.Of(environment);
        Resource[] entities = [deployment.The($"{Namespace}/queues"), .. deployment.OfType($"{Namespace}/topics/subscriptions")];
        Assert.Equal(4, entities.Length);
        Assert.All(entities, e => Assert.Equal(("10", "True", "P14D"), (e.Text("maxDeliveryCount"), e.Text("deadLetteringOnMessageExpiration"), e.Text("defaultMessageTimeToLive"))));
    }

    [BicepTheory]
    [MemberData(nameof(Deployment.Environments), MemberType = typeof(Deployment))]
    public void Subscriptions_HaveTheirFilterInPlaceOfTheDefault(string environment) => Assert.Equal(
        ["immediate/$Default: kind = 'immediate' AND role <> 'on-call'", "lists/$Default: kind <> 'immediate'", "on-call/$Default: role = 'on-call'"],
        Deployment.Of(environment).OfType($"{Namespace}/topics/subscriptions/rules").Select(Words).Order(StringComparer.Ordinal));

    /// <summary>By what the domain can say: only an immediate message goes to on-call (Delivery).</summary>
    [BicepFact]
    public void EveryMessage_GoesToExactlyOneSubscription()
    {
        var filters = Deployment.Of("prod").OfType($"{Namespace}/topics/subscriptions/rules").Select(Words).ToArray();
        var possible = from kind in NameOf<MessageKind>.All from role in NameOf<Role>.All where role != "on-call" || kind == "immediate" select (kind, role);
        Assert.All(possible, m => Assert.Single(filters, f => Lets(f, m.kind, m.role)));
    }

    private static bool Lets(string rule, string kind, string role) => rule[(rule.IndexOf(": ", StringComparison.Ordinal) + 2)..].Split(" AND ").All(term =>
    {
        var words = term.Split(' ', 3);
        var isEqual = words[2].Trim('\'') == (words[0] == "kind" ? kind : role);
        return words[1] == "=" ? isEqual : !isEqual;
    });

    private static string Words(Resource rule)
    {
        var subscription = rule.Id.Split('/')[^3];
        var filter = rule.Text("filterType") == "SqlFilter"
            ? rule.Properties.GetProperty("sqlFilter").GetProperty("sqlExpression").GetString()
            : string.Join(" AND ", rule.Properties.GetProperty("correlationFilter").GetProperty("properties").EnumerateObject().Select(p => $"{p.Name} = '{p.Value}'"));
        return $"{subscription}/{rule.Name}: {filter}";
    }
}
