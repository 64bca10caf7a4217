using RecallAlerts.Application.Recalls;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>classify: says why people were recalled, a line in and a line out; stores nothing.</summary>
public static class ClassifyCommand
{
    private const int LongestLine = 256 * 1024;

    /// <summary>Answers every line; the exit code is 1 when one could not be read.</summary>
    public static Task<int> RunAsync(Stream input, Stream output, Setting setting, CancellationToken cancellation)
    {
        var classify = new ClassifyLine(setting.Policies.General.Recalls.ReviewBelow);
        return AnswerLines.RunAsync(input, output, LongestLine, classify.Answer, cancellation);
    }
}
