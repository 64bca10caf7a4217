using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Outcomes;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Domain.Reports.HeadlineCell;

namespace RecallAlerts.Domain.Reports;

/// <summary>In which cells a release is counted, aspect by aspect, and in which it could be counted otherwise: pure. A bit stands for a cell.</summary>
public static class HeadlineStates
{
    /// <summary>Accommodation, recall, two checks, treatment.</summary>
    public const int Aspects = 5;

    private static readonly ulong[][] Possible =
    [
        [
            Bits(AllReleases, SettledUnknown), Bits(AllReleases, SettledKnown, Settled), Bits(AllReleases, SettledKnown, NotSettled, ImprovedUnknown),
            Bits(AllReleases, SettledKnown, NotSettled, ImprovedKnown), Bits(AllReleases, SettledKnown, NotSettled, ImprovedKnown, Improved),
        ],
        [.. Recalls()],
        [.. Checks(DomesticAbuseDone)],
        [.. Checks(ChildSafeguardingDone)],
        [0, Bits(TreatmentKnown), Bits(TreatmentKnown, TreatedInTime), Bits(TreatmentUnknown)],
    ];

    /// <summary>The cells of a release for each aspect.</summary>
    public static IReadOnlyList<ulong> Of(CohortRelease r) =>
    [
        Accommodation(r.Outcomes), Recalled(r), Check(r.Outcomes, r.Outcomes.DomesticAbuse, DomesticAbuseDone),
        Check(r.Outcomes, r.Outcomes.ChildSafeguarding, ChildSafeguardingDone), Treatment(r.Outcomes),
    ];

    /// <summary>How an aspect of somebody could be counted otherwise.</summary>
    public static IEnumerable<ulong> Alternatives(int aspect, ulong cells)
    {
        foreach (var other in Possible[aspect]) yield return other;
        if (aspect != 1 || (cells & Bits(Classified)) == 0) yield break;
        yield return cells ^ Bits(Warned);
        foreach (var other in OtherReasons(cells)) yield return other;
    }

    private static ulong Bits(params ReadOnlySpan<HeadlineCell> cells)
    {
        var bits = 0UL;
        foreach (var cell in cells) bits |= 1UL << (int)cell;
        return bits;
    }

    private static ulong Accommodation(ReleaseOutcomes o) => Possible[0][o.AtRelease == AccommodationCategory.None ? 0 : o.Change switch
    {
        AccommodationChange.SettledAtRelease => 1,
        AccommodationChange.Unknown => 2,
        AccommodationChange.NotImproved => 3,
        _ => 4,
    }];

    // What is recalled or followed by a day is so by each later day, unless the follow-up was lost.
    private static ulong Recalled(CohortRelease r)
    {
        var o = r.Outcomes;
        var bits = ByDay(o.RecalledBy(28), Recalled28, Followed28, Lost28, NotRecalled28) | ByDay(o.RecalledBy(84), Recalled84, Followed84, Lost84, NotRecalled84) |
                   ByDay(o.RecalledBy(ReleaseOutcomes.NineMonths), Recalled274, Followed274, Lost274, NotRecalled274);
        return o.RecalledBy(ReleaseOutcomes.NineMonths) switch
        {
            true when r.Recall is { } recall => bits | Reasons(recall),
            true => bits | Bits(Unclassified),
            false => bits | Compared(r.IsWarnedWhenCompared),
            _ => bits,
        };
    }

    private static ulong ByDay(bool? recalled, HeadlineCell yes, HeadlineCell followed, HeadlineCell lost, HeadlineCell no) =>
        recalled is { } known ? Bits(followed, known ? yes : no) : Bits(lost);

    private static ulong Compared(bool? isWarned) => isWarned is null ? Bits(NotCompared) : isWarned.Value ? Bits(HeadlineCell.Compared, ComparedWarned) : Bits(HeadlineCell.Compared);

    private static ulong Reasons(CohortRecall recall)
    {
        var bits = Bits(Classified, PrimaryHomelessness + (int)recall.Primary) | (recall.IsWarned ? Bits(Warned) : 0);
        if (recall.Primary == RecallReason.InsufficientInformation) return bits;
        bits |= Bits(WithReason, AnyHomelessness + (int)recall.Primary);
        foreach (var reason in recall.Secondary)
        {
            if (reason != RecallReason.InsufficientInformation) bits |= Bits(AnyHomelessness + (int)reason);
        }

        return bits;
    }

    // Done, unanswered, known and unknown stand in this order.
    private static ulong Check(ReleaseOutcomes o, CheckOutcome check, HeadlineCell done) => check switch
    {
        CheckOutcome.NotRequired => 0,
        CheckOutcome.Completed => Bits(done, done + 2),
        _ when !o.IsFollowedForChecks => Bits(done + 3),
        CheckOutcome.Unanswered => Bits(done + 1, done + 2),
        _ => Bits(done + 2),
    };

    private static ulong[] Checks(HeadlineCell done) => [0, Bits(done, done + 2), Bits(done + 1, done + 2), Bits(done + 2), Bits(done + 3)];

    private static ulong Treatment(ReleaseOutcomes o) => !o.Has(Need.SubstanceMisuse) ? 0 : o.TreatedInTime switch
    {
        true => Bits(TreatmentKnown, TreatedInTime),
        false => Bits(TreatmentKnown),
        _ => Bits(TreatmentUnknown),
    };

    private static IEnumerable<ulong> Recalls()
    {
        ulong no28 = Bits(Followed28, NotRecalled28), no84 = Bits(Followed84, NotRecalled84), yes84 = Bits(Followed84, Recalled84);
        var days = new[] { Bits(Followed28, Recalled28) | yes84, no28 | yes84, no28 | no84 };
        var reasons = RecallReasons.All.SelectMany(p => new[] { Reasons(new CohortRecall(default, p, [], false)), Reasons(new CohortRecall(default, p, [], true)) });
        foreach (var day in days)
        {
            foreach (var reason in reasons.Prepend(Bits(Unclassified))) yield return day | Bits(Followed274, Recalled274) | reason;
        }

        foreach (var compared in new[] { Compared(null), Compared(false), Compared(true) }) yield return no28 | no84 | Bits(Followed274, NotRecalled274) | compared;
        yield return no28 | no84 | Bits(Lost274);
        yield return no28 | Bits(Lost84, Lost274);
        yield return Bits(Lost28, Lost84, Lost274);
    }

    // One further reason more or fewer; another primary reason, with the one before kept as a further one or not.
    private static IEnumerable<ulong> OtherReasons(ulong cells)
    {
        if ((cells & Bits(WithReason)) == 0) yield break;
        var primary = Enumerable.Range(0, (int)RecallReason.InsufficientInformation).First(i => (cells & Bits(PrimaryHomelessness + i)) != 0);
        for (var i = 0; i < (int)RecallReason.InsufficientInformation; i++)
        {
            if (i == primary) continue;
            yield return cells ^ Bits(AnyHomelessness + i);
            var other = (cells & ~Bits(PrimaryHomelessness + primary)) | Bits(PrimaryHomelessness + i, AnyHomelessness + i);
            yield return other;
            yield return other & ~Bits(AnyHomelessness + primary);
        }
    }
}
