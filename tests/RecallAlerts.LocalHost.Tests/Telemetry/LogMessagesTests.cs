using System.Text.RegularExpressions;

namespace RecallAlerts.LocalHost.Tests.Telemetry;

/// <summary>What may be logged, read from the sources: only by [LoggerMessage], under an id of its own, with names that no person can hide behind.</summary>
public sealed partial class LogMessagesTests
{
    private static readonly string[] Allowed =
        ["Problem", "Reason", "Unwatched", "Overdue", "Expired", "Watched", "Unsent", "Held", "Sent", "Failed", "WatchId", "Count", "Status", "Kind", "Type", "Tries", "Seconds", "Code", "Field", "Woken", "Dispatched", "MessageId", "Why", "Narratives", "Histories", "PendingTooLong", "Failing", "Stale", "Classified", "Told", "Trace", "Releases", "Recalled", "Removed", "Heads", "Number", "Hash", "Entries", "Chains", "Anchors", "Found", "Findings", "Forgotten", "Made"];

    private static readonly string Root = RootOf(AppContext.BaseDirectory);

    [Fact]
    public void Messages_HaveIdsThatAreUniqueInTheSolution()
    {
        var ids = Messages().Select(m => Number().Match(m).Groups["id"].Value).ToArray();
        Assert.True(ids.Length >= 6);
        Assert.DoesNotContain("", ids);
        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Messages_AreInTheDocumentation()
    {
        var documented = File.ReadAllText(Path.Combine(Root, "docs", "operations.md"));
        Assert.All(Messages().Select(m => Number().Match(m).Groups["id"].Value), id => Assert.Contains($"| {id} |", documented, StringComparison.Ordinal));
    }

    [Fact]
    public void Messages_NameNothingThatMayBeAPerson() =>
        Assert.All(Messages().SelectMany(m => Hole().Matches(m)).Select(h => h.Groups["name"].Value), name => Assert.Contains(name, Allowed));

    [Fact]
    public void Logs_AreWrittenByMessagesOnly() =>
        Assert.All(Sources(), s => Assert.DoesNotMatch(Direct(), s.Text));

    private static IEnumerable<string> Messages() => Sources().SelectMany(s => Message().Matches(s.Text)).Select(m => m.Value);

    private static IEnumerable<(string File, string Text)> Sources() => System.IO.Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(f => (f, File.ReadAllText(f)));

    private static string RootOf(string folder) => File.Exists(Path.Combine(folder, "RecallAlerts.sln")) ? folder : RootOf(Path.GetDirectoryName(folder)!);

    [GeneratedRegex(@"\[LoggerMessage\((?:[^\]""]|""(?:[^""\\]|\\.)*"")*\)\]", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Message();

    [GeneratedRegex(@"EventId\s*=\s*(?<id>\d+)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Number();

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Hole();

    [GeneratedRegex(@"\.Log(?:Trace|Debug|Information|Warning|Error|Critical)\(", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Direct();
}
