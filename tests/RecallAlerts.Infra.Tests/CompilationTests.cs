using RecallAlerts.Infra.Tests.Compiler;

namespace RecallAlerts.Infra.Tests;

/// <summary>Every file compiles without a word from the compiler, the linter and the formatter.</summary>
public sealed class CompilationTests
{
    [BicepTheory]
    [InlineData("main.bicep")]
    [InlineData("secrets.bicep")]
    public void Template_Compiles_WithoutWarning(string file)
    {
        var result = Bicep.Build(file);
        Assert.Equal((0, ""), (result.ExitCode, result.Diagnostics));
    }

    [BicepTheory]
    [MemberData(nameof(Deployment.Environments), MemberType = typeof(Deployment))]
    public void Parameters_Compile_WithoutWarning(string environment)
    {
        var result = Bicep.Run(Repository.Infra, "build-params", $"{environment}.bicepparam", "--stdout");
        Assert.Equal((0, ""), (result.ExitCode, result.Diagnostics));
    }

    [BicepFact]
    public void Files_AreFormatted()
    {
        using var copy = new InfraCopy();
        Assert.All(["**/*.bicep", "*.bicepparam"], pattern => Assert.Equal(0, Bicep.Run(copy.Folder, "format", "--pattern", pattern).ExitCode));
        Assert.Equal(InfraCopy.Texts(copy.Folder), InfraCopy.Texts(Repository.Infra));
    }

    [Fact]
    public void Compiler_InCi_IsThere()
    {
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Null(Bicep.WhyNot);
    }
}
