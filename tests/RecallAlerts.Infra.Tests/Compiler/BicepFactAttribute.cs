namespace RecallAlerts.Infra.Tests.Compiler;

/// <summary>A test that needs the compiler: skipped, with the reason, where it cannot run - but never in CI, where that is a failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BicepFactAttribute : FactAttribute
{
    /// <summary>Decides whether to run.</summary>
    public BicepFactAttribute() => Skip = Missing.Compiler;
}

/// <summary>The same for each of several environments.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BicepTheoryAttribute : TheoryAttribute
{
    /// <summary>Decides whether to run.</summary>
    public BicepTheoryAttribute() => Skip = Missing.Compiler;
}

file static class Missing
{
    public static string? Compiler => Environment.GetEnvironmentVariable("CI") == "true" ? null : Bicep.WhyNot;
}
