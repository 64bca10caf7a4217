using System.Security.Cryptography;
using System.Text;

namespace RecallAlerts.Application.Exports;

/// <summary>
/// Makes the keys that stand for people, releases and recalls in exports: HMAC-SHA-256 under a key of the project, which is derived from the
/// service's secret and is stored nowhere. The same person has the same key in all exports of a project, and another in each other project.
/// For one thread at a time.
/// </summary>
public sealed class ExportKeys : IDisposable
{
    private const int HashBytes = 32;
    private const int KeyBytes = 16;
    private const int LongestText = 1_024;
    private readonly IncrementalHash _hash;
    private readonly byte[] _text = new byte[LongestText];

    /// <summary>Keys of a project.</summary>
    /// <param name="secret">The service's secret.</param>
    /// <param name="project">The name of the project; null and empty are one project too.</param>
    public ExportKeys(byte[] secret, string? project)
    {
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, HashBytes, info: Encoding.UTF8.GetBytes($"exports|{project}"));
        _hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>The key of a person, by CRN.</summary>
    public string PersonOf(string crn) => Hash("person|"u8, crn);

    /// <summary>The key of a release, by releaseId.</summary>
    public string ReleaseOf(string releaseId) => Hash("release|"u8, releaseId);

    /// <summary>The key of a recall: a recallId is told apart within its release only.</summary>
    public string RecallOf(string releaseId, string recallId)
    {
        Append("recall|"u8, releaseId);
        return Hash("|"u8, recallId);
    }

    /// <inheritdoc />
    public void Dispose() => _hash.Dispose();

    private string Hash(ReadOnlySpan<byte> kind, string text)
    {
        Append(kind, text);
        Span<byte> hash = stackalloc byte[HashBytes];
        _hash.GetHashAndReset(hash);
        return Convert.ToHexStringLower(hash[..KeyBytes]);
    }

    private void Append(ReadOnlySpan<byte> kind, string text)
    {
        _hash.AppendData(kind);
        if (text.Length * 3 > LongestText) _hash.AppendData(Encoding.UTF8.GetBytes(text));
        else _hash.AppendData(_text.AsSpan(0, Encoding.UTF8.GetBytes(text, _text)));
    }
}
