namespace RecallAlerts.LocalHost.Simulation;

/// <summary>
/// Case reference and NOMS numbers that look random and cannot meet: the place in the cohort, multiplied by a number that has
/// no factor in common with how many there are.
/// </summary>
internal sealed class PersonNumbers(int seed)
{
    private const ulong Crns = 26UL * 1_000_000;
    private const ulong NomsNumbers = 26UL * 10_000 * 26 * 26;

    private readonly ulong _offset = Dice.Mix((uint)seed) % Crns;

    public string Crn(int index)
    {
        var n = (((ulong)index * 7_368_787) + _offset) % Crns;
        return $"{Letter(n / 1_000_000)}{n % 1_000_000:D6}";
    }

    public string Noms(int index)
    {
        var n = (((ulong)index * 39_916_801) + _offset) % NomsNumbers;
        return $"{Letter(n % 26)}{n / 26 % 10_000:D4}{Letter(n / 260_000 % 26)}{Letter(n / 6_760_000)}";
    }

    private static char Letter(ulong n) => (char)('A' + (int)n);
}
