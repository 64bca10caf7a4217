using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Api.Pages.Recalls;

/// <summary>Recalls that wait for a person's answer.</summary>
/// <param name="Lines">Those of this page: what needs a look first, then the latest first.</param>
/// <param name="NeedReview">How many need a look.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Page">Which page this is, from 1.</param>
/// <param name="Pages">How many pages there are.</param>
/// <param name="IsOfPdu">Whether they are those of a PDU.</param>
public sealed record RecallsModel(IReadOnlyList<RecallLine> Lines, int NeedReview, int Count, int Page, int Pages, bool IsOfPdu);

/// <summary>A recall that waits for a person's answer.</summary>
/// <param name="RecallId">Its id.</param>
/// <param name="WatchId">The release.</param>
/// <param name="Crn">Whose.</param>
/// <param name="RecalledAt">The moment of recall, UTC.</param>
/// <param name="Primary">The classifier's reason.</param>
/// <param name="Percent">How sure it is, of a hundred.</param>
/// <param name="NeedsReview">Whether a person should look.</param>
public sealed record RecallLine(string RecallId, string WatchId, string Crn, Instant RecalledAt, RecallReason Primary, int Percent, bool NeedsReview);
