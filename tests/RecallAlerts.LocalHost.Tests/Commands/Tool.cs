using System.Diagnostics;

namespace RecallAlerts.LocalHost.Tests.Commands;

/// <summary>What the program answered to the shell.</summary>
/// <param name="Exit">The exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
public sealed record Ran(int Exit, string Output, string Errors)
{
    /// <summary>The one line of errors.</summary>
    public string OneError => Assert.Single(Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>The program as a user runs it, in a folder of its own.</summary>
public sealed class Tool : IDisposable
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(60);

    /// <summary>The working folder.</summary>
    public string Folder { get; } = System.IO.Directory.CreateTempSubdirectory("tool-").FullName;

    /// <summary>The data folder.</summary>
    public string Data => PathOf("data");

    public static string Program => Path.Combine(AppContext.BaseDirectory, "RecallAlerts.LocalHost.dll");

    public void Dispose() => System.IO.Directory.Delete(Folder, recursive: true);

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Write(string name, params string[] lines)
    {
        File.WriteAllText(PathOf(name), string.Join('\n', lines) + "\n");
        return PathOf(name);
    }

    public Task<Ran> RunAsync(params string[] arguments) => RunAsync(null, arguments);

    public async Task<Ran> RunAsync(string? input, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (input is not null) await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(EndsWithin);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail($"{string.Join(' ', arguments)} did not end.");
        }

        return new Ran(process.ExitCode, await output, await errors);
    }
}
