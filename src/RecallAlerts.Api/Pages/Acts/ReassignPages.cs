using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Handlers;
using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Api.Pages.Triaging;
using RecallAlerts.Api.Words;
using RecallAlerts.Application.Queries;
using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Api.Pages.Acts;

/// <summary>Giving an alert, not the case, to another practitioner of the PDU or to its duty SPO.</summary>
internal static class ReassignPages
{
    private const string Field = "to";
    private const string Title = "Reassign an alert";

    public static IReadOnlyList<PageRoute> Routes { get; } =
    [
        new("GET", "/alerts/{alertId}/reassign", Permission.Triage, "reassigning an alert", GetAsync),
        new("POST", "/alerts/{alertId}/reassign", Permission.Triage, "reassigning an alert", PostAsync),
    ];

    private static async Task<PageAnswer> GetAsync(PageRequest request) =>
        await FindAsync(request) is { } found ? await AskAsync(request, found, ActPages.From(request.Api.Query("from")), []) : new PageAnswer.NotFound();

    private static async Task<PageAnswer> PostAsync(PageRequest request)
    {
        if (request.Api.Caller.ActsAs() is not { } by || await FindAsync(request) is not { } found) return new PageAnswer.NotFound();
        var from = ActPages.From(request.Field("from"));
        var staff = await StaffOfPdu.ReadAsync(request.Api, found.Case.Release.Pdu);
        if (!Person.TryParse(request.Field(Field), out var to) || !staff.Staff.Staff.Contains(to)) return await AskAsync(request, found, from, [new FieldError(Field, "Choose who takes it")]);
        return await ActOnCase.RunAsync(request.Api, found, new Reassign(by, to), request.Api.Services.Now) switch
        {
            null => new PageAnswer.NotFound(),
            { Outcome: ActOutcome.Refused refused } => await AskAsync(request, found, from, [new FieldError(Field, refused.Reason)]),
            { Outcome: ActOutcome.Unchanged } => new PageAnswer.SeeOther(ActPages.WithDone(from, "unchanged")),
            _ => new PageAnswer.SeeOther(ActPages.WithDone(from, "reassign")),
        };
    }

    // Whom an alert was reassigned to may act on it, but it is not theirs to give on.
    private static async Task<ActOnCase.Found?> FindAsync(PageRequest request) =>
        await ActOnCase.FindAsync(request.Api, request.Api.Route("alertId")) is { } found && request.Api.Caller.Manages(found.Case.Release.Pdu) ? found : null;

    private static async Task<PageAnswer> AskAsync(PageRequest request, ActOnCase.Found found, string from, IReadOnlyList<FieldError> errors)
    {
        var (pdu, alert) = (found.Case.Release.Pdu, found.Record.Alerts.First(a => a.Id == found.Id));
        var staff = await StaffOfPdu.ReadAsync(request.Api, pdu);
        var model = new ReassignModel(alert, found.Case.Release.Crn.Value, AlertWords.TitleOf(alert, found.Case, request.Api.Services.Now), AlertWords.Of(alert, found.Case, request.Api.Services.Now).Says, PersonWords.Of(alert.Owner, pdu), from)
        {
            Choices = [.. staff.Staff.Staff.Where(p => p != alert.Owner).OrderBy(p => staff.Off(p) is null ? 0 : 1).ThenBy(p => staff.LoadOf(p).Open).ThenBy(p => p).Select(p => ChoiceOf(p, staff))],
            Chosen = request.Field(Field), Errors = errors,
        };
        return PageRequest.Show<ReassignPage>((errors.Count > 0 ? "Error: " : "") + Title, model) with
        {
            Releases = [found.Record.WatchId],
            Status = errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    private static Choice ChoiceOf(Person person, StaffOfPdu staff)
    {
        var load = staff.LoadOf(person);
        var off = staff.Off(person) is { } until ? $" Off {until}." : "";
        return new Choice(person.ToString(), PersonWords.Of(person, staff.Pdu)) { Hint = $"{OpenOf(load)}, holds {PageWords.Count(load.Held, "release", "releases")}.{off}" };
    }

    private static string OpenOf(CarriedLoad load) =>
        load.Open == 0 ? "No open alerts" : $"{PageWords.Count(load.Open, "open alert", "open alerts")}{(load.Urgent > 0 ? $", {load.Urgent} urgent" : "")}";
}

/// <summary>A page that asks whom an alert is given to.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Crn">Whose.</param>
/// <param name="Title">Its rule in words.</param>
/// <param name="Says">What is wrong.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="From">The page to go back to.</param>
public sealed record ReassignModel(Alert Alert, string Crn, string Title, string Says, string Owner, string From)
{
    /// <summary>Who may take it: who is there and has least to do first.</summary>
    public required IReadOnlyList<Choice> Choices { get; init; }

    /// <summary>Who was chosen before.</summary>
    public string? Chosen { get; init; }

    /// <summary>What was wrong with the form before.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}
