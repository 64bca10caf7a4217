using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

namespace RecallAlerts.Infra.Tests.Compiler;

/// <summary>What the compiler said.</summary>
/// <param name="ExitCode">0 when it compiled.</param>
/// <param name="Output">The result.</param>
/// <param name="Diagnostics">Warnings and errors, a line each; empty when there are none.</param>
public sealed record Compilation(int ExitCode, string Output, string Diagnostics);

/// <summary>The real Bicep compiler, from its package.</summary>
public static class Bicep
{
    private static readonly string Executable = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(a => a.Key == "BicepPath")?.Value ?? "bicep";

    private static readonly ConcurrentDictionary<string, Lazy<Compilation>> Built = new(StringComparer.Ordinal);

    /// <summary>Why it cannot run here; null when it can.</summary>
    public static string? WhyNot { get; } = Try();

    /// <summary>The ARM template of a file; compiled once.</summary>
    public static Compilation Build(string file) =>
        Built.GetOrAdd(file, f => new Lazy<Compilation>(() => Run(Repository.Infra, "build", f, "--stdout"))).Value;

    /// <summary>Runs it and waits.</summary>
    /// <param name="folder">Where it works.</param>
    /// <param name="arguments">What it is asked.</param>
    public static Compilation Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The compiler did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Compilation(process.ExitCode, output, errors.GetAwaiter().GetResult().Trim());
    }

    private static string? Try()
    {
        try
        {
            var version = Run(AppContext.BaseDirectory, "--version");
            return version.ExitCode == 0 ? null : $"The Bicep compiler answered {version.ExitCode}: {version.Diagnostics}";
        }
        catch (Win32Exception e)
        {
            return $"The Bicep compiler of the package is for Linux on x64 and does not run here: {e.Message}";
        }
    }
}
