using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Api.Pages.Acts;

/// <summary>Dismissing: a reason that counts in what is published of the rule, and words.</summary>
internal static class DismissForm
{
    private const int LongestWords = 2_000;

    public static IReadOnlyList<(string Value, string Text, string Hint)> Reasons { get; } =
    [
        ("wrong", "It is wrong", "What it says is not so."),
        ("known", "It is known", "It is so, and nothing more is to be done about it."),
        ("not-useful", "It is not useful", "It is so, and does not help."),
    ];

    public static Chosen Read(PageRequest request, Person by)
    {
        var errors = new List<FieldError>();
        var reason = Reasons.FirstOrDefault(r => r.Value == request.Field("reason")).Value;
        if (reason is null) errors.Add(new FieldError("reason", "Choose why"));
        if (request.Field("words") is not { } words) errors.Add(new FieldError("words", "Say in a few words why"));
        else if (words.Length > LongestWords) errors.Add(new FieldError("words", $"Use {LongestWords} characters or fewer"));
        else if (reason is not null) return new Chosen(new Dismiss(by, reason, words));
        return new Chosen(null, errors);
    }
}
