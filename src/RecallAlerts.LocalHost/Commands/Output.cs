using System.Text.Json;
using Spectre.Console;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>What a command says: words for people, or one JSON document for machines. Errors go to standard error.</summary>
/// <param name="json">Whether a machine reads.</param>
public sealed class Output(bool json)
{
    private const int WidthInAFile = 120;

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Whether a machine reads.</summary>
    public bool IsJson => json;

    /// <summary>Says the result.</summary>
    public void Answer(object forMachines, string forPeople) => System.Console.Out.WriteLine(json ? JsonSerializer.Serialize(forMachines, Web) : forPeople);

    /// <summary>Tables for people: as wide as the terminal; in a file without colours, and wide enough for the names.</summary>
    public static IAnsiConsole Console()
    {
        var toFile = System.Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = toFile ? AnsiSupport.No : AnsiSupport.Detect, Out = new AnsiConsoleOutput(System.Console.Out) });
        if (toFile) console.Profile.Width = WidthInAFile;
        return console;
    }

    /// <summary>Says an error in one line.</summary>
    public static void Error(string message) => System.Console.Error.WriteLine(message);

    /// <summary>Shows progress, on a terminal only.</summary>
    public ProgressLine Progress(string what, string unit) => new(what, unit, !json && !System.Console.IsErrorRedirected && AnsiConsole.Profile.Capabilities.Ansi);
}

/// <summary>One line on a terminal that is written over as work goes on.</summary>
public sealed class ProgressLine(string what, string unit, bool shown) : IDisposable
{
    private const int EveryMilliseconds = 100;
    private long _last;
    private bool _written;

    public void Report(long done, string? more = null)
    {
        if (!shown || Environment.TickCount64 - _last < EveryMilliseconds) return;
        (_last, _written) = (Environment.TickCount64, true);
        Console.Error.Write($"\r{what}: {done:N0} {unit} {more}\u001b[K");
    }

    public void Dispose()
    {
        if (_written) Console.Error.Write("\r\u001b[K");
        _written = false;
    }
}
