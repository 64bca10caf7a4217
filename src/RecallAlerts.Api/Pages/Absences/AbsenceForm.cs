using System.Globalization;
using RecallAlerts.Api.Pages.Parts;
using RecallAlerts.Application.Absences;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Api.Pages.Absences;

/// <summary>What a form of an absence says: an absence, or what is wrong with it.</summary>
/// <param name="Absence">The absence; null when something is wrong.</param>
/// <param name="Errors">What is wrong.</param>
internal sealed record ReadAbsence(Absence? Absence, IReadOnlyList<FieldError> Errors);

/// <summary>Reads a form of an absence. Its days are local and whole, the last one included.</summary>
internal static class AbsenceForm
{
    private const int FirstYear = 2000;
    private const int LastYear = 2099;

    public static ReadAbsence Read(Func<string, string?> field)
    {
        var errors = new List<FieldError>();
        var person = PersonOf(field, "person", "Choose who is off", errors);
        var from = DayOf(field, "from", "first day off", errors);
        var until = DayOf(field, "until", "last day off", errors);
        var cover = PersonOf(field, "cover", "Choose who covers", errors);
        if (errors.Count > 0) return new ReadAbsence(null, errors);
        return new ReadAbsence(new Absence(person, LondonTime.StartOf(from), LondonTime.StartOf(until.AddDays(1)), cover), []);
    }

    /// <summary>What is wrong with an absence, at the field that it is wrong in.</summary>
    public static FieldError Of(AbsenceRefusal refusal) => new(
        refusal.Part switch
        {
            AbsencePart.Person => "person",
            AbsencePart.From => "from",
            AbsencePart.Until => "until",
            _ => "cover",
        },
        refusal.Reason);

    private static Person PersonOf(Func<string, string?> field, string name, string missing, List<FieldError> errors)
    {
        if (!Person.TryParse(field(name), out var person)) errors.Add(new FieldError(name, missing));
        return person;
    }

    private static DateOnly DayOf(Func<string, string?> field, string name, string called, List<FieldError> errors)
    {
        var parts = ((string[])["day", "month", "year"]).Select(part => field($"{name}-{part}")).ToArray();
        if (parts.All(p => p is null)) errors.Add(new FieldError(name, $"Enter the {called}"));
        else if (Number(parts[0]) is { } day && Number(parts[1]) is >= 1 and <= 12 and var month && Number(parts[2]) is >= FirstYear and <= LastYear and var year && day >= 1 && day <= DateTime.DaysInMonth(year, month))
            return new DateOnly(year, month, day);
        else errors.Add(new FieldError(name, $"The {called} must be a real date, such as 27 3 2026"));
        return default;
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
