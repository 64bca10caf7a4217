using System.Security.Cryptography;
using System.Text;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Alerts;

/// <summary>
/// The identity of an alert: the first 32 hex digits of SHA-256 of {releaseId}|{rule}|{key}. The same condition is the same alert for
/// ever, whoever computes it. It counts as personal data: it can be guessed back.
/// </summary>
/// <param name="Value">32 hex digits, lower case.</param>
public readonly record struct AlertId(string Value) : IComparable<AlertId>
{
    /// <summary>Computes the identity.</summary>
    public static AlertId Of(ReleaseId release, RuleId rule, string key)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{release.Value}|{NameOf<RuleId>.Text(rule)}|{key}"), hash);
        return new AlertId(Convert.ToHexStringLower(hash[..16]));
    }

    /// <summary>Reads an alert id; false when it is not 32 hex digits in lower case.</summary>
    public static bool TryParse(string? text, out AlertId id)
    {
        id = new AlertId(text ?? "");
        return text is { Length: 32 } && !text.Any(digit => !char.IsAsciiHexDigitLower(digit));
    }

    /// <inheritdoc />
    public int CompareTo(AlertId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
