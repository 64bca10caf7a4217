namespace RecallAlerts.LocalHost.Simulation;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood 2014). Its own generator, because the same seed must give the same bytes on every
/// version of the framework, and because each release gets a stream of its own from (seed, index).
/// </summary>
internal sealed class Dice(ulong state)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong _state = state;

    /// <summary>The stream of one release: independent of how many releases are drawn before it.</summary>
    public static Dice For(int seed, int index) => new(Mix(Mix((uint)seed) + ((ulong)(uint)index * Golden)));

    /// <summary>Scatters the bits of a number; a bijection.</summary>
    public static ulong Mix(ulong z)
    {
        z += Golden;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number in [0, 1).</summary>
    public double Next()
    {
        var drawn = Mix(_state) >> 11;
        _state += Golden;
        return drawn * (1.0 / (1UL << 53));
    }

    public bool Chance(double probability) => Next() < probability;

    /// <summary>A whole number from low to high, both inclusive.</summary>
    public int Between(int low, int high) => low + (int)(Next() * (high - low + 1));

    public T Pick<T>(IReadOnlyList<T> from) => from[Between(0, from.Count - 1)];

    /// <summary>Weights need not add up to one.</summary>
    public T Weighted<T>(IReadOnlyList<(T Value, double Weight)> from)
    {
        var left = Next() * from.Sum(x => x.Weight);
        foreach (var (value, weight) in from)
        {
            left -= weight;
            if (left < 0) return value;
        }

        return from[^1].Value;
    }

    /// <summary>A waiting time without memory.</summary>
    public double Exponential(double mean) => -mean * Math.Log(1 - Next());
}
