namespace RecallAlerts.Infra.Tests.Compiler;

/// <summary>Where the files under test are.</summary>
public static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>The folder of the infrastructure.</summary>
    public static string Infra => Path.Combine(Root, "infra");

    /// <summary>A file's text.</summary>
    public static string Text(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "RecallAlerts.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
