using System.Security.Cryptography;
using System.Text;
using RecallAlerts.Domain.Delivery;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Cases;

/// <summary>
/// The service's secret, under which identities are made that show nobody: the id of a watch, of a message, of who an event is held for.
/// </summary>
/// <param name="key">32 bytes or more; kept outside the database.</param>
public sealed class ServiceKey(byte[] key)
{
    private const int Digits = 32;

    /// <summary>The id of a release in logs, keys and histories: no CRN can be read from it.</summary>
    public string WatchIdOf(ReleaseId releaseId) => Hash($"watch|{releaseId.Value}");

    /// <summary>The id of a message: the same decision has the same id, however often it is made.</summary>
    public string MessageIdOf(Message message)
    {
        var first = message.Alerts.Count > 0 ? message.Alerts[0].Value : message.Releases[0].Value;
        return Hash($"message|{NameOf<MessageKind>.Text(message.Kind)}|{message.Audience}|{first}|{message.At}");
    }

    /// <summary>The key under which an event for an unknown subject is held.</summary>
    public string SubjectKeyOf(string subject) => Hash($"subject|{subject}");

    /// <summary>The key under which an envelope is kept.</summary>
    public string EnvelopeKeyOf(string canonical) => Hash($"envelope|{canonical}");

    private string Hash(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)))[..Digits];
}
