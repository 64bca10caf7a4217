namespace RecallAlerts.LocalHost.Simulation.Narratives;

/// <summary>Fragments for new charges, for breaches of conditions, and for entries that say nothing of the cause.</summary>
internal static class ConductWords
{
    public static readonly string[] NewCharge =
    [
        "Charged with burglary on {weekday} and remanded in custody.",
        "Arrested on {weekday} and charged with an assault on a stranger outside a pub, RIC.",
        "Police have charged {him} with possession of a bladed article. First appearance tomorrow.",
        "Charged with theft of a motor vehicle and driving while disqualified, court date to follow.",
        "New charges of harassment against a former partner, bail refused.",
        "Arrested in another force area and charged with conspiracy to supply. Not for {his} own use.",
    ];

    public static readonly string[] Curfew =
    [
        "Curfew broken on five nights, home each time an hour or more late and no good reason given.",
        "Tag strap tampered with and curfew missed three times in a week. Says that the rules are unfair.",
        "Out past curfew again on {weekday}, EMS report the box unplugged.",
    ];

    public static readonly string[] ExclusionZone =
    [
        "GPS puts {him} inside the exclusion zone on three days, twice in the victim's street.",
        "Contacted the victim through a relative and was seen in the zone on {weekday}.",
        "Went into the exclusion zone knowing the boundary, the map had been signed the week before.",
    ];

    public static readonly string[] Disengaged =
    [
        "FTA x{count} without a reason, says on the phone that {he} is not bothered with probation.",
        "Has stopped reporting. Absences on record: {missed}, all letters went to the confirmed address and were received.",
        "Will not attend, missed appointments now number {missed}. Offered other days and a home visit, refused both.",
    ];

    public static readonly string[] Device =
    [
        "Undisclosed smartphone found on a visit, with accounts that the licence does not allow.",
        "Deleted the browsing history before the check and would not give the passcode of a second phone.",
        "Began a relationship and did not disclose it as the licence requires, then lied when asked.",
    ];

    public static readonly string[] BreachAfter =
    [
        "Two warnings and a compliance meeting with the SPO made no difference.",
        "{He} understands the condition, it was gone through at induction.",
        "Behaviour is a choice, nothing stood in the way of keeping to it.",
        "Risk of serious harm reviewed and judged to be no longer manageable in the community.",
    ];

    public static readonly string[] ChargeAfter =
    [
        "Nothing in supervision had pointed to it.",
        "The offence follows the pattern of the index offence.",
        "Victim is known to {him} and has been moved.",
        "Plea not known at the time of writing.",
    ];

    public static readonly string[] NothingSaid =
    [
        "Recall requested following discussion in supervision of the case. See Part A for details.",
        "Decision made after review with SPO, rationale on the other system and to be copied over.",
        "Concerns noted under several headings. Documents sent, awaiting confirmation that they were received.",
        "Recall recorded out of hours, the report will follow from the practitioner on return to work.",
    ];

    public static readonly string[] NothingAfter =
    [
        "Breach of the condition to be well behaved.",
        "Risk has increased and can no longer be managed.",
        "Poss issues at the address according to a third party, not verified.",
        "Police may hold something, nothing shared so far.",
    ];
}
