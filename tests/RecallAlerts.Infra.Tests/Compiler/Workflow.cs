using YamlDotNet.RepresentationModel;

namespace RecallAlerts.Infra.Tests.Compiler;

/// <summary>A workflow of GitHub Actions, parsed.</summary>
/// <param name="root">Its document.</param>
public sealed class Workflow(YamlMappingNode root)
{
    /// <summary>Its jobs by name.</summary>
    public IReadOnlyDictionary<string, YamlMappingNode> Jobs => ((YamlMappingNode)root["jobs"]).ToDictionary(j => j.Key.ToString(), j => (YamlMappingNode)j.Value, StringComparer.Ordinal);

    /// <summary>Reads one.</summary>
    public static Workflow Of(string file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Repository.Text(".github", "workflows", file)));
        return new Workflow((YamlMappingNode)Assert.Single(yaml.Documents).RootNode);
    }

    /// <summary>The values of a key wherever it stands: all actions (uses), all scripts (run).</summary>
    public IReadOnlyList<string> All(string key) => [.. root.AllNodes.OfType<YamlMappingNode>().SelectMany(n => n).Where(n => n.Key.ToString() == key).Select(n => n.Value.ToString())];

    /// <summary>All values, without comments.</summary>
    public IReadOnlyList<string> Values => [.. root.AllNodes.OfType<YamlScalarNode>().Select(n => n.Value ?? "")];

    /// <summary>What a job waits for.</summary>
    public string? Needs(string job) => Jobs[job].Children.TryGetValue("needs", out var needs) ? needs.ToString() : null;
}
