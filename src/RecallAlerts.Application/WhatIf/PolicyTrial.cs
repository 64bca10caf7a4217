using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Policies;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Application.WhatIf;

/// <summary>How much a trial beside a running service may take.</summary>
/// <param name="Releases">The most releases.</param>
/// <param name="Time">The longest time.</param>
public sealed record TrialLimits(int Releases, TimeSpan Time)
{
    /// <summary>1,000 releases and a minute.</summary>
    public static TrialLimits Default { get; } = new(1_000, TimeSpan.FromMinutes(1));
}

/// <summary>What became of a trial. A closed hierarchy.</summary>
public abstract record TrialOutcome
{
    private TrialOutcome()
    {
    }

    /// <summary>It was played.</summary>
    /// <param name="Comparison">The two policies side by side.</param>
    public sealed record Compared(PolicyComparison Comparison) : TrialOutcome;

    /// <summary>There are more releases than may be played here.</summary>
    /// <param name="Releases">How many there are.</param>
    public sealed record TooMany(int Releases) : TrialOutcome;

    /// <summary>It was not done in time.</summary>
    public sealed record TookTooLong : TrialOutcome;

    /// <summary>Another trial is under way.</summary>
    public sealed record Busy : TrialOutcome;
}

/// <summary>Compares policies beside a running service: one trial at a time, and never more than the limits allow.</summary>
/// <param name="store">Where cases are kept.</param>
/// <param name="compare">Compares.</param>
/// <param name="limits">How much it may take.</param>
/// <param name="time">The clock for the longest time.</param>
public sealed class PolicyTrial(ICaseStore store, ComparePolicies compare, TrialLimits limits, TimeProvider time)
{
    private int _isRunning;

    /// <summary>How much it may take.</summary>
    public TrialLimits Limits => limits;

    /// <summary>Plays releases of local dates under both policies.</summary>
    /// <param name="from">The first date of release.</param>
    /// <param name="to">The last date of release.</param>
    /// <param name="inForce">The policy in force.</param>
    /// <param name="other">The other policy.</param>
    /// <param name="cancellation">Ends the play.</param>
    public async Task<TrialOutcome> RunAsync(DateOnly from, DateOnly to, PolicySet inForce, PolicySet other, CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _isRunning, 1) == 1) return new TrialOutcome.Busy();
        try
        {
            return await PlayAsync(from, to, inForce, other, cancellation);
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    private async Task<TrialOutcome> PlayAsync(DateOnly from, DateOnly to, PolicySet inForce, PolicySet other, CancellationToken cancellation)
    {
        var releases = await store.ReleasedBetweenAsync(LondonTime.StartOf(from), LondonTime.StartOf(to.AddDays(1)), cancellation);
        if (releases.Count > limits.Releases) return new TrialOutcome.TooMany(releases.Count);
        using var longest = new CancellationTokenSource(limits.Time, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(longest.Token, cancellation);
        try
        {
            return new TrialOutcome.Compared(await compare.RunAsync(from, to, inForce, other, null, either.Token));
        }
        catch (OperationCanceledException) when (longest.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new TrialOutcome.TookTooLong();
        }
    }
}
