namespace RecallAlerts.LocalHost.Simulation.Narratives;

/// <summary>What a practitioner also writes: what is not the case, what is long past, what somebody said, and the paperwork.</summary>
internal static class BackgroundWords
{
    public static readonly string[] Openings =
    [
        "In the community for {span}.", "Recalled after {span} on licence.", "{Span} since release.", "Update following case discussion:",
        "POP was released {span} ago.", "",
    ];

    public static readonly string[] Housed =
    [
        "Accommodation is not an issue.", "Housing remains stable.", "Not homeless, the address is confirmed and suitable.",
        "Nil concerns re accommodation.",
    ];

    public static readonly string[] NotUsing =
    [
        "No evidence of drug or alcohol use.", "Nothing points to drink or drugs.",
        "Denies any substance use and nothing suggests otherwise.",
        "Was using before sentence, abstinent since and not a factor here.",
    ];

    public static readonly string[] Steady =
    [
        "Same COM throughout and handover went well.", "Handover done in time and no change of officer.", "COM in place from the start.",
    ];

    public static readonly string[] Past =
    [
        "Was homeless some years ago, not relevant now.", "Spice was found in {his} cell last year, nothing like it since.",
        "Previous recall in an earlier sentence for missed appointments.", "Breached a community order as a youth.",
    ];

    public static readonly string[] Hearsay =
    [
        "A neighbour says there may be drug use at the address, unconfirmed and denied.",
        "Anonymous call that {he} is not staying where {he} says, could not be confirmed.",
        "Relative thinks {he} might be drinking again but has not seen it.",
    ];

    public static readonly string[] NoFurtherAction =
    [
        "Arrest for shop theft during the licence ended NFA.", "Was arrested for criminal damage, no further action taken by police.",
        "An allegation of assault was looked into and dropped, complainant withdrew.",
    ];

    public static readonly string[] Working =
    [
        "Had found work and was doing well in it.", "Employed, and the employer speaks well of {him}.",
    ];

    public static readonly string[] AlsoTests =
    [
        "Has also given a test that was not clear.", "A test was failed as well, said to be to cope.",
    ];

    public static readonly string[] AlsoMissed =
    [
        "Absences on record: {missed}.", "FTA x{count}, letters sent.", "Absences followed up by phone and letter.",
    ];

    public static readonly string[] Closings =
    [
        "SPO agreed, ACO endorsed.", "Recall endorsed same day, papers to PPCS.",
        "Alternatives to recall considered and not thought enough.",
        "Last resort after discussion with the manager.", "Part A completed.", "Police informed, {he} is not yet in custody.",
    ];
}
