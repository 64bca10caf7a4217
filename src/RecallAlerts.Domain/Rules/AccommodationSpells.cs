using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;

namespace RecallAlerts.Domain.Rules;

/// <summary>Where the person lives, and since when without a break (rules.md: spell).</summary>
internal static class AccommodationSpells
{
    /// <summary>The latest accommodation fact that counts; null when there is none.</summary>
    public static AccommodationFact? LatestAccommodation(this Case c, Instant now) => c.StartOfSpell(now, static _ => true, atMost: 1);

    /// <summary>The first of the trailing run of effective accommodation facts that are all of a kind; null when the latest is not.</summary>
    public static AccommodationFact? StartOfSpell(this Case c, Instant now, Func<AccommodationFact, bool> ofKind, int atMost = int.MaxValue)
    {
        var facts = c.Timeline.Accommodation;
        AccommodationFact? first = null;
        for (var i = facts.Length - 1; i >= 0 && atMost > 0; i--)
        {
            if (!Counts(facts, i, now)) continue;
            if (!ofKind(facts[i])) break;
            first = facts[i];
            atMost--;
        }

        return first;
    }

    /// <summary>The effective accommodation facts that count, in fact order.</summary>
    public static IEnumerable<AccommodationFact> AccommodationKnown(this Case c, Instant now) => c.Timeline.Accommodation.Where((_, i) => Counts(c.Timeline.Accommodation, i, now));

    // "Left" and "arrived" at one moment is a move: the end does not count at all (rules.md, Facts).
    private static bool Counts(AccommodationFact[] facts, int i, Instant now) =>
        facts[i].EffectiveAt <= now && (facts[i] is AccommodationRecorded || !ArrivedAtOnce(facts, i, now));

    private static bool ArrivedAtOnce(AccommodationFact[] facts, int i, Instant now)
    {
        foreach (var other in facts)
        {
            if (other is AccommodationRecorded && other.OccurredAt == facts[i].OccurredAt && other.EffectiveAt <= now) return true;
        }

        return false;
    }
}
