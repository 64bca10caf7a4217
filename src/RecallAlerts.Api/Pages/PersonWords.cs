using RecallAlerts.Api.Words;
using RecallAlerts.Application.Absences;
using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Api.Pages;

/// <summary>People as pages of a PDU name them.</summary>
internal static class PersonWords
{
    /// <summary>The id of a practitioner; a manager by the role, and by the PDU where it is another.</summary>
    public static string Of(Person person, string pdu) => person.Role switch
    {
        Role.Practitioner => person.Id,
        Role.DutySpo => "duty manager" + Elsewhere(person, pdu),
        Role.HeadOfPdu => "head of PDU" + Elsewhere(person, pdu),
        _ => $"on-call manager of {PlaceNames.Of(person.Id)}",
    };

    /// <summary>Until 5 June 2026, N02 covers.</summary>
    public static string Off(Absence absence, Person covers, string pdu)
    {
        var until = $"until {LastDay(absence)}";
        if (covers == absence.Person) return $"{until}, nobody covers";
        return covers == absence.Cover ? $"{until}, {Of(covers, pdu)} covers" : $"{until}, {Of(covers, pdu)} covers because {Of(absence.Cover, pdu)} is off too";
    }

    /// <summary>The last day of an absence, which ends when the next begins.</summary>
    public static string LastDay(Absence absence) => PageWords.Day(absence.Until.PlusSeconds(-1));

    private static string Elsewhere(Person person, string pdu) => person.Id == pdu ? "" : $" of {PlaceNames.Of(person.Id)}";
}
