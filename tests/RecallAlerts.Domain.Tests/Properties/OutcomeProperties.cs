using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Properties;

public sealed class OutcomeProperties
{
    private const int Runs = 1_000;

    [Fact]
    public void Outcomes_OfFactsInAnyOrderAndRepetition_AreTheSame() => Timelines.Hold(Runs, s =>
        Of(s, s.Facts) == Of(s, s.Facts.Reverse().Concat(s.Facts)));

    [Fact]
    public void Outcomes_OfFactsRecordedAtAnotherTime_AreTheSame() => Timelines.Hold(Runs, s =>
    {
        var facts = Timeline.Of(s.Facts).Facts;
        return Of(s, facts) == Of(s, facts.Select(f => f with { RecordedAt = f.RecordedAt.PlusSeconds(90 * Instant.Day) }));
    });

    [Fact]
    public void Recalled_ByALaterDay_IncludesEarlierOnes() => Timelines.Hold(Runs, s =>
    {
        var o = Of(s, s.Facts);
        return new[] { 28, 84, 274 }.All(day => o.RecalledBy(day) is not true || o.RecalledBy(day + 1) is true) &&
               (o.RecalledBy(28) is not null || o.RecalledBy(84) is null);
    });

    private static ReleaseOutcomes Of(Scenario s, IEnumerable<Fact> facts) => new Case(s.Release, Timeline.Of(facts), Given.Policy, Given.Calendar).Outcomes();
}
