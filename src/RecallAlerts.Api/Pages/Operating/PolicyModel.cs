using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.WhatIf;

namespace RecallAlerts.Api.Pages.Operating;

/// <summary>Where a policy differs.</summary>
/// <param name="Where">Of what.</param>
/// <param name="Differences">What differs.</param>
public sealed record PolicyDifferences(string Where, IReadOnlyList<PolicyDifference> Differences);

/// <summary>Values that belong together.</summary>
/// <param name="Title">To what they belong.</param>
/// <param name="Numbers">The values.</param>
public sealed record PolicySection(string Title, IReadOnlyList<PolicyNumber> Numbers);

/// <summary>What was tried.</summary>
/// <param name="From">The first date of release.</param>
/// <param name="To">The last date of release.</param>
/// <param name="Comparison">The two policies side by side.</param>
public sealed record TriedPolicy(DateOnly From, DateOnly To, PolicyComparison Comparison);

/// <summary>The policy in force, and what another would have said.</summary>
/// <param name="Version">The version in force.</param>
/// <param name="Differences">From the policy that ships: first everywhere, then region by region. Empty when nothing differs.</param>
/// <param name="Sections">Every value that is in force where a region names nothing else.</param>
/// <param name="Limits">How much a trial may take.</param>
/// <param name="Fields">What was entered before.</param>
/// <param name="Errors">What was wrong with it.</param>
public sealed record PolicyModel(
    string Version, IReadOnlyList<PolicyDifferences> Differences, IReadOnlyList<PolicySection> Sections, TrialLimits Limits, IReadOnlyDictionary<string, string> Fields, IReadOnlyList<FieldError> Errors)
{
    /// <summary>What was tried; null when nothing was.</summary>
    public TriedPolicy? Tried { get; init; }

    /// <summary>What was entered in a field before.</summary>
    public string? Entered(string field) => Fields.GetValueOrDefault(field);

    /// <summary>What is wrong with a field; null when nothing is.</summary>
    public string? Error(string field) => Errors.Any(e => e.Field == field) ? string.Join("; ", Errors.Where(e => e.Field == field).Select(e => e.Text)) : null;

    /// <summary>The policy in force as people read it.</summary>
    internal static PolicyModel Of(PolicySet policies, TrialLimits limits, IReadOnlyDictionary<string, string> fields, IReadOnlyList<FieldError> errors)
    {
        PolicyDifferences Everywhere() => new("Everywhere", PolicyNumbers.Differences(policies.General, PolicyDocument.Default.General));
        var regions = policies.Regions.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => new PolicyDifferences(r.Key, PolicyNumbers.Differences(r.Value, PolicyDocument.Default.General)));
        PolicyDifferences[] differences = [.. regions.Prepend(Everywhere()).Where(d => d.Differences.Count > 0)];
        var sections = PolicyNumbers.Of(policies.General).Where(n => n.Path != PolicyNumbers.Version).GroupBy(n => n.Path[..n.Path.LastIndexOf('.')], StringComparer.Ordinal);
        return new PolicyModel(policies.Version, differences, [.. sections.Select(s => new PolicySection(s.Key, [.. s]))], limits, fields, errors);
    }
}
