using FsCheck;
using FsCheck.Fluent;
using RecallAlerts.Domain.Access;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Domain.Tests.Access;

/// <summary>Steps say what one finds by looking at all facts at each second, whatever the order in which they came.</summary>
public sealed class CaseAccessProperties
{
    private const int Seconds = 12;
    private static readonly Instant T = Instant.Parse("2026-06-05T10:00:00Z");
    private static readonly string[] Names = ["P1", "P2", "duty-spo:gwent"];

    private sealed record Recorded(int Id, int Occurred, int Known, int Kind, int Staff)
    {
        public Fact Fact => Kind switch
        {
            0 => new AccessUnlimited($"e{Id}", At(Occurred), At(Known)),
            1 => new FactWithdrawn($"w{Id}", At(Occurred), At(Known), $"e{Staff % 4}", "wrong"),
            2 => new AccessLimited($"e{Id}", At(Occurred), At(Known), new Limits.Excluding(Some)),
            _ => new AccessLimited($"e{Id}", At(Occurred), At(Known), new Limits.RestrictedTo(Some)),
        };

        private Staff Some => Domain.Access.Staff.Of(Names.Where((_, n) => ((Staff >> n) & 1) == 1));
    }

    [Fact]
    public void At_IsWhatAllFactsSayAtThatSecond() => Hold(facts =>
        Enumerable.Range(0, Seconds).All(second => AccessOf(facts).At(At(second)) == OneByOne(facts, At(second))));

    [Fact]
    public void Order_OfRecording_ChangesNothing() => Hold(facts => AccessOf(facts).Equals(AccessOf(facts.Reverse().Concat(facts))));

    [Fact]
    public void Since_FromThenOn_IsTheSame_AndBeforeNeverMoreOpen() => Hold(facts => Enumerable.Range(0, Seconds).All(now =>
    {
        var (access, kept) = (AccessOf(facts), AccessOf(facts).Since(At(now)));
        return Enumerable.Range(now, Seconds).All(second => kept.At(At(second)) == access.At(At(second))) && kept.At(At(-99)) == access.At(At(now));
    }));

    [Fact]
    public void Restricted_AndExcluded_OfTheSameStaff_AreOpposite() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<int>().Two().ToArbitrary(),
        pair =>
        {
            Staff Some(int bits) => Staff.Of(Names.Where((_, n) => ((bits >> n) & 1) == 1));
            var (staff, who) = (Some(pair.Item1), Some(pair.Item2));
            return new Limits.RestrictedTo(staff).MaySee(who) != new Limits.Excluding(staff).MaySee(who);
        }).QuickCheckThrowOnFailure();

    private static CaseAccess AccessOf(IEnumerable<Fact> facts) => new CaseHistory(Given.Release().Release, [.. facts]).Access;

    // Without steps: of each event the first in fact order, of these the last that is effective and not withdrawn.
    private static Limits OneByOne(Fact[] facts, Instant t)
    {
        var withdrawn = facts.OfType<FactWithdrawn>().Where(w => w.EffectiveAt <= t).Select(w => w.WithdrawnEventId).ToHashSet();
        Limits inForce = new Limits.Open();
        foreach (var fact in facts.OfType<AccessFact>().GroupBy(f => f.EventId).Select(First).OrderBy(f => f.OccurredAt).ThenBy(f => f.RecordedAt).ThenBy(f => f.EventId, StringComparer.Ordinal))
        {
            if (fact.EffectiveAt <= t && !withdrawn.Contains(fact.EventId)) inForce = fact.Limits;
        }

        return inForce;
    }

    private static AccessFact First(IEnumerable<AccessFact> variants) =>
        variants.OrderBy(f => f.OccurredAt).ThenBy(f => f.RecordedAt).ThenBy(f => f.ToString(), StringComparer.Ordinal).First();

    private static void Hold(Func<Fact[], bool> holds)
    {
        var number = Gen.Choose(0, Seconds - 1);
        var recorded = from id in Gen.Choose(0, 3) from occurred in number from known in number from kind in Gen.Choose(0, 5) from staff in Gen.Choose(0, 7) select new Recorded(id, occurred, known, kind, staff);
        var facts = Gen.Sized(size => recorded.ArrayOf(Math.Min(size, 8))).Select(all => all.Select(r => r.Fact).ToArray());
        Prop.ForAll(facts.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static Instant At(int seconds) => T.PlusSeconds(seconds);
}
