using System.Text.Json;
using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Azure.ServiceBus;

/// <summary>What a broker carries of a message: which one it is, and in whose outbox it stands. What it says is read there, when it is sent.</summary>
/// <param name="MessageId">Its identity.</param>
/// <param name="Audience">For whom it was decided.</param>
public sealed record HandedMessage(string MessageId, Person Audience)
{
    private const int LongestId = 128;

    /// <summary>As a body.</summary>
    public BinaryData ToBody() => BinaryData.FromObjectAsJson(new Body(MessageId, Audience.ToString()), JsonSerializerOptions.Web);

    /// <summary>Reads a body; null when it is not one.</summary>
    public static HandedMessage? Read(BinaryData body)
    {
        try
        {
            var read = body.ToObjectFromJson<Body>(JsonSerializerOptions.Web);
            var isOne = read is { MessageId.Length: > 0 and <= LongestId } && Person.TryParse(read.Audience, out _);
            return isOne && Person.TryParse(read!.Audience, out var audience) ? new HandedMessage(read.MessageId!, audience) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Body(string? MessageId, string? Audience);
}
