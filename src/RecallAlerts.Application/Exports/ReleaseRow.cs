using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Exports;

/// <summary>A row of the export of releases: the denominators. What is not over yet on the day of the export is empty.</summary>
/// <param name="ReleaseKey">Stands for the release.</param>
/// <param name="PersonKey">Stands for the person.</param>
/// <param name="Release">The release; of its names and dates only what the columns take.</param>
/// <param name="Day">Local dates from the release to the export.</param>
/// <param name="DayAtMonth">Local dates from the release to the first of the month of the export.</param>
/// <param name="DataAsOf">The local date of the export, yyyy-MM-dd.</param>
public sealed record ReleaseRow(string ReleaseKey, string PersonKey, StoredRelease Release, int Day, int DayAtMonth, string DataAsOf)
{
    private ReleaseOutcomes Outcomes => Release.Outcomes;

    /// <summary>Puts keys in the place of names.</summary>
    public static ReleaseRow Of(StoredRelease r, ExportKeys keys, DateOnly today, string dataAsOf) =>
        new(keys.ReleaseOf(r.ReleaseId), keys.PersonOf(r.Crn), r, today.DayNumber - r.Outcomes.ReleasedOn.DayNumber, today.DayNumber - today.Day + 1 - r.Outcomes.ReleasedOn.DayNumber, dataAsOf);

    /// <summary>The export, with its columns in order.</summary>
    public static ExportTable<ReleaseRow> Table { get; } = new("releases", "A release from prison on licence: the denominators.",
    [
        new("releaseKey", ColumnKind.Text, false, "Stands for the release. HMAC-SHA-256 under the key of the project, 32 hex digits.", (r, w) => w.Text(r.ReleaseKey)),
        new("personKey", ColumnKind.Text, false, "Stands for the person: the same in all exports of a project.", (r, w) => w.Text(r.PersonKey)),
        new("releasedMonth", ColumnKind.Month, false, "Month of the release, local time.", (r, w) => w.Text(Written.Month(r.Outcomes.ReleasedOn))),
        new("region", ColumnKind.Text, false, "Probation region in force.", (r, w) => w.Text(r.Release.Region)),
        new("rosh", ColumnKind.Text, false, "Risk of serious harm in force: low, medium, high or very-high.", (r, w) => w.Text(NameOf<Rosh>.Text(r.Release.Rosh))),
        new("accommodationAtRelease", ColumnKind.Text, false, "homeless, transient, settled or unknown at the end of the day of release.", (r, w) => w.Text(Written.Accommodation(r.Outcomes.AtRelease))),
        new("accommodationAtSixMonths", ColumnKind.Text, true, "The same at the end of day 183; unknown when the follow-up had ended, empty when the day is not over.", (r, w) => w.Text(r.IsOver(ReleaseOutcomes.SixMonths) ? Written.Accommodation(r.Outcomes.AtSixMonths) : null)),
        new("settledAtRelease", ColumnKind.Flag, true, "Whether accommodationAtRelease is settled; empty when it is unknown.", (r, w) => w.Flag(r.Settled)),
        new("needs", ColumnKind.List, true, "Needs from assessment: accommodation, employment, finance, substance-misuse.", (r, w) => w.List(NeedsOf(r.Outcomes.Needs))),
        new("checksRequired", ColumnKind.Number, false, "Checks with police or children's services that were required: 0 to 2.", (r, w) => w.Number(r.Checks(o => o != CheckOutcome.NotRequired))),
        new("checksCompleted", ColumnKind.Number, false, "Of these, completed by the end of day 28, or so far.", (r, w) => w.Number(r.Checks(o => o == CheckOutcome.Completed))),
        new("treatmentStartedWithin21Days", ColumnKind.Flag, true, "Whether community treatment started by the end of day 21; empty without the need, when the day is not over, or when the follow-up ended before.", (r, w) => w.Flag(r.Treated)),
        new("recalled", ColumnKind.Flag, false, "Whether the person was recalled so far, within 274 days.", (r, w) => w.Flag(r.Outcomes.RecalledBy(Math.Min(r.Day, ReleaseOutcomes.NineMonths)) == true)),
        new("recalledWithin28Days", ColumnKind.Flag, true, "Whether the person was recalled by the end of day 28; empty when the day is not over, or when the follow-up ended before for another reason than the end of the licence.", (r, w) => w.Flag(r.RecalledEarly)),
        new("followUpDays", ColumnKind.Number, false, "Days followed up to recall, another end or day 274; while it goes on, up to the start of the month of the export.", (r, w) => w.Number(r.FollowedDays)),
        new("state", ColumnKind.Text, false, "watching or ended, at the last review.", (r, w) => w.Text(NameOf<WatchState>.Text(r.Release.State))),
        new("alertsOpenedHighOrUrgentWithin28Days", ColumnKind.Number, false, "Alerts that opened as high or urgent by the end of day 28.", (r, w) => w.Number(r.Release.HighAlerts)),
        new("policyVersion", ColumnKind.Text, false, "Version of the policy at the last review.", (r, w) => w.Text(r.Release.PolicyVersion)),
        new("dataAsOf", ColumnKind.Date, false, "Date of the export, local time.", (r, w) => w.Text(r.DataAsOf)),
    ]);

    // To the day of the export it would give away the day of the release.
    private int FollowedDays => Math.Min(Outcomes.EndDay <= Day ? Outcomes.EndDay : Math.Max(0, DayAtMonth), ReleaseOutcomes.NineMonths);

    private bool? Settled => Outcomes.AtRelease == Domain.Facts.AccommodationCategory.None ? null : Outcomes.AtRelease == Domain.Facts.AccommodationCategory.Settled;

    private bool? Treated => IsOver(ReleaseOutcomes.TreatmentDays) || Outcomes.TreatmentDay <= Day ? Outcomes.TreatedInTime : null;

    private bool? RecalledEarly => IsOver(ReleaseOutcomes.EarlyDays) || Outcomes.RecalledBy(Day) == true ? Outcomes.RecalledBy(ReleaseOutcomes.EarlyDays) : null;

    private bool IsOver(int day) => Day > day;

    private int Checks(Func<CheckOutcome, bool> count) => (count(Outcomes.DomesticAbuse) ? 1 : 0) + (count(Outcomes.ChildSafeguarding) ? 1 : 0);

    private static string NeedsOf(int needs) => string.Join(';', Enum.GetValues<Need>().Where(n => (needs & (1 << (int)n)) != 0).Select(NameOf<Need>.Text));
}
