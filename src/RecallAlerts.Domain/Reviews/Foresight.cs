using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Reviews;

/// <summary>A condition that does not hold yet.</summary>
/// <param name="At">From when it holds, UTC.</param>
/// <param name="Condition">The condition as it will be then.</param>
public sealed record ForeseenCondition(Instant At, Condition Condition);

/// <summary>
/// What will be wrong unless somebody acts. An appointment that is booked and still to come most likely takes place, so it is taken as attended at
/// its start: what could hold only because it gets no outcome is not foreseen. One that has begun waits for its outcome, and that needs an act.
/// </summary>
public static class Foresight
{
    /// <summary>Conditions that begin to hold after an instant and speak for themselves, in order; each once.</summary>
    /// <param name="c">The case as it is in force.</param>
    /// <param name="now">The instant, UTC: what holds by then is not foreseen.</param>
    /// <param name="until">The last instant that is looked at, UTC.</param>
    public static IEnumerable<ForeseenCondition> Of(Case c, Instant now, Instant until)
    {
        var kept = AsKept(c, now);
        var review = Reviewer.Review(kept, now);
        var said = review.Conditions.Select(x => (x.Rule, x.Key)).ToHashSet();
        while (review.NextChangeAt is { } at && at <= until)
        {
            review = Reviewer.Review(kept, at);
            foreach (var x in review.Conditions.Where(x => x.SuppressedBy is null && said.Add((x.Rule, x.Key)))) yield return new ForeseenCondition(at, x);
        }
    }

    private static Case AsKept(Case c, Instant now)
    {
        Fact[] outcomes = [.. c.AppointmentsAt(now).Where(a => a.IsLive && a.StartsAt > now).Select(Attended)];
        return outcomes.Length == 0 ? c : new Case(c.Release, Timeline.Of(c.Timeline.Facts.Concat(outcomes)), c.Policy, c.Calendar);
    }

    // Were there an event of this very id, it would count instead, and one row too many would be foreseen.
    private static AppointmentOutcome Attended(AppointmentState a) => new($"attended {a.Id}", a.StartsAt, a.StartsAt, a.Id, OutcomeCodes.Attended);
}
