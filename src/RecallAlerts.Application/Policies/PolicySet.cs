using RecallAlerts.Domain.Policies;

namespace RecallAlerts.Application.Policies;

/// <summary>A validated policy document: the policy of every region.</summary>
/// <param name="General">The policy of regions that name no difference.</param>
/// <param name="Regions">Policies of regions that differ, by slug.</param>
public sealed record PolicySet(Policy General, IReadOnlyDictionary<string, Policy> Regions)
{
    /// <summary>The version of the document.</summary>
    public string Version => General.Version;

    /// <summary>The policy in force in a region.</summary>
    public Policy Of(string region) => Regions.GetValueOrDefault(region, General);
}

/// <summary>A wrong value of a policy document.</summary>
/// <param name="Path">Where, as written: rules.noContact.graceDays.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record PolicyProblem(string Path, string Reason)
{
    /// <inheritdoc />
    public override string ToString() => $"{Path}: {Reason}";
}

/// <summary>A policy document that cannot be used.</summary>
/// <param name="problems">Every wrong value.</param>
public sealed class InvalidPolicyException(IReadOnlyList<PolicyProblem> problems)
    : FormatException("The policy is not valid: " + string.Join("; ", problems))
{
    /// <summary>Every wrong value.</summary>
    public IReadOnlyList<PolicyProblem> Problems { get; } = problems;
}
