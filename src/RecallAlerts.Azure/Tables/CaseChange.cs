using Azure.Data.Tables;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Queries;
using RecallAlerts.Azure.Tables.Audit;
using RecallAlerts.Azure.Tables.Projections;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Azure.Tables;

/// <summary>What a commit changes in a case.</summary>
/// <param name="After">The release row after it.</param>
/// <param name="Alerts">All alerts after it.</param>
/// <param name="Rows">The other rows that it writes.</param>
internal sealed record CaseChange(CaseHead After, IReadOnlyList<Alert> Alerts, IReadOnlyList<TableEntity> Rows)
{
    /// <summary>Whether the index has to follow.</summary>
    public bool IsIndexed { get; init; }

    /// <summary>Whether, until it has, nothing in the index would say that the case is to be looked at: then a guard goes before the commit.</summary>
    public bool NeedsGuard { get; init; }

    /// <summary>What a decision changes.</summary>
    /// <param name="before">The case that it was made on.</param>
    /// <param name="update">The decision.</param>
    /// <param name="commitId">The try to commit it.</param>
    /// <param name="isSettling">Whether it only settles facts: then the index follows where it would say something wrong, a wake too early excepted.</param>
    public static CaseChange Of(StoredCase before, CaseUpdate update, string commitId, bool isSettling = false)
    {
        var head = before.Head;
        var after = update.Reviewed is { } reviewed ? CaseProjections.Reviewed(Reviewed(head.By(commitId), reviewed), before.Record.History.Registered.ReleasedAt, update) : head.By(commitId) with { NextWake = update.WakeAt };
        after = after with { Access = before.Access };
        var sameAlerts = before.Record.Alerts.SequenceEqual(update.Alerts, ReferenceEqualityComparer.Instance);
        var wakesEarlier = after.NextWake is { } wake && !(head.Indexed.Wake <= wake);
        var sameLists = sameAlerts && !CaseProjections.IsExportedChanged(head, after) && after.RecallPending == head.RecallPending && after.Access == head.Access;
        var isIndexed = !isSettling || !sameLists || wakesEarlier;
        if (isIndexed) after = after with { Indexed = IndexRows.Of(after) };
        (after, var entries) = CaseAudit.Chain(after, update.Audit);
        var isDueByIndex = head.Indexed.Wake <= (update.Reviewed?.At ?? update.WakeAt);
        return new CaseChange(after, update.Alerts, [.. RowsOf(before, after, update, sameAlerts), .. entries])
        {
            IsIndexed = isIndexed,
            NeedsGuard = isIndexed && head.Guard is null && !isDueByIndex && (!sameLists || wakesEarlier),
        };
    }

    /// <summary>The case after it.</summary>
    public CaseRecord Apply(CaseRecord before) => before with
    {
        Alerts = Alerts,
        Version = After.Version,
        PendingSince = After.PendingSince,
        Recorders = new Recorders(After.Recorders),
        NextWake = After.NextWake,
        ReviewedAt = After.ReviewedAt,
        ReviewedUnder = After.ReviewedUnder,
        Pdu = After.Summary.Pdu,
        Outcomes = After.Outcomes,
    };

    private static CaseHead Reviewed(CaseHead head, CaseReviewed reviewed) => head with
    {
        PendingSince = null,
        Recorders = null,
        Guard = null,
        NextWake = reviewed.NextWake,
        ReviewedAt = reviewed.At,
        ReviewedUnder = reviewed.Under,
        Summary = StoredSummary.Of(reviewed.Summary),
        Outcomes = reviewed.Outcomes ?? head.Outcomes,
    };

    // Alerts that the case shares with what is stored are written too when a delivery decided of their tellings.
    private static IEnumerable<TableEntity> RowsOf(StoredCase before, CaseHead after, CaseUpdate update, bool sameAlerts)
    {
        if (!sameAlerts || !ReferenceEquals(before.Record.Alerts, before.Alerts))
        {
            var row = new TableEntity(after.WatchId, RowKeys.Alerts) { [FactRows.Version] = after.Version };
            row.PutJson(update.Alerts);
            yield return row;
        }

        if (update.Changes.Count == 0) yield break;
        var changes = new TableEntity(after.WatchId, RowKeys.Changes(after.Version)) { [FactRows.Version] = after.Version };
        changes.PutJson(update.Changes.Select(ListedChange.Of).ToArray());
        yield return changes;
    }
}
