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

    /// <summary>The service's secret; made at the first start, readable by its owner only, never in the database.</summary>
    /// <exception cref="InvalidDataException">The file is not a secret.</exception>
    public byte[] Secret()
    {
        var file = System.IO.Path.Combine(Path, "service.key");
        if (!File.Exists(file)) MakeSecret(file);
        var secret = Convert.FromHexString(File.ReadAllText(file).Trim());
        return secret.Length == SecretBytes ? secret : throw new InvalidDataException($"{file} must hold {SecretBytes} bytes in hex.");
    }

    private void MakeSecret(string file)
    {
        System.IO.Directory.CreateDirectory(Path);
        var draft = file + ".new";
        File.WriteAllText(draft, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(draft, file, overwrite: false);
    }
}
