using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.Tests.Watching;

public sealed class ReviewReleasesTests
{
    private static readonly Instant T0 = Cases.Lines.T0;
    private static readonly ReviewReleases Reviews = new(null!, PolicyDocument.Default, BankHolidays.Default);

    private static readonly Release Release = new()
    {
        Crn = new Crn("X000001"), ReleasedAt = T0, LicenceEndsOn = new DateOnly(2027, 6, 30), Region = "wales", Pdu = "gwent", PractitionerId = "P1", Rosh = Rosh.High, HandoverCompleted = true,
    };

    private static readonly CaseRecord Record = RecordOf(new AccommodationRecorded("h", T0, T0, "A08A", null));

    [Fact]
    public void Review_OfWhatIsPending_OpensTellsAndSaysWhenToLookNext()
    {
        var update = Reviews.Review(Record, T0);
        var homeless = update.Alerts.Single(a => a.Rule == RuleId.Homeless);
        Assert.Equal((AlertStatus.Open, Severity.Urgent), (homeless.Status, homeless.Severity));
        Assert.Equal(T0, Assert.Single(homeless.Tellings, t => t.Role == TellingRole.Owner).DueAt);
        Assert.Equal((T0, Reviews.Versions, WatchState.Watching, "P1"), (update.Reviewed!.At, update.Reviewed.Under, update.Reviewed.Summary.State, update.Reviewed.Summary.PractitionerId));
        Assert.True(update.Reviewed.NextWake > T0);
    }

    [Fact]
    public void Review_Again_ChangesNothing()
    {
        var once = Reviews.Review(Record, T0);
        var again = Reviews.Review(After(once), T0);
        Assert.Empty(again.Changes);
        Assert.Equal(once.Alerts, again.Alerts);
        Assert.Equal(once.Reviewed!.NextWake, again.Reviewed!.NextWake);
    }

    [Fact]
    public void Review_WithTheClockPutBack_IsAsOfTheLast()
    {
        var once = Reviews.Review(Record, T0.PlusHours(1));
        var back = Reviews.Review(After(once), T0.PlusHours(-24));
        Assert.Empty(back.Changes);
        Assert.Equal(T0.PlusHours(1), back.Reviewed!.At);
        Assert.Equal(once.Reviewed!.NextWake, back.Reviewed.NextWake);
    }

    [Theory]
    [InlineData("practitioner:P1", false)]
    [InlineData("practitioner:P2", true)]
    [InlineData("", true)]
    [InlineData(null, true)]
    public void Review_TellsTheOwnerUnlessAllIsTheirOwn(string? recorders, bool isTold) => Assert.Equal(
        isTold, Reviews.Review(Record with { Recorders = new Recorders(recorders) }, T0).Alerts.Single(a => a.Rule == RuleId.Homeless).Tellings.Any(t => t.Role == TellingRole.Owner));

    [Theory]
    [InlineData(null, "other", true)]
    [InlineData(null, null, false)]
    [InlineData("2026-06-02T09:00:00Z", "other", false)]
    public void Review_ForANewVersionOnly_IsQuiet(string? pendingSince, string? under, bool isQuiet)
    {
        var record = Record with { PendingSince = pendingSince is null ? null : Instant.Parse(pendingSince), ReviewedUnder = under, ReviewedAt = T0 };
        var telling = Assert.Single(Reviews.Review(record, T0).Alerts.Single(a => a.Rule == RuleId.Homeless).Tellings);
        Assert.Equal((isQuiet, isQuiet ? TellingClass.Digest : TellingClass.Urgent), (telling.Quiet, telling.Class));
    }

    [Fact]
    public void Review_UnderTheSameVersion_IsNotQuiet() => Assert.False(
        Reviews.Review(Record with { ReviewedUnder = Reviews.Versions, ReviewedAt = T0 }, T0).Alerts.Single(a => a.Rule == RuleId.Homeless).Tellings[0].Quiet);

    [Fact]
    public void Review_WithATurnAhead_WakesThen()
    {
        var at = T0.PlusSeconds(90);
        Assert.Equal(at, Reviews.Review(RecordOf(new ReleaseAmended("m", at, T0, new ReleaseAmendment { Pdu = new Amended<string>("other") })), T0).Reviewed!.NextWake);
        Assert.Equal(at, Reviews.Review(RecordOf(new FactWithdrawn("w", T0, at, "h", "wrong")), T0).Reviewed!.NextWake);
    }

    [Fact]
    public void Review_OfAnEndedRelease_NeverWakesAndClosesAll()
    {
        var open = Reviews.Review(Record, T0);
        var ended = After(open) with { History = Record.History.With(new WatchEnded("e", T0.PlusHours(1), T0.PlusHours(1), "died")) };
        var update = Reviews.Review(ended, T0.PlusHours(1));
        Assert.Equal((WatchState.Ended, null), (update.Reviewed!.Summary.State, update.Reviewed.NextWake));
        Assert.All(update.Alerts, a => Assert.Equal((AlertStatus.Closed, ClosedHow.WatchEnded), (a.Status, a.Closed)));
        Assert.All(update.Alerts, a => Assert.Empty(a.Tellings));
    }

    [Fact]
    public void Versions_NamePolicyAndCalendar() => Assert.Equal($"{PolicyDocument.Default.Version}|{BankHolidays.Default.Version}", Reviews.Versions);

    private static CaseRecord RecordOf(params Fact[] facts) => new()
    {
        Id = Release.Id, WatchId = "w", History = new CaseHistory(Release, facts), RegisteredAt = T0, Version = 1, Pdu = "gwent", PendingSince = T0,
    };

    private static CaseRecord After(CaseUpdate update) => Record with
    {
        Alerts = update.Alerts,
        PendingSince = null,
        NextWake = update.Reviewed!.NextWake,
        ReviewedAt = update.Reviewed.At,
        ReviewedUnder = update.Reviewed.Under,
        Version = 2,
    };
}
