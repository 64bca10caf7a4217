using System.Security.Cryptography;

namespace RecallAlerts.LocalHost.Composition;

/// <summary>What is kept on this machine: the database, the secret beside it, and the file of messages.</summary>
/// <param name="Path">The folder.</param>
public sealed record DataFolder(string Path)
{
    private const int SecretBytes = 32;

    public string Database => System.IO.Path.Combine(Path, "recall-alerts.db");

    public string Messages => System.IO.Path.Combine(Path, "messages.ndjson");

    /// <summary>Exports that are made in the background; emptied at each start.</summary>
    public string Exports => System.IO.Path.Combine(Path, "exports");

    public string Directory => System.IO.Path.Combine(Path, "directory.json");

    private string Key => System.IO.Path.Combine(Path, "service.key");

    /// <summary>The service's secret; made at the first start, readable by its owner only, never in the database.</summary>
    /// <exception cref="InvalidDataException">The file is not a secret.</exception>
    public byte[] Secret()
    {
        if (!File.Exists(Key)) Keep(RandomNumberGenerator.GetBytes(SecretBytes));
        var secret = Convert.FromHexString(File.ReadAllText(Key).Trim());
        return secret.Length == SecretBytes ? secret : throw new InvalidDataException($"{Key} must hold {SecretBytes} bytes in hex.");
    }

    /// <summary>Keeps a secret in a folder that has none.</summary>
    public void Keep(byte[] secret)
    {
        System.IO.Directory.CreateDirectory(Path);
        var draft = Key + ".new";
        File.WriteAllText(draft, Convert.ToHexStringLower(secret));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(draft, Key, overwrite: false);
    }
}
