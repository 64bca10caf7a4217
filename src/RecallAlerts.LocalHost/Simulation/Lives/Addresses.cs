namespace RecallAlerts.LocalHost.Simulation.Lives;

/// <summary>
/// The official Delius codes (rules.md) with how often each is drawn within its category. The weights are a default of this
/// project, no published figure found, but for rough sleeping.
/// </summary>
internal static class Addresses
{
    public const string Cas3 = "A17";
    public const string ApprovedPremises = "A02";
    public const string RoughSleeping = "A08A";

    private const double RoughOfHomeless =
        PublishedRates.RoughSleepingOnFirstNight / (1 - PublishedRates.HousedOnFirstNight);

    private static readonly (string, double)[] Settled =
        [("A01A", 0.26), ("A01C", 0.08), ("A01D", 0.04), ("A04", 0.10), ("A07B", 0.40), ("A12", 0.12)];

    private static readonly (string, double)[] Transient =
    [
        ("A07A", 0.30), (ApprovedPremises, 0.20), (Cas3, 0.24), ("A10", 0.04), ("A11", 0.04),
        ("A03", 0.05), ("A13", 0.04), ("A14", 0.03), ("A15", 0.03), ("A16", 0.03),
    ];

    private static readonly (string, double)[] SofasAndHostels = [("A07A", 0.70), ("A13", 0.15), ("A16", 0.15)];

    private static readonly (string, double)[] Homeless =
        [(RoughSleeping, RoughOfHomeless), ("A08C", (1 - RoughOfHomeless) * 0.6), ("A08", (1 - RoughOfHomeless) * 0.4)];

    public static string OfSettled(Dice dice) => dice.Weighted(Settled);

    public static string OfTransient(Dice dice) => dice.Weighted(Transient);

    /// <summary>Where people go when a placement ends: not into the next placement at once.</summary>
    public static string OfSofas(Dice dice) => dice.Weighted(SofasAndHostels);

    public static string OfHomeless(Dice dice) => dice.Weighted(Homeless);

    public static bool IsHomeless(string code) => code.StartsWith("A08", StringComparison.Ordinal);

    public static bool IsSettled(string code) => Array.Exists(Settled, s => s.Item1 == code);

    /// <summary>How many nights a placement is given for; null where it has no end.</summary>
    public static int? Nights(string code, Dice dice) => code switch
    {
        Cas3 => PublishedRates.Cas3Nights,
        ApprovedPremises => dice.Between(56, 84),
        "A10" or "A11" => dice.Between(42, 91),
        "A13" or "A14" => dice.Between(21, 60),
        _ => null,
    };
}
