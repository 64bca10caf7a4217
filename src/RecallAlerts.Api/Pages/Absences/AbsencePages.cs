using Microsoft.AspNetCore.Http;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Api.Pages.Triaging;
using RecallAlerts.Application.Absences;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Api.Pages.Absences;

/// <summary>Who is off and who covers: entered and ended here by managers of the PDU.</summary>
internal static class AbsencePages
{
    private const string Path = "/triage/absences";

    public static IReadOnlyList<PageRoute> Routes { get; } =
    [
        new("GET", Path, Permission.Triage, "absences of the PDU", r => ShowAsync(r, [])) { ShowsNobody = true },
        new("POST", Path, Permission.Triage, "entering an absence", EnterAsync) { ShowsNobody = true },
        new("POST", Path + "/{absenceId}/end", Permission.Triage, "ending an absence", EndAsync) { ShowsNobody = true },
    ];

    private static async Task<PageAnswer> ShowAsync(PageRequest request, IReadOnlyList<FieldError> errors)
    {
        if (request.Api.Caller.Pdu is not { } pdu) return new PageAnswer.NotFound();
        var staff = await StaffOfPdu.ReadAsync(request.Api, pdu);
        var model = new AbsencesModel(pdu, Lines(staff), errors)
        {
            Staff = [.. staff.Staff.Staff.Select(p => ChoiceOf(p, pdu))], Covers = [.. staff.Staff.Covers.Select(p => ChoiceOf(p, pdu))],
            Fields = request.Form.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal), Done = DoneWords.Of(request.Api.Query("done")),
        };
        return PageRequest.Show<AbsencesPage>(errors.Count > 0 ? "Error: Absences" : "Absences", model) with
        {
            Status = errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    private static async Task<PageAnswer> EnterAsync(PageRequest request)
    {
        if (request.Api.Caller is not { Pdu: { } pdu } caller || caller.ActsAs() is not { } by) return new PageAnswer.NotFound();
        if (AbsenceForm.Read(request.Field) is { Absence: null } wrong) return await ShowAsync(request, wrong.Errors);
        var (services, staff) = (request.Api.Services, await StaffOfPdu.ReadAsync(request.Api, pdu));
        var refusals = await new EnterAbsence(services.Directory).RunAsync(AbsenceForm.Read(request.Field).Absence!, staff.Staff, by, services.Now, request.Api.Cancellation);
        return refusals.Count > 0 ? await ShowAsync(request, [.. refusals.Select(AbsenceForm.Of)]) : new PageAnswer.SeeOther($"{Path}?done=absence");
    }

    private static async Task<PageAnswer> EndAsync(PageRequest request)
    {
        if (request.Api.Caller.Pdu is not { } pdu) return new PageAnswer.NotFound();
        var (services, id) = (request.Api.Services, request.Api.Route("absenceId"));
        var isThere = await new EnterAbsence(services.Directory).EndAsync(id, pdu, services.Now, request.Api.Cancellation);
        return isThere ? new PageAnswer.SeeOther($"{Path}?done=absence-ended") : new PageAnswer.NotFound();
    }

    // Those of the PDU that have not ended: entered ones can be ended here, those of the directory only there.
    private static IReadOnlyList<AbsenceLine> Lines(StaffOfPdu staff)
    {
        var entered = staff.Directory.Entered.Where(e => e.Pdu == staff.Pdu).Select(e => (e.Absence, Id: (string?)e.Id));
        var given = staff.Directory.Given.Where(a => staff.Staff.Staff.Contains(a.Person)).Select(a => (Absence: a, Id: (string?)null));
        return [.. entered.Concat(given).Where(a => a.Absence.Until > staff.Now).OrderBy(a => a.Absence.From).ThenBy(a => a.Absence.Person).Select(a => Line(a.Absence, a.Id, staff))];
    }

    private static AbsenceLine Line(Absence a, string? id, StaffOfPdu staff) => new(
        PersonWords.Of(a.Person, staff.Pdu), PageWords.Day(a.From), PersonWords.LastDay(a), PersonWords.Of(a.Cover, staff.Pdu), a.Holds(staff.Now), id);

    private static Choice ChoiceOf(Person person, string pdu) => new(person.ToString(), PersonWords.Of(person, pdu));
}

/// <summary>The absences of a PDU, and a form for a new one.</summary>
/// <param name="Pdu">The PDU.</param>
/// <param name="Lines">Absences that have not ended.</param>
/// <param name="Errors">What was wrong with the form before.</param>
public sealed record AbsencesModel(string Pdu, IReadOnlyList<AbsenceLine> Lines, IReadOnlyList<FieldError> Errors)
{
    /// <summary>Who may be off.</summary>
    public required IReadOnlyList<Choice> Staff { get; init; }

    /// <summary>Who may cover.</summary>
    public required IReadOnlyList<Choice> Covers { get; init; }

    /// <summary>What was entered before.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    /// <summary>What became of a form; null when none was sent.</summary>
    public string? Done { get; init; }

    /// <summary>What was entered in a field before.</summary>
    public string Entered(string field) => Fields.GetValueOrDefault(field) ?? "";
}

/// <summary>An absence as it is shown.</summary>
/// <param name="Name">Who is off.</param>
/// <param name="From">The first day.</param>
/// <param name="LastDay">The last day.</param>
/// <param name="Cover">Who covers.</param>
/// <param name="IsNow">Whether they are off now.</param>
/// <param name="Id">By what it is ended; null when it comes from the directory.</param>
public sealed record AbsenceLine(string Name, string From, string LastDay, string Cover, bool IsNow, string? Id);
