using Azure.Data.Tables;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using ExportedRecall = RecallAlerts.Application.Exports.StoredRecall;

namespace RecallAlerts.Azure.Tables.Projections;

/// <summary>
/// The recalls of a release in a month, as exports and figures read them. A row of a month from which all were moved stays, empty: one of an older
/// version that comes late stands below it.
/// </summary>
/// <param name="Key">Where it stands. The month is that of the recalls.</param>
/// <param name="Recalls">The recalls, by id.</param>
internal sealed record RecallsOfMonth(MonthKey Key, IReadOnlyList<ExportedRecall> Recalls)
{
    /// <summary>The row.</summary>
    public TableEntity ToEntity()
    {
        var row = new TableEntity(StoreTables.OverallPartition, Key.RowKey) { [IndexRows.WatchId] = Key.WatchId };
        row.PutJson(Recalls.Select(ToStored).ToArray());
        return row;
    }

    /// <summary>Reads a row.</summary>
    public static RecallsOfMonth Of(TableEntity row) => new(MonthKey.Of(row.RowKey), Array.ConvertAll(row.ReadJson<Stored[]>(), Exported));

    /// <summary>A recall as an export has it.</summary>
    public static ExportedRecall Exported(Release release, RecallRecord r) => new()
    {
        Crn = release.Crn.Value, ReleaseId = release.Id.Value, RecallId = r.RecallId, ReleasedAt = release.ReleasedAt, RecalledAt = r.RecalledAt, RecordedAt = r.RecordedAt,
        DaysFromRelease = r.Standing.DaysFromRelease, Region = r.Standing.Region, Type = r.Type, IsWithdrawn = r.Status == RecallStatus.Withdrawn, RecordedReasons = r.RecordedReasons,
        MachinePrimary = r.Machine.Primary, MachineSecondary = TextOf(r.Machine.Secondary), PersonPrimary = r.Person?.Primary,
        PersonSecondary = r.Person is { } person ? TextOf(person.Secondary) : null, Confidence = r.Machine.Confidence, NeedsReview = r.Machine.NeedsReview,
        Classifier = r.Machine.Classifier, PolicyVersion = r.PolicyVersion, Rosh = r.Standing.Rosh, AtRelease = r.Standing.AtRelease, AtRecall = r.Standing.AtRecall,
        LeadTimeHours = r.LookBack.LeadTimeHours, AlertsOpen = r.LookBack.OpenAtRecall,
    };

    private static string TextOf(IReadOnlyList<RecallReason> reasons) => string.Join(';', reasons.Select(RecallReasons.Text));

    private static Stored ToStored(ExportedRecall r) => new(
        r.Crn, r.ReleaseId, r.RecallId, r.ReleasedAt, r.RecalledAt, r.RecordedAt, r.DaysFromRelease, r.Region, r.Type, r.IsWithdrawn, r.RecordedReasons, r.MachinePrimary,
        r.MachineSecondary, r.PersonPrimary, r.PersonSecondary, r.Confidence, r.NeedsReview, r.Classifier, r.PolicyVersion, r.Rosh, r.AtRelease, r.AtRecall, r.LeadTimeHours, r.AlertsOpen);

    private static ExportedRecall Exported(Stored r) => new()
    {
        Crn = r.Crn, ReleaseId = r.Release, RecallId = r.Recall, ReleasedAt = r.ReleasedAt, RecalledAt = r.RecalledAt, RecordedAt = r.RecordedAt, DaysFromRelease = r.Days,
        Region = r.Region, Type = r.Type, IsWithdrawn = r.Withdrawn, RecordedReasons = r.Recorded, MachinePrimary = r.Machine, MachineSecondary = r.MachineOthers,
        PersonPrimary = r.Person, PersonSecondary = r.PersonOthers, Confidence = r.Confidence, NeedsReview = r.NeedsReview, Classifier = r.Classifier, PolicyVersion = r.Policy,
        Rosh = r.Rosh, AtRelease = r.AtRelease, AtRecall = r.AtRecall, LeadTimeHours = r.LeadTimeHours, AlertsOpen = r.AlertsOpen,
    };

    // What is left out of the JSON is its default; members that are required could not be.
    private sealed record Stored(
        string Crn, string Release, string Recall, Instant ReleasedAt, Instant RecalledAt, Instant RecordedAt, int Days, string Region, string? Type, bool Withdrawn, string Recorded,
        RecallReason Machine, string MachineOthers, RecallReason? Person, string? PersonOthers, double Confidence, bool NeedsReview, string Classifier, string Policy, Rosh Rosh,
        AccommodationCategory AtRelease, AccommodationCategory AtRecall, long? LeadTimeHours, int AlertsOpen);
}
