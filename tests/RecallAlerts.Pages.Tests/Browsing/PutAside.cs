using RecallAlerts.Application.Operations;

namespace RecallAlerts.Pages.Tests.Browsing;

/// <summary>What a queue put aside, which the local host has not: nothing, until a test says otherwise.</summary>
public sealed class PutAside : IDeadLetters
{
    private readonly Dictionary<DeadLetterReason, int> _counts = [];

    /// <summary>Why Service Bus does not answer; null when it does.</summary>
    public string? Failure { get; set; }

    /// <summary>Whether there is more than what is counted.</summary>
    public bool IsMore { get; set; }

    /// <summary>What was asked to be tried again.</summary>
    public List<DeadLetterReason?> Asked { get; } = [];

    /// <summary>Puts events aside, and forgets what was.</summary>
    public void Set(params (string Reason, int Count)[] counts)
    {
        (Failure, IsMore) = (null, false);
        Asked.Clear();
        _counts.Clear();
        foreach (var (reason, count) in counts) _counts[DeadLetterReason.Find(reason)!] = count;
    }

    public Task<DeadLettersFound> CountAsync(CancellationToken cancellation) => Task.FromResult<DeadLettersFound>(Failure is { } why
        ? new DeadLettersFound.Unreachable(why)
        : new DeadLettersFound.Counted([.. _counts.OrderByDescending(c => c.Value).Select(c => new DeadLetterCount(c.Key, c.Value, Demo.Now.PlusHours(-c.Value)))], !IsMore));

    public Task<SentBack> SendBackAsync(DeadLetterReason? reason, CancellationToken cancellation)
    {
        Asked.Add(reason);
        if (Failure is { } why) return Task.FromResult(new SentBack(0, why));
        var sent = 0;
        foreach (var (of, count) in _counts.Where(c => reason is null || c.Key == reason).ToArray())
        {
            var taken = Math.Min(count, IDeadLetters.MostAtOnce - sent);
            sent += taken;
            if (taken == count) _counts.Remove(of);
            else _counts[of] -= taken;
        }

        return Task.FromResult(new SentBack(sent, null));
    }
}
