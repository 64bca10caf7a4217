namespace RecallAlerts.LocalHost.Simulation;

/// <summary>
/// The recorded reasons. How often each goes with which cause is a default of this project, no published figure found; the
/// table is balanced so that over all recalls 77 % involve non-compliance, 36 % losing touch, 24 % a further charge and
/// 23 % failing to reside (<see cref="PublishedRates"/>).
/// </summary>
internal static class RecallReasons
{
    public const string FurtherOffence = "POOR_BEHAVIOUR_FURTHER_OFFENCE";
    public const string NonCompliance = "POOR_BEHAVIOUR_NON_COMPLIANCE";
    public const string LostTouch = "FAILED_KEEP_IN_TOUCH";
    public const string FailedToReside = "FAILED_RESIDE";

    private static readonly (string Reason, double[] ByCause)[] Shares =
    [
        // In the order of RecallCause: homelessness, substances, continuity, further offence, non-compliance, insufficient.
        (NonCompliance, [0.70, 0.80, 0.80, 0.65, 0.95, 0.75]),
        (LostTouch, [0.40, 0.30, 0.56, 0.10, 0.35, 0.30]),
        (FurtherOffence, [0.12, 0.20, 0.06, 1.00, 0.20, 0.10]),
        (FailedToReside, [0.65, 0.10, 0.06, 0.03, 0.08, 0.10]),
        ("POOR_BEHAVIOUR_DRUGS", [0.01, 0.08, 0.00, 0.02, 0.00, 0.00]),
        ("POOR_BEHAVIOUR_ALCOHOL", [0.00, 0.05, 0.00, 0.02, 0.00, 0.00]),
        ("BREACH_EXCLUSION_ZONE", [0.00, 0.00, 0.00, 0.01, 0.10, 0.00]),
        ("POOR_BEHAVIOUR_RELATIONSHIPS", [0.00, 0.00, 0.00, 0.01, 0.03, 0.00]),
        ("FAILED_HOME_VISIT", [0.00, 0.00, 0.01, 0.00, 0.02, 0.00]),
    ];

    public static IReadOnlyList<string> Draw(Dice dice, RecallCause cause)
    {
        var reasons = new List<string>();
        foreach (var (reason, byCause) in Shares)
        {
            if (dice.Chance(byCause[(int)cause])) reasons.Add(reason);
        }

        if (reasons.Count == 0) reasons.Add("OTHER");
        return reasons;
    }
}
