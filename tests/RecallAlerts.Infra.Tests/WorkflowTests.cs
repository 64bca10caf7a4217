using System.Text.RegularExpressions;
using RecallAlerts.Infra.Tests.Compiler;

namespace RecallAlerts.Infra.Tests;

/// <summary>What may deploy has no secret, says what it would do first, and uses the pinned compiler.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Files => new("ci.yml", "deploy.yml", "deploy-environment.yml");

    [Theory]
    [MemberData(nameof(Files))]
    public void Workflow_HasNoSecret(string file) => Assert.DoesNotContain(Workflow.Of(file).Values, v => v.Contains("secrets.", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Actions_ArePinned(string file) => Assert.All(Workflow.Of(file).All("uses"), use => Assert.Matches(@"^(\./.+|[^@]+@(v[0-9]+|[0-9a-f]{40}))$", use));

    /// <summary>An expression inside a script runs whatever it holds; scripts take variables instead.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Scripts_HoldNoExpression(string file) => Assert.DoesNotContain(Workflow.Of(file).All("run"), run => run.Contains("${{", StringComparison.Ordinal));

    [Fact]
    public void Deployment_IsByOidc_AndShownBeforeItIsDone()
    {
        var workflow = Workflow.Of("deploy-environment.yml");
        Assert.Equal(["write"], workflow.All("id-token"));
        Assert.Equal(2, workflow.All("uses").Count(u => u.StartsWith("azure/login@", StringComparison.Ordinal)));
        Assert.Contains("what-if", workflow.Jobs["preview"].ToString(), StringComparison.Ordinal);
        Assert.Equal("preview", workflow.Needs("deploy"));
        Assert.Equal(["${{ inputs.environment }}-preview", "${{ inputs.environment }}"], workflow.All("environment").Where(e => e.StartsWith('$')));
    }

    [Fact]
    public void Environments_FollowEachOther()
    {
        var workflow = Workflow.Of("deploy.yml");
        Assert.Equal([null, "build", "dev", "test"], new[] { "build", "dev", "test", "prod" }.Select(workflow.Needs));
    }

    [Fact]
    public void Build_UsesTheRealPackages()
    {
        var workflow = Workflow.Of("deploy.yml");
        Assert.Equal(["real"], workflow.All("AzurePackages"));
        Assert.Contains("dotnet test", workflow.All("run"));
        Assert.Contains(workflow.All("run"), run => run.StartsWith("dotnet publish src/RecallAlerts.Functions ", StringComparison.Ordinal));
        Assert.Contains("bash .ci/run", Workflow.Of("ci.yml").All("run"));
    }

    [Fact]
    public void Compiler_IsThatOfTheTests()
    {
        var pinned = Pin().Match(Repository.Text("Directory.Packages.props")).Groups["version"].Value;
        Assert.Equal([$"v{pinned}"], Workflow.Of("deploy-environment.yml").All("BICEP_VERSION"));
    }

    [GeneratedRegex(@"Azure\.Bicep\.CommandLine\.linux-x64"" Version=""(?<version>[^""]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pin();
}
