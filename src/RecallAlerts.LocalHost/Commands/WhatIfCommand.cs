using RecallAlerts.Application.Policies;
using RecallAlerts.Application.WhatIf;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Sqlite;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>What is compared.</summary>
/// <param name="From">The first local date of release.</param>
/// <param name="To">The last local date of release.</param>
/// <param name="InForce">The policy in force.</param>
public sealed record WhatIfOptions(DateOnly From, DateOnly To, PolicySet InForce);

/// <summary>what-if: plays the stored timelines under another policy and under the policy in force, and says what each would have done.</summary>
public static class WhatIfCommand
{
    /// <summary>Plays and tells; the store itself is only read.</summary>
    /// <param name="options">What is compared.</param>
    /// <param name="data">Where the store is.</param>
    /// <param name="other">The other policy, and the calendar for both.</param>
    /// <param name="output">Says the result.</param>
    /// <param name="cancellation">Ends the play.</param>
    public static async Task<int> RunAsync(WhatIfOptions options, DataFolder data, Setting other, Output output, CancellationToken cancellation)
    {
        if (options.To < options.From) throw new FormatException("--to must not be before --from.");
        if (!File.Exists(data.Database)) throw new InvalidDataException($"There is no store in {data.Path}.");
        await using var services = new Services(SqliteDatabase.Open(data.Database, SqliteUse.Alone), other with { Secret = PlayedInMemory.Secret });
        using var progress = output.Progress("Playing", "releases");
        var compare = new ComparePolicies(services.Cases, new SqliteTimelines(services.Database), other.Calendar, new PlayedInMemory(other.Calendar).PlayAsync);
        var comparison = await compare.RunAsync(options.From, options.To, options.InForce, other.Policies, n => progress.Report(n), cancellation);
        progress.Dispose();
        WhatIfReport.Write(options, comparison, output);
        return ExitCode.Done;
    }
}
