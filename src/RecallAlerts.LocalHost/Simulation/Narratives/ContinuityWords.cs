namespace RecallAlerts.LocalHost.Simulation.Narratives;

/// <summary>Fragments for recalls that begin with a break in what the service did.</summary>
internal static class ContinuityWords
{
    public static readonly string[] NoHandover =
    [
        "No handover from the prison. We did not know of the release until {he} rang the office, and the first slot offered was late.",
        "POM to COM handover did not take place, the OASys was not shared and the licence went to the wrong office.",
        "Community practitioner had never met {him}, pre-release work not passed on and no reporting instructions were given at the gate.",
        "Prison sent nothing across. The referral for support was made to another county and nobody noticed.",
    ];

    public static readonly string[] ManyPractitioners =
    [
        "{Coms} practitioners in a few weeks. Each set a different reporting day and the letters contradict one another.",
        "Case has passed between {coms} COMs since release, none of whom completed an induction. {He} told the same story each time.",
        "Change of officer again last week, different instructions on record and {he} was enforced for following the earlier ones.",
        "{Coms} officers involved in short order; what the last but one agreed about phone contact was not handed over.",
    ];

    public static readonly string[] NoPractitioner =
    [
        "Case has been unallocated, staff sickness. Nobody held it and nobody rang {him} for days on end.",
        "No practitioner in place because of vacancies in the team; duty dealt with calls as they came and offered nothing planned.",
        "Held by nobody since the officer left. {He} rang reception four times and was told that someone would call back.",
    ];

    public static readonly string[] NothingBooked =
    [
        "No appointments were offered in the weeks before this decision. Looking back, the ones shown as missed had never been sent.",
        "Diary shows no appointment booked for {him} in this period, through no fault of {his}. Then deemed out of touch.",
        "Nothing was booked. Letter with instructions was drafted and not posted, {he} turned up twice and was sent away.",
    ];

    public static readonly string[] LostInTransfer =
    [
        "Transferred to another PDU which did not accept the case; we had already closed our end and nobody saw {him}.",
        "Case fell between two offices on transfer. Receiving office says paperwork was incomplete, sending office says it was sent.",
        "Moved area with our agreement. Transfer was never completed and no office offered {him} an appointment.",
    ];

    public static readonly string[] After =
    [
        "By the time someone looked {his} number was out of use.",
        "{He} had asked for help for as long as there was somebody to ask.",
        "Whereabouts then unknown and police were asked to check the address.",
        "Manager accepts that the service should have done better.",
        "Interpreter and travel warrant were asked for and not arranged.",
        "Out of contact since, so recall was the only option left.",
    ];
}
