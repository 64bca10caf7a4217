using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.WhatIf;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Application.Tests.WhatIf.Stored;

namespace RecallAlerts.Application.Tests.WhatIf;

public sealed class FollowingUpTests
{
    private static readonly Instant Day9 = T0.PlusSeconds(9 * Instant.Day);

    [Fact]
    public void FollowUp_OfARecall_EndsWhenItBecameKnown()
    {
        var followed = Followed(Timeline(Recall(Day9, recordedAt: Day9.PlusHours(5))));
        Assert.Equal((Day9, 9), (followed.Recall!.At, followed.Recall.Day));
        Assert.Equal(Day9.PlusHours(5), followed.WatchedUntil);
    }

    [Fact]
    public void FollowUp_WithoutARecall_EndsWithTheWatchOrWhatIsKnown()
    {
        Assert.Equal(LondonTime.StartOf(new DateOnly(2027, 3, 3)), Followed(Timeline()).WatchedUntil);
        Assert.Equal(Day9.PlusSeconds(1), Followed(Timeline(), Day9).WatchedUntil);
        Assert.Null(Followed(Timeline()).Recall);
    }

    [Fact]
    public void Recall_ThatWasWithdrawn_OrOfAnEarlierRelease_OrAfterTheEnd_IsNone()
    {
        Assert.Null(Followed(Timeline(Recall(Day9), new FactWithdrawn("w", Day9, Day9.PlusHours(1), "recall", "wrong"))).Recall);
        Assert.Null(Followed(Timeline(Recall(T0.PlusSeconds(-1)))).Recall);
        Assert.Null(Followed(Timeline(new WatchEnded("e", Day9, Day9, "died"), Recall(Day9.PlusSeconds(1)))).Recall);
        Assert.Null(Followed(Timeline(Recall(Day9)), Day9.PlusSeconds(-1)).Recall);
    }

    [Fact]
    public void Recall_RecordedAfterTheLicenceEnded_ButBeforeItWhenItHappened_Counts() =>
        Assert.Equal(Day9, Followed(Timeline(Recall(Day9, recordedAt: Day9.PlusHours(9)), new WatchEnded("e", Day9.PlusHours(1), Day9.PlusHours(1), "licence-ended"))).Recall!.At);

    [Fact]
    public void Reason_IsTheStoredOneElseTheClassifiers()
    {
        var timeline = Timeline(Recall(Day9, "POOR_BEHAVIOUR_DRUGS"));
        var stored = timeline with { Reasons = new Dictionary<string, RecallReason>(StringComparer.Ordinal) { ["R1"] = RecallReason.ContinuityFailure } };
        Assert.Equal(RecallReason.ContinuityFailure, Followed(stored).Recall!.Reason);
        var c = new CaseHistory(timeline.Registered, [.. timeline.Facts.Select(f => f.Fact)]).At(Day9, PolicyDocument.Default.Of, BankHolidays.Default);
        var classified = RecallClassifier.Classify(new RecallInput(null, ["POOR_BEHAVIOUR_DRUGS"], TimelineSigns.Of(c, Day9)), PolicyDocument.Default.General.Recalls.ReviewBelow);
        Assert.Equal(classified.Primary, Followed(timeline).Recall!.Reason);
    }

    [Fact]
    public void DaysHeld_AreWorkingDaysOfWhoHeldItAtNoon()
    {
        var until = T0.PlusSeconds(8 * Instant.Day);
        var following = new FollowingUp(PolicyDocument.Default, BankHolidays.Default, until);
        var handed = new PractitionerAllocated("a", T0.PlusSeconds(2 * Instant.Day), T0, "P2");
        var free = new PractitionerUnallocated("u", T0.PlusSeconds(6 * Instant.Day), T0);
        var held = following.DaysHeld(following.Of(Timeline(handed, free))).Select(d => $"{d.Practitioner} {d.Day:MM-dd}");
        Assert.Equal(["P1 06-02", "P1 06-03", "P2 06-04", "P2 06-05"], held);
    }

    [Fact]
    public void DaysHeld_FollowAmendmentsFromTheirInstantOn()
    {
        var following = new FollowingUp(PolicyDocument.Default, BankHolidays.Default, T0.PlusSeconds(2 * Instant.Day));
        var at = T0.PlusSeconds(Instant.Day);
        var amended = new ReleaseAmended("m", at, at, new ReleaseAmendment { PractitionerId = new Amended<string?>("P2") });
        Assert.Equal(["P1", "P2", "P2"], following.DaysHeld(following.Of(Timeline(amended))).Select(d => d.Practitioner));
    }
}
