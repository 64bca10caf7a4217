namespace RecallAlerts.Api.Pages;

/// <summary>What is known of a case beside its alerts. Shown; never ranks.</summary>
internal static class CaseFlags
{
    public static IReadOnlyList<string> Of(int? mappaLevel, bool childProtection)
    {
        var flags = new List<string>(2);
        if (mappaLevel is { } level) flags.Add($"MAPPA level {level}");
        if (childProtection) flags.Add("child protection");
        return flags;
    }
}
