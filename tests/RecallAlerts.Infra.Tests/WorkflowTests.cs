using System.Text.RegularExpressions;
using RecallAlerts.Infra.Tests.Compiler;

namespace RecallAlerts.Infra.Tests;

/// <summary>What may deploy has no secret, says what it would do first, and uses the pinned compiler.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Files => new("ci.yml", "deploy.yml", "deploy-environment.yml");

    [Theory]
    [MemberData(nameof(Files))]
    public void Workflow_HasNoSecret(string file) => Assert.DoesNotContain("secrets.", Text(file), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Files))]
    public void Actions_ArePinned(string file) => Assert.All(Uses().Matches(Text(file)), use => Assert.Matches("^(\\./|[^@]+@(v[0-9]+|[0-9a-f]{40})( |$))", use.Groups["action"].Value));

    [Theory]
    [MemberData(nameof(Files))]
    public void Text_OfOthers_IsNeverPastedIntoAScript(string file) => Assert.DoesNotMatch("(?m)^ +(- )?run:.*\\$\\{\\{", Text(file));

    [Fact]
    public void Deployment_IsByOidc_AndShownBeforeItIsDone()
    {
        var text = Text("deploy-environment.yml");
        Assert.Contains("id-token: write", text, StringComparison.Ordinal);
        Assert.Contains("azure/login@", text, StringComparison.Ordinal);
        Assert.InRange(text.IndexOf("what-if --no-prompt", StringComparison.Ordinal), 0, text.IndexOf("group create", StringComparison.Ordinal));
    }

    [Fact]
    public void Environments_FollowEachOther() => Assert.Matches("(?s)dev:\\s+needs: build.*test:\\s+needs: dev.*prod:\\s+needs: test", Text("deploy.yml"));

    [Fact]
    public void Build_UsesTheRealPackages()
    {
        Assert.Contains("AzurePackages: real", Text("deploy.yml"), StringComparison.Ordinal);
        Assert.Contains("dotnet test", Text("deploy.yml"), StringComparison.Ordinal);
        Assert.Contains("dotnet publish src/RecallAlerts.Functions", Text("deploy.yml"), StringComparison.Ordinal);
        Assert.Contains("bash .ci/run", Text("ci.yml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Compiler_IsThatOfTheTests()
    {
        var pinned = Pin().Match(Repository.Text("Directory.Packages.props")).Groups["version"].Value;
        Assert.Contains($"BICEP_VERSION: v{pinned}\n", Text("deploy-environment.yml"), StringComparison.Ordinal);
    }

    private static string Text(string file) => Repository.Text(".github", "workflows", file);

    [GeneratedRegex(@"uses: (?<action>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Uses();

    [GeneratedRegex(@"Azure\.Bicep\.CommandLine\.linux-x64"" Version=""(?<version>[^""]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pin();
}
