namespace RecallAlerts.LocalHost.Simulation.Narratives;

/// <summary>Fragments for recalls that begin with the loss or the lack of an address.</summary>
internal static class HousingWords
{
    public static readonly string[] NoAddress =
    [
        "Released without an address, no CAS3 place in the area and the council found no priority need.",
        "NFA on release. {He} has slept rough for {nights}, mostly in a doorway near the bus station.",
        "Left prison with a sleeping bag and no bed. Housing options told {him} to present again and again without result.",
        "Released homeless, duty to refer sent but not answered, and {he} has been on the streets for {nights}.",
        "The bed promised before release was gone on the day and nothing else could be found; {he} has been sleeping in a stairwell.",
        "No release address. Has been staying out, moving between a park and the night shelter when it opens.",
    ];

    public static readonly string[] PlacementEnded =
    [
        "The temporary placement came to an end on {weekday} and no move-on had been found.",
        "Provider gave notice and {he} had to leave on {weekday}. Six landlords rung, none would take {him}.",
        "Placement ended without move-on. Since then {he} has been sleeping in a friend's van, {nights} now.",
        "Accommodation could not be extended, council says {he} is not in priority need. Street homeless for {nights}.",
        "Room was only ever short term. When it ended {he} was offered nothing and has been rough sleeping since.",
    ];

    public static readonly string[] AskedToLeave =
    [
        "The host withdrew the address on {weekday} after a row in the household and {he} had nowhere else to go.",
        "Partner put {him} out on {weekday}. Has been sofa surfing with people we cannot approve, will not say where.",
        "Landlord changed the locks on hearing of the index offence. Living in a tent for {nights}.",
        "Relative could no longer keep {him}, overcrowded and threatened with losing the tenancy. Now no fixed abode.",
        "Lost the room through arrears when {his} benefit claim was delayed; has slept in a car for {nights}.",
    ];

    public static readonly string[] After =
    [
        "Phone was stolen on the streets and contact has been hard since.",
        "No approved address can be offered and the risk cannot be managed without one.",
        "The tag could not be fitted as there is no property to fit it in.",
        "Wants to keep to the licence and says so whenever we speak.",
        "Says {he} would rather go back than spend another night outside.",
        "{He} breached the condition on residence because there was no residence to keep to.",
        "CAS3 had no void until the middle of next week.",
    ];
}
