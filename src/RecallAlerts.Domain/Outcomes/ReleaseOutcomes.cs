using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Domain.Outcomes;

/// <summary>How the follow-up of a release ended. What came first decides.</summary>
public enum FollowUpEnd
{
    /// <summary>recalled</summary>
    Recalled,

    /// <summary>licence-ended: nobody can be recalled after it, so the follow-up is complete.</summary>
    LicenceEnded,

    /// <summary>died</summary>
    Died,

    /// <summary>transferred: out of England and Wales.</summary>
    Transferred,

    /// <summary>replaced: the release was registered anew under its right date, and this one counts nowhere.</summary>
    Replaced,

    /// <summary>other</summary>
    Other,

    /// <summary>merged: the same release was recorded under two CRNs and goes on as the other; this one counts nowhere, whatever else ended it.</summary>
    Merged,
}

/// <summary>What became of a check with police or children's services by the end of day 28.</summary>
public enum CheckOutcome
{
    /// <summary>It was not required.</summary>
    NotRequired,

    /// <summary>It was required and nobody asked.</summary>
    NeverAsked,

    /// <summary>It was asked for and not answered.</summary>
    Unanswered,

    /// <summary>It was completed, before or after the release.</summary>
    Completed,
}

/// <summary>Whether accommodation was better at six months than at release: homeless, then transient, then settled.</summary>
public enum AccommodationChange
{
    /// <summary>Not known on one of the two days.</summary>
    Unknown,

    /// <summary>Settled at release: it cannot improve, so it is left out of the measure.</summary>
    SettledAtRelease,

    /// <summary>In a better category.</summary>
    Improved,

    /// <summary>In the same category or a worse one.</summary>
    NotImproved,
}

/// <summary>
/// What became of a release, by what happened and not by when it was recorded. It holds no "now": days that are not over yet are for the
/// reader to leave out.
/// </summary>
public sealed record ReleaseOutcomes
{
    /// <summary>The follow-up of the accommodation measure: 183 days, so that each release is followed for the same time.</summary>
    public const int SixMonths = 183;

    /// <summary>Nine months, the inspection's follow-up.</summary>
    public const int NineMonths = 274;

    /// <summary>The last day of the early-recall window, and the day by whose end checks are looked at.</summary>
    public const int EarlyDays = 28;

    /// <summary>Treatment counts as in time when it started by the end of this day (NAO, OHID: three weeks).</summary>
    public const int TreatmentDays = 21;

    /// <summary>D, the local date of release.</summary>
    public required DateOnly ReleasedOn { get; init; }

    /// <summary>Where the person lived at the end of the day of release.</summary>
    public required AccommodationCategory AtRelease { get; init; }

    /// <summary>Where the person lived at the end of day 28; none when the follow-up had ended.</summary>
    public required AccommodationCategory AtDay28 { get; init; }

    /// <summary>Where the person lived at the end of day 84; none when the follow-up had ended.</summary>
    public required AccommodationCategory AtDay84 { get; init; }

    /// <summary>Where the person lived at the end of day 183; none when the follow-up had ended.</summary>
    public required AccommodationCategory AtSixMonths { get; init; }

    /// <summary>Needs from assessment, a bit for each <see cref="Need"/>.</summary>
    public required int Needs { get; init; }

    /// <summary>The check with the police.</summary>
    public required CheckOutcome DomesticAbuse { get; init; }

    /// <summary>The check with children's services.</summary>
    public required CheckOutcome ChildSafeguarding { get; init; }

    /// <summary>The day, counted from the release, on which community treatment first started; null when it never did.</summary>
    public required int? TreatmentDay { get; init; }

    /// <summary>The day, counted from the release, on which the follow-up ended: at the latest the day after the licence.</summary>
    public required int EndDay { get; init; }

    /// <summary>How the follow-up ended, or will end.</summary>
    public required FollowUpEnd End { get; init; }

    /// <summary>Whether accommodation was better at six months than at release.</summary>
    public AccommodationChange Change =>
        AtRelease == AccommodationCategory.Settled ? AccommodationChange.SettledAtRelease :
        AtRelease == AccommodationCategory.None || AtSixMonths == AccommodationCategory.None ? AccommodationChange.Unknown :
        AtSixMonths > AtRelease ? AccommodationChange.Improved : AccommodationChange.NotImproved;

    /// <summary>Whether a need was flagged.</summary>
    public bool Has(Need need) => (Needs & (1 << (int)need)) != 0;

    /// <summary>
    /// Whether the person was recalled by the end of a day; null when the follow-up ended by then for another reason than recall or the end
    /// of the licence: that is incomplete, and not the same as not recalled.
    /// </summary>
    public bool? RecalledBy(int day) =>
        EndDay > day || End == FollowUpEnd.LicenceEnded ? false : End == FollowUpEnd.Recalled ? true : null;

    /// <summary>Whether treatment started by the end of day 21; null when there was no need, or the follow-up ended before.</summary>
    public bool? TreatedInTime =>
        !Has(Need.SubstanceMisuse) ? null : TreatmentDay <= TreatmentDays ? true : EndDay > TreatmentDays ? false : null;

    /// <summary>Whether the follow-up lasted beyond the end of day 28, by when checks are looked at.</summary>
    public bool IsFollowedForChecks => EndDay > EarlyDays;
}
