using System.Globalization;

namespace RecallAlerts.LocalHost.Simulation;

/// <summary>The practitioners of a unit, numbered from one.</summary>
internal static class PractitionerPool
{
    public static string Id(Pdu pdu, int number) => string.Create(CultureInfo.InvariantCulture, $"P-{pdu.Slug}-{number:00}");

    /// <summary>Someone else of the unit; where it has one practitioner only, a colleague who covers.</summary>
    public static string Other(Pdu pdu, int size, string? than, Dice dice)
    {
        var pool = Math.Max(size, 3);
        var first = dice.Between(1, pool);
        var id = Id(pdu, first);
        return id == than ? Id(pdu, (first % pool) + 1) : id;
    }
}
