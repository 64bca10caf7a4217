using System.Text.Json;

namespace RecallAlerts.LocalHost.Sending;

/// <summary>
/// Lines of JSON with an id each, appended once. The file is the truth: after anything went wrong with it, it is read again before the next line,
/// because a write that failed may be there all the same, whole or in part.
/// </summary>
internal sealed class MessageFile : IDisposable
{
    public const string IdName = "messageId";

    private readonly string _path;
    private readonly FileStream _guard;
    private HashSet<string>? _ids;

    private MessageFile(string path, FileStream guard) => (_path, _guard) = (path, guard);

    public static MessageFile Open(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        System.IO.Directory.CreateDirectory(folder);

        // On Unix only a file opened for nobody else is locked, and then nobody may read it; so the lock is a file of its own.
        MessageFile? file = null;
        try
        {
            file = new MessageFile(path, new FileStream(path + ".lock", Options(FileMode.OpenOrCreate, FileShare.None)));
            file._ids = file.ReadAndMend();
            return file;
        }
        finally
        {
            if (file?._ids is null) file?.Dispose();
        }
    }

    /// <summary>Appends a line that ends with a line break, unless one with its id is there.</summary>
    public void Append(string id, byte[] line)
    {
        var ids = _ids ??= ReadAndMend();
        if (ids.Contains(id)) return;
        _ids = null;
        using (var stream = new FileStream(_path, Options(FileMode.Append, FileShare.Read)))
        {
            stream.Write(line);
            stream.Flush(flushToDisk: true);
        }

        ids.Add(id);
        _ids = ids;
    }

    public void Dispose() => _guard.Dispose();

    // A line that was cut off is ended, so that the next one stands alone; what it was to say is still in the outbox and is written anew.
    private HashSet<string> ReadAndMend()
    {
        using var stream = new FileStream(_path, Options(FileMode.OpenOrCreate, FileShare.Read));
        var ids = new HashSet<string>(StringComparer.Ordinal);
        using var reader = new StreamReader(stream, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            if (IdOf(line) is { } id) ids.Add(id);
        }

        if (stream.Length > 0 && !EndsWithLineBreak(stream)) stream.WriteByte((byte)'\n');
        stream.Flush(flushToDisk: true);
        return ids;
    }

    private static bool EndsWithLineBreak(FileStream stream)
    {
        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() == '\n';
    }

    private static string? IdOf(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var isNamed = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(IdName, out _);
            return isNamed && document.RootElement.GetProperty(IdName) is { ValueKind: JsonValueKind.String } id ? id.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Addresses of staff: for the owner's eyes only.
    private static FileStreamOptions Options(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Share = share, Access = mode == FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
