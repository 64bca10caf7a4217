using System.Text.Json;
using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Azure.ServiceBus;

/// <summary>What a broker carries of a message: which one it is, and in whose outbox it stands. What it says is read there, when it is sent.</summary>
/// <param name="MessageId">Its identity.</param>
/// <param name="Audience">For whom it was decided.</param>
/// <param name="Handover">The how-manieth time it is handed over, from 1: an older copy than the latest is not sent.</param>
public sealed record HandedMessage(string MessageId, Person Audience, int Handover)
{
    private const int LongestId = 128;

    /// <summary>As a body.</summary>
    public BinaryData ToBody() => BinaryData.FromObjectAsJson(new Body(MessageId, Audience.ToString(), Handover), JsonSerializerOptions.Web);

    /// <summary>Reads a body; null when it is not one.</summary>
    public static HandedMessage? Read(BinaryData body)
    {
        try
        {
            var read = body.ToObjectFromJson<Body>(JsonSerializerOptions.Web);
            var isOne = read is { MessageId.Length: > 0 and <= LongestId } && Person.TryParse(read.Audience, out _);
            return isOne && Person.TryParse(read!.Audience, out var audience) ? new HandedMessage(read.MessageId!, audience, read.Handover) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Body(string? MessageId, string? Audience, int Handover);
}
