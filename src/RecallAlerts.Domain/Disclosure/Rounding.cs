namespace RecallAlerts.Domain.Disclosure;

/// <summary>How counts of people are published: 1 to 4 not at all, all others to the nearest 5.</summary>
public static class Rounding
{
    /// <summary>The smallest count above 0 that is published.</summary>
    public const int Smallest = 5;

    private const int Step = 5;

    /// <summary>Whether a count is too small to be published.</summary>
    public static bool IsSmall(int count) => count is > 0 and < Smallest;

    /// <summary>The nearest 5; 0 stays 0.</summary>
    public static int Round(int count) => (count + (Step / 2)) / Step * Step;

    /// <summary>Whether two counts that are published are published as the same: nobody can tell the one from the other.</summary>
    public static bool LookAlike(int one, int other) =>
        !IsSmall(one) && !IsSmall(other) && other >= 0 && Round(one) == Round(other);
}
