namespace RecallAlerts.Infra.Tests.Compiler;

/// <summary>A copy of the infrastructure's files, for what the compiler writes beside them.</summary>
public sealed class InfraCopy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recallalerts-infra-");

    /// <summary>Makes the copy.</summary>
    public InfraCopy()
    {
        foreach (var file in Files(Repository.Infra)) Copy(file);
    }

    /// <summary>Where it is.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Every file's text, by its path.</summary>
    public static SortedDictionary<string, string> Texts(string folder) =>
        new(Files(folder).ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText, StringComparer.Ordinal), StringComparer.Ordinal);

    /// <inheritdoc />
    public void Dispose() => _folder.Delete(recursive: true);

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*bicep*", SearchOption.AllDirectories);

    private void Copy(string file)
    {
        var target = Path.Combine(Folder, Path.GetRelativePath(Repository.Infra, file));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(file, target);
    }
}
