using RecallAlerts.Domain.Disclosure;
using RecallAlerts.Domain.Reports;
using RecallAlerts.Domain.Tests.Reports;
using Xunit.Abstractions;

namespace RecallAlerts.Domain.Tests.Disclosure;

/// <summary>All that is published of a quarter is attacked together: every region and the whole, all measures.</summary>
public sealed class DisclosureTests(ITestOutputHelper output)
{
    private const int Quarters = 200;
    private static readonly HashSet<Stage> All = [.. Enum.GetValues<Stage>()];

    [Fact]
    public void Published_OfAnyQuarter_GivesNoSuppressedCountAway()
    {
        var (suppressed, secondary, withheld, givenUp) = (0, 0, 0, 0);
        Cohorts.Hold(Quarters, releases => Attack(releases, [], All, Suppress, (table, attacker) =>
        {
            suppressed += table.In(CellState.Suppressed).Count();
            secondary += table.In(CellState.Suppressed).Count(c => !Rounding.IsSmall(table.Count(c.Area, c.Cell)));
            withheld += table.In(CellState.Withheld).Count();
            givenUp += attacker.GivenUp;
        }) == 0);
        output.WriteLine($"{suppressed} cells suppressed, {secondary} of them to protect others, {withheld} more withheld; {givenUp} searches given up");
        Assert.True(secondary > 0 && givenUp < suppressed / 20);
    }

    [Fact]
    public void Published_WithoutSecondarySuppression_GivesSuppressedCountsAway()
    {
        var recovered = 0;
        Cohorts.Hold(40, releases => (recovered += Attack(releases, [], All, (table, _) => Suppression.SuppressSmall(table))) >= 0);
        output.WriteLine($"{recovered} counts recovered");
        Assert.True(recovered > 0);
    }

    [Fact]
    public void Published_StageByStage_GivesNothingAwayToWhoKeepsThemAll() => Cohorts.Hold(60, releases =>
    {
        var before = new List<PublishedCell>();
        foreach (var stage in Enum.GetValues<Stage>().SkipLast(1)) before.AddRange(PublishedCells.Decide(releases, before, new HashSet<Stage> { stage }));
        return Attack(releases, before, new HashSet<Stage> { Stage.NineMonths }, Suppress) == 0;
    });

    // Accommodation unknown, 7 = 5 + 1 + 1: shown are 5, 5, [c] and [c]. The whole is at most 7 and the first region at least 5, so each [c] is 1.
    [Fact]
    public void Crafted_WithoutSecondarySuppression_IsRecoveredAndWithItIsNot()
    {
        static CohortRelease[] Of(string region, int unknown) =>
            [.. Cohorts.Release(region, o => o with { AtRelease = Domain.Facts.AccommodationCategory.None }).Times(unknown), .. Cohorts.Release(region).Times(100 - unknown)];
        CohortRelease[] releases = [.. Of("a", 5), .. Of("b", 1), .. Of("c", 1)];
        Assert.True(Attack(releases, [], All, (table, _) => Suppression.SuppressSmall(table)) > 0);
        Assert.Equal(0, Attack(releases, [], All, Suppress));
    }

    [Fact]
    public void Suppression_OfLargeCounts_SuppressesNothing()
    {
        var releases = new[] { "a", "b", "c" }.SelectMany(region => Cohorts.Release(region).Times(1_000)).ToArray();
        Assert.DoesNotContain(PublishedCells.Decide(releases, [], All), c => c.IsSuppressed);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 5)]
    [InlineData(7, 5)]
    [InlineData(8, 10)]
    [InlineData(12, 10)]
    [InlineData(13, 15)]
    public void Round_IsToTheNearest5(int count, int shown) => Assert.Equal(shown, Rounding.Round(count));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Small_Is1To4(int count, bool isSmall) => Assert.Equal(isSmall, Rounding.IsSmall(count));

    private static void Suppress(PublishedTable table, IReadOnlyList<People> people)
    {
        var exposed = new Suppression(table, people, HeadlineStates.Alternatives).Apply().Select(e => $"{e.Area} {(HeadlineCell)e.Cell} {table.Count(e.Area, e.Cell)}");
        Assert.True(!exposed.Any(), string.Join(", ", exposed));
    }

    private static int Attack(
        CohortRelease[] releases, IReadOnlyList<PublishedCell> before, IReadOnlySet<Stage> stages, Action<PublishedTable, IReadOnlyList<People>> suppress,
        Action<PublishedTable, Attacker>? told = null)
    {
        var recovered = 0;
        PublishedCells.Decide(releases, before, stages, (table, people) =>
        {
            suppress(table, people);
            bool Has(HeadlineCell cell) => stages.Contains(HeadlineCells.StageOf(cell)) || before.Any(b => HeadlineCells.StageOf(b.Cell) == HeadlineCells.StageOf(cell));
            var attacker = new Attacker(table, KnownOfHeadline.Relations(table.Areas, Has));
            recovered = attacker.Recovered().Length;
            told?.Invoke(table, attacker);
        });
        return recovered;
    }
}
