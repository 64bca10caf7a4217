using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Exports;

/// <summary>A row of the export of recall reasons: a recall, and nothing by which a reader could find the person.</summary>
/// <param name="RecallKey">Stands for the recall.</param>
/// <param name="PersonKey">Stands for the person.</param>
/// <param name="ReleaseKey">Stands for the release.</param>
/// <param name="Recall">The recall; of its names and moments only what the columns take.</param>
/// <param name="DataAsOf">The local date of the export, yyyy-MM-dd.</param>
public sealed record RecallReasonRow(string RecallKey, string PersonKey, string ReleaseKey, StoredRecall Recall, string DataAsOf)
{
    /// <summary>Puts keys in the place of names.</summary>
    public static RecallReasonRow Of(StoredRecall r, ExportKeys keys, string dataAsOf) =>
        new(keys.RecallOf(r.ReleaseId, r.RecallId), keys.PersonOf(r.Crn), keys.ReleaseOf(r.ReleaseId), r, dataAsOf);

    /// <summary>The export, with its columns in order.</summary>
    public static ExportTable<RecallReasonRow> Table { get; } = new("recall-reasons", "A recall, withdrawn or not, with the reasons that the evidence supports.",
    [
        new("recallKey", ColumnKind.Text, false, "Stands for the recall. HMAC-SHA-256 under the key of the project, 32 hex digits.", (r, w) => w.Text(r.RecallKey)),
        new("personKey", ColumnKind.Text, false, "Stands for the person: the same in all exports of a project.", (r, w) => w.Text(r.PersonKey)),
        new("releaseKey", ColumnKind.Text, false, "Stands for the release: links to the export of releases of the same project.", (r, w) => w.Text(r.ReleaseKey)),
        new("recalledMonth", ColumnKind.Month, false, "Month of the recall, local time.", (r, w) => w.Text(Written.Month(r.Recall.RecalledAt))),
        new("releasedMonth", ColumnKind.Month, false, "Month of the release, local time.", (r, w) => w.Text(Written.Month(r.Recall.ReleasedAt))),
        new("daysFromRelease", ColumnKind.Number, false, "Local dates from the release to the recall; 0 on the day of release.", (r, w) => w.Number(r.Recall.DaysFromRelease)),
        new("within28Days", ColumnKind.Flag, false, "Whether daysFromRelease is 28 or less.", (r, w) => w.Flag(r.Recall.DaysFromRelease <= ReleaseOutcomes.EarlyDays)),
        new("region", ColumnKind.Text, false, "Probation region at the recall.", (r, w) => w.Text(r.Recall.Region)),
        new("releaseType", ColumnKind.Text, true, "Type of the release. Always empty: no source sends it yet.", (_, w) => w.Text(null)),
        new("recallType", ColumnKind.Text, true, "Official type of the recall, such as LR or FTR_28; empty when it was not sent.", (r, w) => w.Text(r.Recall.Type)),
        new("recallStatus", ColumnKind.Text, false, "active, or withdrawn: then nothing is known to have gone wrong, and it counts in no figure.", (r, w) => w.Text(r.Recall.IsWithdrawn ? "withdrawn" : "active")),
        new("recordedReasons", ColumnKind.List, true, "Official reasons as recorded, which are symptoms: FAILED_RESIDE and others.", (r, w) => w.List(r.Recall.RecordedReasons)),
        new("primaryReason", ColumnKind.Text, false, "The reason that this row holds: the person's answer, or the classifier's without one.", (r, w) => w.Text(RecallReasons.Text(r.Recall.PersonPrimary ?? r.Recall.MachinePrimary))),
        new("secondaryReasons", ColumnKind.List, true, "Further reasons, of the same source as primaryReason.", (r, w) => w.List(r.Recall.PersonPrimary is null ? r.Recall.MachineSecondary : r.Recall.PersonSecondary ?? "")),
        new("reasonSource", ColumnKind.Text, false, "classifier or person: who gave primaryReason and secondaryReasons.", (r, w) => w.Text(r.Recall.PersonPrimary is null ? "classifier" : "person")),
        new("machineReason", ColumnKind.Text, false, "The classifier's primary reason, whatever a person said.", (r, w) => w.Text(RecallReasons.Text(r.Recall.MachinePrimary))),
        new("personReason", ColumnKind.Text, true, "The person's primary reason; empty when nobody confirmed or replaced the classifier's.", (r, w) => w.Text(r.Recall.PersonPrimary is { } p ? RecallReasons.Text(p) : null)),
        new("confidence", ColumnKind.Share, false, "The classifier's confidence, calibrated: see docs/recall-reasons.md.", (r, w) => w.Share(r.Recall.Confidence)),
        new("needsReview", ColumnKind.Flag, false, "Whether the classifier asks for a person's look.", (r, w) => w.Flag(r.Recall.NeedsReview)),
        new("classifierVersion", ColumnKind.Text, false, "Version of the classifier: compare only rows of one version.", (r, w) => w.Text(r.Recall.Classifier)),
        new("policyVersion", ColumnKind.Text, false, "Version of the policy under which the recall was classified.", (r, w) => w.Text(r.Recall.PolicyVersion)),
        new("roshAtRecall", ColumnKind.Text, false, "Risk of serious harm at the recall: low, medium, high or very-high.", (r, w) => w.Text(NameOf<Rosh>.Text(r.Recall.Rosh))),
        new("accommodationAtRelease", ColumnKind.Text, false, "homeless, transient, settled or unknown at the end of the day of release.", (r, w) => w.Text(Written.Accommodation(r.Recall.AtRelease))),
        new("accommodationAtRecall", ColumnKind.Text, false, "homeless, transient, settled or unknown at the recall.", (r, w) => w.Text(Written.Accommodation(r.Recall.AtRecall))),
        new("leadTimeHours", ColumnKind.Number, true, "Hours from the first high or urgent alert of the right kind that was open at the recall; empty when there was none.", (r, w) => w.Number(r.Recall.LeadTimeHours)),
        new("alertsOpenAtRecall", ColumnKind.Number, false, "Alerts of any severity open at the recall.", (r, w) => w.Number(r.Recall.AlertsOpen)),
        new("recordedMonth", ColumnKind.Month, false, "Month in which the recall was recorded, local time.", (r, w) => w.Text(Written.Month(r.Recall.RecordedAt))),
        new("dataAsOf", ColumnKind.Date, false, "Date of the export, local time.", (r, w) => w.Text(r.DataAsOf)),
    ]);
}
