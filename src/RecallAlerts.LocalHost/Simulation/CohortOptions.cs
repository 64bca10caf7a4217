namespace RecallAlerts.LocalHost.Simulation;

/// <summary>What to make.</summary>
/// <param name="Releases">How many releases.</param>
/// <param name="Seed">The same seed gives the same bytes.</param>
/// <param name="From">The first release date.</param>
/// <param name="Days">The releases are spread evenly over this many days; lives go on for up to nine months after.</param>
/// <param name="Pdus">
/// Only so many delivery units, taken round the regions; null for all. A demo of few releases is livelier in few units.
/// </param>
public sealed record CohortOptions(int Releases, int Seed, DateOnly From, int Days = 365, int? Pdus = null)
{
    /// <summary>As many releases as England and Wales have in a year.</summary>
    public static CohortOptions OneYear(int seed, DateOnly from) => new(PublishedRates.ReleasesAYear, seed, from);
}
