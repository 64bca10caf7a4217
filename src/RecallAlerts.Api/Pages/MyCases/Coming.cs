using RecallAlerts.Api.Words;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Pages.MyCases;

/// <summary>What comes next in a case: appointments that are booked, and what will be wrong by then unless somebody acts.</summary>
internal static class Coming
{
    /// <summary>How far it looks.</summary>
    public const int Days = 7;

    public static IEnumerable<UpcomingLine> Of(OpenedCase c, Instant now)
    {
        var until = now.PlusSeconds(Days * Instant.Day);
        UpcomingLine Line(Instant at, string says, Severity? severity) => new(at, c.Record.WatchId, c.Case.Release.Crn.Value, says, severity);
        var appointments = c.Case.BookedAfter(now).Where(at => at <= until).Select(at => Line(at, "An appointment is booked.", null));
        return appointments.Concat(Foresight.Of(c.Case, now, until).Select(x => Line(x.At, Opens(x.Condition), x.Condition.Severity)));
    }

    private static string Opens(Condition x) => $"An alert opens if nothing is recorded by then: {RuleWords.TitleOf(x.Rule, x.Key).ToLowerInvariant()}.";
}
