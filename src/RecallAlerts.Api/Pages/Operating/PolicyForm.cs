using System.Globalization;
using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Application.Policies;

namespace RecallAlerts.Api.Pages.Operating;

/// <summary>A trial that is asked for.</summary>
/// <param name="From">The first date of release.</param>
/// <param name="To">The last date of release.</param>
/// <param name="Policies">The policy to try.</param>
internal sealed record AskedTrial(DateOnly From, DateOnly To, PolicySet Policies);

/// <summary>Reads the form of a trial: every wrong value is named by its path.</summary>
internal static class PolicyForm
{
    private static readonly DateOnly Earliest = new(2000, 1, 1);
    private static readonly DateOnly Latest = new(2100, 1, 1);

    public static (AskedTrial? Asked, IReadOnlyList<FieldError> Errors) Read(PageRequest request) => Read(request.Field("policy"), request.Field("from"), request.Field("to"));

    public static (AskedTrial? Asked, IReadOnlyList<FieldError> Errors) Read(string? document, string? fromText, string? toText)
    {
        var errors = new List<FieldError>();
        var policies = ReadPolicy(document, errors);
        var (from, to) = (ReadDate("from", "the first date of release", fromText, errors), ReadDate("to", "the last date of release", toText, errors));
        if (to < from) errors.Add(new FieldError("to", "The last date must not be before the first"));
        return errors.Count > 0 ? (null, errors) : (new AskedTrial(from!.Value, to!.Value, policies!), []);
    }

    private static PolicySet? ReadPolicy(string? document, List<FieldError> errors)
    {
        try
        {
            if (document is not null) return PolicyDocument.Load(document);
            errors.Add(new FieldError("policy", "Paste the policy to try"));
        }
        catch (InvalidPolicyException e)
        {
            errors.AddRange(e.Problems.Select(p => new FieldError("policy", Text(p))));
        }

        return null;
    }

    private static string Text(PolicyProblem problem) => problem.Path == PolicyDocument.Whole ? PageWords.Sentence(problem.Reason) : problem.ToString();

    private static DateOnly? ReadDate(string field, string name, string? text, List<FieldError> errors)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date >= Earliest && date <= Latest) return date;
        errors.Add(new FieldError(field, $"Enter {name} such as 2026-04-01"));
        return null;
    }
}
