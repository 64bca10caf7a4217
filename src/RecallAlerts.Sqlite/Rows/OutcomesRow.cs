using Microsoft.Data.Sqlite;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Outcomes;

namespace RecallAlerts.Sqlite.Rows;

/// <summary>Outcomes as rows, one for each release.</summary>
internal static class OutcomesRow
{
    public const string Names =
        "o.released_on, o.at_release, o.at_day_28, o.at_day_84, o.at_six_months, o.needs, o.domestic_abuse, o.child_safeguarding, o.treatment_day, o.end_day, o.end_how";

    public const int Count = 11;

    private const string Put =
        "INSERT OR REPLACE INTO outcomes (release_no, released_on, early_until, at_release, at_day_28, at_day_84, at_six_months, needs, domestic_abuse, " +
        "child_safeguarding, treatment_day, end_day, end_how) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";

    private const string Unmark = "UPDATE releases SET without_outcomes = NULL WHERE no = ?1 AND without_outcomes IS NOT NULL";

    /// <summary>The outcomes in a row of a left join; null when there are none.</summary>
    public static ReleaseOutcomes? Read(SqliteDataReader r, int from) => r.IsDBNull(from) ? null : new ReleaseOutcomes
    {
        ReleasedOn = DateOnly.FromDayNumber(r.GetInt32(from)),
        AtRelease = r.Enum<AccommodationCategory>(from + 1),
        AtDay28 = r.Enum<AccommodationCategory>(from + 2),
        AtDay84 = r.Enum<AccommodationCategory>(from + 3),
        AtSixMonths = r.Enum<AccommodationCategory>(from + 4),
        Needs = r.GetInt32(from + 5),
        DomesticAbuse = r.Enum<CheckOutcome>(from + 6),
        ChildSafeguarding = r.Enum<CheckOutcome>(from + 7),
        TreatmentDay = r.NumberOrNull(from + 8),
        EndDay = r.GetInt32(from + 9),
        End = r.Enum<FollowUpEnd>(from + 10),
    };

    public static void Write(Session session, long no, ReleaseOutcomes o)
    {
        var earlyUntil = LondonTime.StartOf(o.ReleasedOn.AddDays(ReleaseOutcomes.EarlyDays + 1));
        session.Run(
            Put, no, o.ReleasedOn.DayNumber, earlyUntil.Seconds, (int)o.AtRelease, (int)o.AtDay28, (int)o.AtDay84, (int)o.AtSixMonths, o.Needs,
            (int)o.DomesticAbuse, (int)o.ChildSafeguarding, o.TreatmentDay, o.EndDay, (int)o.End);
        session.Run(Unmark, no);
    }
}
