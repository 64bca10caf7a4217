using RecallAlerts.Api.Pages.Releases.Timeline;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Lanes;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Pages.Tests.Releases;

/// <summary>Released on Tuesday 2 June 2026.</summary>
public sealed class TimelineLayoutTests
{
    private static readonly DateOnly D = new(2026, 6, 2);

    [Theory]
    [InlineData(0, 30, 22, "0 7 28")]
    [InlineData(28, 30, 22, "0 7 28")]
    [InlineData(29, 86, 9, "0 7 28 84")]
    [InlineData(84, 86, 9, "0 7 28 84")]
    [InlineData(85, 91, 4, "0 7 28 84")]
    [InlineData(274, 280, 4, "0 7 28 84")]
    public void Axis_IsAsLongAsWhatIsKnown(int today, int lastDay, int dayWidth, string ticks)
    {
        var axis = TimelineAxis.Of(Model(today));
        Assert.Equal((lastDay, dayWidth, ticks), (axis.LastDay, axis.DayWidth, string.Join(' ', axis.Ticks)));
    }

    [Theory]
    [InlineData(20, 28, 30)]
    [InlineData(20, 29, 86)]
    [InlineData(20, 34, 86)]
    [InlineData(20, 35, 30)]
    public void Axis_HasBookedAppointmentsOfTwoWeeks(int today, int booked, int lastDay) => Assert.Equal(lastDay, TimelineAxis.Of(Model(today, appointments: [Mark(booked, AppointmentStanding.Booked)])).LastDay);

    [Theory]
    [InlineData("2026-06-01T23:00:00Z", 24)]
    [InlineData("2026-06-01T22:59:59Z", 24)]
    [InlineData("2026-06-02T11:00:00Z", 35)]
    [InlineData("2026-06-02T22:59:59Z", 45)]
    [InlineData("2026-06-02T23:00:00Z", 46)]
    [InlineData("2026-07-02T22:59:59Z", 705)]
    [InlineData("2026-07-02T23:00:00Z", 706)]
    [InlineData("2027-07-02T23:00:00Z", 706)]
    public void X_IsByLocalDayAndStaysInThePicture(string at, int x) => Assert.Equal(x, new TimelineAxis(D, 30, 22).X(Instant.Parse(at)));

