namespace RecallAlerts.Calibration;

/// <summary>Where things are in the repository.</summary>
internal sealed record Root(string Path)
{
    public IReadOnlyList<string> Lexicon => File.ReadAllLines(Language("recall-lexicon.txt"));

    public static Root Find()
    {
        var folder = new DirectoryInfo(Directory.GetCurrentDirectory());
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "RecallAlerts.sln"))) folder = folder.Parent;
        return new Root(folder?.FullName ?? throw new DirectoryNotFoundException("Run this inside the repository."));
    }

    public static int Usage()
    {
        Console.Error.WriteLine("fit | writers [ERRORS-FILE] | held-out [FILE]");
        return 2;
    }

    public string Language(string file) => System.IO.Path.Combine(Path, "src/RecallAlerts.Domain/Recalls/Language", file);

    public List<Narrative> Narratives(string set) => Narrative.Read(Directory.GetFiles(System.IO.Path.Combine(Path, "tests/narratives", set), "*.jsonl"));
}
