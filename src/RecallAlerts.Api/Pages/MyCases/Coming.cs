using RecallAlerts.Api.Words;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Pages.MyCases;

/// <summary>What comes next in a case: appointments that are booked, and what will be wrong by then if nothing more is recorded.</summary>
internal static class Coming
{
    private const int Days = 7;
    private const int MostSteps = 4;

    public static IEnumerable<UpcomingLine> Of(OpenedCase c, Instant now)
    {
        var until = now.PlusSeconds(Days * Instant.Day);
        UpcomingLine Line(Instant at, string says, Severity? severity) => new(at, c.Record.WatchId, c.Case.Release.Crn.Value, says, severity);
        var appointments = c.Case.BookedAfter(now).Where(at => at <= until).Select(at => Line(at, "An appointment is booked.", null));
        return appointments.Concat(Conditions(c.Case, now, until).Select(x => Line(x.At, $"An alert opens if nothing is recorded by then: {RuleWords.TitleOf(x.Condition.Rule, x.Condition.Key).ToLowerInvariant()}.", x.Condition.Severity)));
    }

    private static IEnumerable<(Instant At, Condition Condition)> Conditions(Case c, Instant now, Instant until)
    {
        var before = Reviewer.Review(c, now);
        var said = before.Conditions.Select(x => (x.Rule, x.Key)).ToHashSet();
        for (var (review, step) = (before, 0); step < MostSteps && review.NextChangeAt is { } at && at <= until; step++)
        {
            review = Reviewer.Review(c, at);
            foreach (var condition in review.Conditions.Where(x => x.SuppressedBy is null && said.Add((x.Rule, x.Key)))) yield return (at, condition);
        }
    }
}
