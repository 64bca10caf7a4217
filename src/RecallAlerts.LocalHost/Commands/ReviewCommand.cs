using RecallAlerts.Application.Reviews;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>review: answers worked cases, a line in and a line out.</summary>
public static class ReviewCommand
{
    private const int LongestCase = 4 * 1024 * 1024;

    /// <summary>Answers every case; the exit code is 1 when one could not be read.</summary>
    public static Task<int> RunAsync(Stream input, Stream output, Setting setting, CancellationToken cancellation)
    {
        var review = new ReviewLine(setting.Policies, setting.Calendar);
        return AnswerLines.RunAsync(input, output, LongestCase, review.Answer, cancellation);
    }
}
