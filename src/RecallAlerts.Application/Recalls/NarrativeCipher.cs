using System.Security.Cryptography;
using System.Text;

namespace RecallAlerts.Application.Recalls;

/// <summary>Encrypts narratives at rest (AES-GCM), under a key that is derived from the service's key and is never in the database.</summary>
/// <param name="serviceKey">The service's key.</param>
/// <param name="purpose">What is encrypted: each has a key of its own.</param>
public sealed class NarrativeCipher(byte[] serviceKey, string purpose = NarrativeCipher.Narratives)
{
    /// <summary>Narratives of recalls.</summary>
    public const string Narratives = "recall-narratives";

    /// <summary>The words with which people confirm or replace the reason of a recall.</summary>
    public const string Answers = "recall-answers";

    /// <summary>HMPPS envelopes that cannot be applied yet.</summary>
    public const string Envelopes = "held-envelopes";

    /// <summary>The keys that protect sessions and forms.</summary>
    public const string SessionKeys = "session-keys";

    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly byte[] _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, serviceKey, 32, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>Nonce, tag and cipher text; null for null.</summary>
    public byte[]? Encrypt(string? narrative)
    {
        if (narrative is null) return null;
        var plain = Encoding.UTF8.GetBytes(narrative);
        var sealedText = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(sealedText.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(_key, TagBytes);
        aes.Encrypt(sealedText.AsSpan(0, NonceBytes), plain, sealedText.AsSpan(NonceBytes + TagBytes), sealedText.AsSpan(NonceBytes, TagBytes));
        return sealedText;
    }

    /// <summary>The narrative; null for null.</summary>
    /// <exception cref="CryptographicException">It was encrypted under another key, or changed.</exception>
    public string? Decrypt(byte[]? sealedText)
    {
        if (sealedText is null) return null;
        var plain = new byte[sealedText.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(_key, TagBytes);
        aes.Decrypt(sealedText.AsSpan(0, NonceBytes), sealedText.AsSpan(NonceBytes + TagBytes), sealedText.AsSpan(NonceBytes, TagBytes), plain);
        return Encoding.UTF8.GetString(plain);
    }
}
