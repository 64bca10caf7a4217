using RecallAlerts.Application.Telemetry;

namespace RecallAlerts.LocalHost.Tests.Telemetry;

/// <summary>docs/operations.md names every instrument with its unit, and every alarm that an instrument names.</summary>
public sealed class DocumentationTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Root(AppContext.BaseDirectory), "docs", "operations.md"));

    [Fact]
    public void Operations_HaveARowForEveryInstrument()
    {
        using var instruments = new Instruments();
        using var heard = new Heard(instruments);
        Assert.All(heard.Instruments, i => Assert.Contains($"| `{i.Name}` | {i.Unit} |", Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Operations_HaveARowForEveryAlarm()
    {
        using var instruments = new Instruments();
        using var heard = new Heard(instruments);
        var alarms = heard.Instruments.Where(i => i.Description!.Contains("Alarm: ", StringComparison.Ordinal)).Select(i => i.Description!.Split("Alarm: ")[1].Split('.', ',')[0]).Distinct().ToArray();
        Assert.True(alarms.Length > 8);
        Assert.All(alarms, a => Assert.Contains($"| **{a}** |", Text, StringComparison.Ordinal));
    }

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "RecallAlerts.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
