using RecallAlerts.Application.Messages;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.LocalHost.Tests.Sending;

/// <summary>Messages for tests.</summary>
internal static class Outgoing
{
    public const string Email = "p1@staff.example";

    public const string Mobile = "+447700900123";

    public static readonly Instant Now = Instant.Parse("2026-06-02T09:00:00Z");

    public static OutgoingMessage Message(string id = "m1", int tries = 0, string channel = "email", Instant? at = null)
    {
        var audience = new Person(Role.Practitioner, "P1");
        var message = new Message(at ?? Now, audience, MessageKind.Immediate, [new AlertId("a1"), new AlertId("a2")], [], Severity.High, ["derby-city"]);
        var contact = new Contact(channel, channel == "sms" ? Mobile : Email);
        return new OutgoingMessage(id, message.At, audience, message.Kind, contact, MessageText.Of(message, new Uri("https://alerts.example")), tries);
    }
}
