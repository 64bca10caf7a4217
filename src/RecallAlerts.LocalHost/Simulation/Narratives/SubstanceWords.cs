namespace RecallAlerts.LocalHost.Simulation.Narratives;

/// <summary>Fragments for recalls that begin with a return to drugs or alcohol.</summary>
internal static class SubstanceWords
{
    public static readonly string[] DrugTests =
    [
        "Relapsed on heroin after a good start; {bad} positive tests in a row and needles found at the last home visit.",
        "Positive for cocaine and opiates {bad} times. Admits daily use and says {he} cannot stop on {his} own.",
        "Using spice most days, fell asleep in supervision and could not follow a conversation.",
        "Swabs positive for crack {bad} times, owes money to a dealer, has sold {his} phone and clothes.",
        "Went back to injecting within weeks. Taken to A&E after an overdose on {weekday}, naloxone given.",
        "Latest tests positive for synthetic cannabinoids. Presents gaunt, pipe and foil seen on the table.",
    ];

    public static readonly string[] RefusedTests =
    [
        "Refused to test {bad} times, presented under the influence and left when asked.",
        "Declined every swab this month. Pinpoint pupils, slurred speech, says what {he} takes is {his} own business.",
        "Would not provide a sample again. Admitted to the duty officer that {he} has been using benzos and crack.",
    ];

    public static readonly string[] Alcohol =
    [
        "Drinking daily again. Alcohol tag alerts on four nights and breath tests over the limit {bad} times.",
        "Attended the office intoxicated on {weekday}, smelling strongly of alcohol, and had to be asked to leave.",
        "Relapse on alcohol, a litre of vodka a day by {his} own account; sobriety tag in breach since {weekday}.",
        "Breath tests clear for a while, then {bad} high readings in a row. Does not accept that drink is a problem.",
    ];

    public static readonly string[] After =
    [
        "Did not take up the place offered in treatment.",
        "Missed the prescriber twice and will not see the recovery worker.",
        "Pattern is the same as before the index offence and risk has gone up with it.",
        "Warnings were given after each result and made no difference.",
        "{He} has asked for help with detox but no place is to be had before next month.",
        "The drug worker reports that {he} uses on top of {his} script.",
    ];
}