    [Theory]
    [InlineData(AccommodationCategory.Settled, "app-tl-settled", null)]
    [InlineData(AccommodationCategory.Transient, "app-tl-temporary", "temporary")]
    [InlineData(AccommodationCategory.Homeless, "app-tl-homeless", "homeless")]
    [InlineData(AccommodationCategory.None, "app-tl-unknown", "unknown")]
    public void Accommodation_HasAStyleAndAPatternOfItsOwn(AccommodationCategory category, string style, string? pattern)
    {
        var drawing = TimelineLayout.Of(Model(20, accommodation: [new LaneSpan<Dwelling>(At(0), At(20), new Dwelling(category, null))]));
        Assert.Contains(drawing.Shapes, s => s is Shape.Box box && box.Style == style && box.Pattern == pattern && box.X == 24 && box.Width == 440);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void Words_StandInABarWhereTheyFit(int days, bool stand)
    {
        var drawing = TimelineLayout.Of(Model(20, accommodation: [new LaneSpan<Dwelling>(At(0), At(days), new Dwelling(AccommodationCategory.Settled, null))]));
        Assert.Equal(stand, Texts(drawing).Contains("Settled"));
    }

    [Fact]
    public void Appointments_CloseTogether_StandBelowEachOther()
    {
        var marks = TimelineLayout.Of(Model(20, appointments: [Mark(1, AppointmentStanding.Attended), Mark(1, AppointmentStanding.Missed), Mark(5, AppointmentStanding.Missed)])).Shapes.OfType<Shape.Mark>().ToArray();
        Assert.True(marks[0].Y < marks[1].Y);
        Assert.Equal(marks[0].Y, marks[2].Y);
    }

    [Fact]
    public void Window_IsShadedToTheEndOfItsLastDay() => Assert.Contains(TimelineLayout.Of(Model(20)).Shapes, s => s is Shape.Box { Style: "app-tl-window", X: 24, Width: 29 * 22 });

    [Theory]
    [InlineData(20, null, "Today, day 20")]
    [InlineData(20, 12, "Watch over, day 12")]
    public void Line_IsTodayOrTheEnd(int today, int? end, string text) => Assert.Contains(text, Texts(TimelineLayout.Of(Model(today, end: end))));

    [Fact]
    public void Words_ThatWouldLeaveThePicture_EndInIt()
    {
        var lane = new AlertLane(RuleId.FirstAppointmentNotAttended, [new AlertBar(At(28), At(29), Severity.Urgent)], IsOpen: true);
        var words = Assert.Single(TimelineLayout.Of(Model(28, alerts: [lane])).Shapes.OfType<Shape.Words>(), w => w.Text == "Not seen since release: urgent");
        Assert.Equal("end", words.Anchor);
    }

    [Fact]
    public void Shapes_AreAllWithinThePicture()
    {
        var drawing = TimelineLayout.Of(Model(300, accommodation: [new LaneSpan<Dwelling>(At(-3), At(400), new Dwelling(AccommodationCategory.Settled, null))], appointments: [Mark(0, AppointmentStanding.Missed), Mark(299, AppointmentStanding.Booked)]));
        Assert.All(drawing.Shapes.OfType<Shape.Box>(), b => Assert.True(b.X >= 0 && b.X + b.Width <= drawing.Width && b.Y >= 0 && b.Y + b.Height <= drawing.Height && b.Width > 0));
    }

    [Fact]
    public void Picture_OfOneModel_IsTheSame() => Assert.Equal(TimelineLayout.Of(Model(20)).Shapes, TimelineLayout.Of(Model(20)).Shapes);

    [Theory]
    [InlineData(null, true)]
    [InlineData(20, false)]
    public void Rows_GoOnUntilTheWatchEnds(int? end, bool goesOn)
    {
        var row = TimelineRows.Of(Model(20, accommodation: [new LaneSpan<Dwelling>(At(0), At(20), new Dwelling(AccommodationCategory.Homeless, "A08A"))], end: end))[0];
        Assert.Equal(("Accommodation", "Homeless (rough sleeping)", goesOn), (row.Lane, row.What, row.GoesOn));
        Assert.Equal(!goesOn, row.Until is not null);
    }

    [Theory]
    [InlineData(true, "Booked for after the recall")]
    [InlineData(false, "Booked for after the end of the watch")]
    public void Appointment_ThatTheEndOvertook_IsInTheTableAlone(bool isRecall, string words)
    {
        var model = Model(20, appointments: [Mark(13, AppointmentStanding.AfterEnd), Mark(33, AppointmentStanding.AfterEnd)], end: 12);
        if (isRecall) model = model with { Lanes = model.Lanes with { Ends = [new EndMark(At(12), new RecallRecorded("e", At(12), At(12), "R1"))] } };
        Assert.Equal(30, TimelineAxis.Of(model).LastDay);
        Assert.Empty(TimelineLayout.Of(model).Shapes.OfType<Shape.Mark>());
        Assert.Equal([words, words], TimelineRows.Of(model).Where(r => r.Lane == "Appointment").Select(r => r.What));
    }

    private static Instant At(int day) => LondonTime.StartOf(D.AddDays(day));

    private static AppointmentMark Mark(int day, AppointmentStanding standing) => new(At(day), standing);

    private static TimelineModel Model(
        int today, IReadOnlyList<LaneSpan<Dwelling>>? accommodation = null, IReadOnlyList<AppointmentMark>? appointments = null, IReadOnlyList<AlertLane>? alerts = null, int? end = null) => new(
        D, At(today), At(end ?? today), 28, new CaseLanes(accommodation ?? [], [], appointments ?? [], end is { } day ? [new EndMark(At(day), null)] : []), alerts ?? []);

    private static IEnumerable<string> Texts(Drawing drawing) => drawing.Shapes.OfType<Shape.Words>().Select(w => w.Text);
}
