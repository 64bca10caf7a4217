using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Api.Pages.Recalls;

/// <summary>A person's answer on why somebody was recalled: a reason, perhaps others, and words.</summary>
internal static class ReasonForms
{
    private const int LongestWords = 2_000;

    /// <summary>The form before anybody entered something: no reason is chosen, so that the classifier's is not taken for want of a choice.</summary>
    public static ReasonForm Empty { get; } = new(null, [], "", []);

    /// <summary>Reads the form: an answer, or what is wrong with it. The first reason is no other one too.</summary>
    public static (ReasonAnswer? Answer, ReasonForm Form) Read(string? primary, IReadOnlyList<string> secondary, string? words)
    {
        var errors = new List<FieldError>();
        if (!RecallReasons.TryParse(primary, out var reason)) errors.Add(new FieldError("primary", "Choose the earliest cause that led to the recall"));
        var others = secondary.Select(text => RecallReasons.TryParse(text, out var other) ? other : RecallReason.InsufficientInformation)
            .Where(other => other != reason && other != RecallReason.InsufficientInformation).Distinct().Order().ToArray();
        if (errors.Count == 0 && reason == RecallReason.InsufficientInformation && others.Length > 0) errors.Add(new FieldError("secondary", "Where there is not enough information, tick no other cause"));
        if (words is null) errors.Add(new FieldError("words", "Say in a few words why"));
        else if (words.Length > LongestWords) errors.Add(new FieldError("words", $"Use {LongestWords} characters or fewer"));
        return (errors.Count == 0 ? new ReasonAnswer(reason, others) : null, new ReasonForm(primary, secondary, words ?? "", errors));
    }
}
