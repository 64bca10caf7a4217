using RecallAlerts.Domain.Alerts;

namespace RecallAlerts.Api.Words;

/// <summary>Somebody in a role, in words.</summary>
internal static class RoleWords
{
    public static string Of(Person person) => person.Role switch
    {
        Role.Practitioner => $"practitioner {person.Id}",
        Role.DutySpo => $"the duty manager of {PlaceNames.Of(person.Id)}",
        Role.HeadOfPdu => $"the head of {PlaceNames.Of(person.Id)}",
        _ => $"on call for {PlaceNames.Of(person.Id)}",
    };
}
