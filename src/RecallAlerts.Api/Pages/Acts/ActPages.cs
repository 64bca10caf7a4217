using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Handlers;
using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Api.Pages.SignIn;
using RecallAlerts.Api.Words;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Api.Pages.Acts;

/// <summary>What one does to an alert: acknowledge and undo at once, acknowledge with a note, snooze and dismiss on a page of their own, chosen and done in two clicks.</summary>
internal static class ActPages
{
    private const string Snoozing = "Snooze an alert";
    private const string Dismissing = "Dismiss an alert";
    private const string Acknowledging = "Acknowledge an alert";
    private const string NotDone = "Not done";

    public static IReadOnlyList<PageRoute> Routes { get; } =
    [
        new("GET", "/alerts/{alertId}/acknowledge", Permission.Act, "acknowledging an alert", r => AskAsync<AcknowledgePage>(r, Acknowledging)),
        new("POST", "/alerts/{alertId}/acknowledge", Permission.Act, "acknowledging an alert", r => ActAsync<AcknowledgePage, RefusedPage>(r, Acknowledging, (by, _, _) => AcknowledgeForm.Read(r, by))),
        new("POST", "/alerts/{alertId}/undo", Permission.Act, "undoing an act", r => ActAsync<RefusedPage, RefusedPage>(r, NotDone, (by, _, _) => new Chosen(new Undo(by)))),
        new("GET", "/alerts/{alertId}/snooze", Permission.Act, "snoozing an alert", r => AskAsync<SnoozePage>(r, Snoozing)),
        new("POST", "/alerts/{alertId}/snooze", Permission.Act, "snoozing an alert", r => ActAsync<SnoozePage, SnoozePage>(r, Snoozing, (by, found, now) => SnoozeForm.Read(r, by, found, now))),
        new("GET", "/alerts/{alertId}/dismiss", Permission.Act, "dismissing an alert", r => AskAsync<DismissPage>(r, Dismissing)),
        new("POST", "/alerts/{alertId}/dismiss", Permission.Act, "dismissing an alert", r => ActAsync<DismissPage, DismissPage>(r, Dismissing, (by, _, _) => DismissForm.Read(r, by))),
    ];

    private static async Task<PageAnswer> AskAsync<TPage>(PageRequest request, string title)
    {
        if (request.Api.Caller.ActsAs() is null || await ActOnCase.FindAsync(request.Api, request.Api.Route("alertId")) is not { } found) return new PageAnswer.NotFound();
        return Ask<TPage>(request, title, found, From(request.Api.Query("from")), []);
    }

    private static PageAnswer.Shown Ask<TPage>(PageRequest request, string title, ActOnCase.Found found, string from, IReadOnlyList<FieldError> errors)
    {
        var (services, now) = (request.Api.Services, request.Api.Services.Now);
        var alert = found.Record.Alerts.First(a => a.Id == found.Id);
        var words = AlertWords.Of(alert, found.Case, now);
        var model = new ActModel(alert, found.Case.Release.Crn.Value, AlertWords.TitleOf(alert, found.Case, now), words.Says, from, errors)
        {
            Until = SnoozeForm.Choices(alert, found.Case.Policy.Alerts, services.Calendar, now), Fields = request.Form.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal),
        };
        return PageRequest.Show<TPage>((errors.Count > 0 ? "Error: " : "") + title, model) with
        {
            Releases = [found.Record.WatchId],
            Status = errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    private static async Task<PageAnswer> ActAsync<TForm, TRefused>(PageRequest request, string title, Func<Person, ActOnCase.Found, Instant, Chosen> read)
    {
        if (request.Api.Caller.ActsAs() is not { } by || await ActOnCase.FindAsync(request.Api, request.Api.Route("alertId")) is not { } found) return new PageAnswer.NotFound();
        var (now, from) = (request.Api.Services.Now, From(request.Field("from")));
        var chosen = read(by, found, now);
        if (chosen.Act is null) return Ask<TForm>(request, title, found, from, chosen.Errors);
        var acted = await ActOnCase.RunAsync(request.Api, found, chosen.Act, now);
        if (acted is null) return new PageAnswer.NotFound();
        if (acted.Outcome is ActOutcome.Refused refused) return Ask<TRefused>(request, title, found, from, [ErrorOf(refused)]);
        return new PageAnswer.SeeOther(WithDone(from, acted.Outcome is ActOutcome.Unchanged ? "unchanged" : NameOfAct(chosen.Act)));
    }

    // The end is chosen of a list on the page, which may have stood open for long.
    private static FieldError ErrorOf(ActOutcome.Refused refused) => refused.Why == Refusal.OverLimit
        ? new FieldError("until", "Choose again until when: what you chose is past, or later than it may be")
        : new FieldError("reason", refused.Reason);

    private static string NameOfAct(Act act) => act switch
    {
        Acknowledge => "acknowledge",
        SnoozeUntil => "snooze",
        Dismiss => "dismiss",
        _ => "undo",
    };

    // Back to where one came from, at the top, where the notice is.
    internal static string From(string? from) => SignInPages.LocalPath(from);

    internal static string WithDone(string from, string act)
    {
        var question = from.IndexOf('?', StringComparison.Ordinal);
        var kept = question < 0 ? [] : from[(question + 1)..].Split('&').Where(part => !part.StartsWith("done=", StringComparison.Ordinal));
        return $"{(question < 0 ? from : from[..question])}?{string.Join('&', kept.Append($"done={act}"))}";
    }
}

/// <summary>What a form says: an act, or what is wrong with it.</summary>
/// <param name="Act">The act; null when something is wrong.</param>
/// <param name="Errors">What is wrong.</param>
internal sealed record Chosen(Act? Act, params IReadOnlyList<FieldError> Errors);

/// <summary>A page that asks for what an act needs.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Crn">Whose.</param>
/// <param name="Title">Its rule in words.</param>
/// <param name="Says">What is wrong.</param>
/// <param name="From">The page to go back to.</param>
/// <param name="Errors">What was wrong with the form before.</param>
public sealed record ActModel(Alert Alert, string Crn, string Title, string Says, string From, IReadOnlyList<FieldError> Errors)
{
    /// <summary>Until when it may be snoozed; the first is chosen.</summary>
    public IReadOnlyList<SnoozeChoice> Until { get; init; } = [];

    /// <summary>What was entered before.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What was entered in a field before.</summary>
    public string Entered(string field) => Fields.GetValueOrDefault(field) ?? "";
}
