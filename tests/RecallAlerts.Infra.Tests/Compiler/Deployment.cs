using System.Collections.Concurrent;
using System.Text.Json;

namespace RecallAlerts.Infra.Tests.Compiler;

/// <summary>A resource as it would be deployed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Json">All of it.</param>
public sealed record Resource(string Id, string Type, JsonElement Json)
{
    /// <summary>Its properties.</summary>
    public JsonElement Properties => Json.GetProperty("properties");

    /// <summary>The last part of its id.</summary>
    public string Name => Id[(Id.LastIndexOf('/') + 1)..];

    /// <summary>What an extension (a role, a diagnostic setting) is attached to.</summary>
    public string Target => Id[..Id.LastIndexOf("/providers/", StringComparison.Ordinal)];

    /// <summary>A property as text.</summary>
    public string? Text(string name) => Properties.TryGetProperty(name, out var value) ? value.ToString() : null;
}

/// <summary>
/// What a parameter file would deploy, as the compiler itself evaluates it without any connection: conditions are decided and names are
/// known; what only Azure knows stays an expression in brackets.
/// </summary>
public sealed class Deployment
{
    private static readonly ConcurrentDictionary<string, Lazy<Deployment>> All = new(StringComparer.Ordinal);

    private Deployment(string text)
    {
        Text = text;
        Resources = [.. JsonDocument.Parse(text).RootElement.GetProperty("predictedResources").EnumerateArray()
            .Select(r => new Resource(r.GetProperty("id").GetString()!, r.GetProperty("type").GetString()!, r))];
    }

    /// <summary>The environments, each with its parameter file.</summary>
    public static TheoryData<string> Environments => new("dev", "test", "prod");

    /// <summary>All of it as JSON.</summary>
    public string Text { get; }

    /// <summary>All resources, those of modules included.</summary>
    public IReadOnlyList<Resource> Resources { get; }

    /// <summary>The deployment of an environment.</summary>
    public static Deployment Of(string environment) =>
        All.GetOrAdd(environment, e => new Lazy<Deployment>(() => new Deployment(Evaluate(e, text => text)))).Value;

    /// <summary>The deployment of an environment whose parameter file is changed.</summary>
    public static Deployment Changed(string environment, Func<string, string> change) => new(Evaluate(environment, change));

    /// <summary>The resources of a type.</summary>
    public IReadOnlyList<Resource> OfType(string type) => [.. Resources.Where(r => r.Type == type)];

    /// <summary>The only resource of a type.</summary>
    public Resource The(string type) => Assert.Single(OfType(type));

    private static string Evaluate(string environment, Func<string, string> change)
    {
        using var copy = new InfraCopy();
        var parameters = Path.Combine(copy.Folder, $"{environment}.bicepparam");
        File.WriteAllText(parameters, change(File.ReadAllText(parameters)));
        var result = Bicep.Run(copy.Folder, "snapshot", $"{environment}.bicepparam", "--mode", "overwrite", "--location", "uksouth",
            "--subscription-id", "11111111-1111-1111-1111-111111111111", "--tenant-id", "22222222-2222-2222-2222-222222222222", "--resource-group", "rg");
        Assert.Equal((0, ""), (result.ExitCode, result.Diagnostics));
        return File.ReadAllText(Path.Combine(copy.Folder, $"{environment}.snapshot.json"));
    }
}
