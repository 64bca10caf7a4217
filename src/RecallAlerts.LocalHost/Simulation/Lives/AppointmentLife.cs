using System.Globalization;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.LocalHost.Simulation.Lives;

/// <summary>
/// The first appointment, then one a week until day 28 and one a fortnight after (rules.md), kept, missed, moved, cancelled or
/// not written up. The shares are defaults of this project, no published figure found.
/// </summary>
internal sealed class AppointmentLife(Life life)
{
    private static readonly string[] Kinds = ["office", "office", "office", "telephone", "home-visit"];

    private readonly Dice _dice = life.Dice;
    private readonly ReleaseProfile _profile = life.Profile;
    private int _ids;

    private enum Meeting
    {
        Unrecorded,
        Cancelled,
        Rescheduled,
        Excused,
        NotComplied,
        SentHome,
    }

    public static void Live(Life life)
    {
        var diary = new AppointmentLife(life);
        var next = diary.First();
        while (next is { } meeting) next = diary.Meet(meeting.Id, meeting.StartsAt);
    }

    private (string Id, Instant StartsAt)? First()
    {
        if (NothingOffered(_profile.ReleasedAt)) return null;
        var bookedLate = _profile.Recall?.Story == RecallStory.NoHandover || _dice.Chance(0.08);
        var bookedAt = bookedLate
            ? life.OfficeTime(life.Calendar.WorkingDayAfter(_profile.ReleaseDate, _dice.Between(1, 5)))
            : _profile.ReleasedAt.PlusHours(-24 * _dice.Between(1, 12));
        var date = bookedLate ? life.Calendar.WorkingDayAfter(LondonTime.Date(bookedAt), _dice.Between(1, 4)) : FirstDate();
        return Book(bookedAt, Instant.Max(life.OfficeTime(date), _profile.ReleasedAt.PlusHours(2)));
    }

    /// <summary>Measure SL004 asks for one working day.</summary>
    private DateOnly FirstDate() => _dice.Next() switch
    {
        < 0.22 => _profile.ReleaseDate,
        < 0.94 => life.Calendar.WorkingDayAfter(_profile.ReleaseDate, 1),
        _ => life.Calendar.WorkingDayAfter(_profile.ReleaseDate, _dice.Between(2, 4)),
    };

    private (string Id, Instant StartsAt)? Book(Instant bookedAt, Instant startsAt)
    {
        if (bookedAt >= life.End || NothingOffered(bookedAt)) return null;
        var id = string.Create(CultureInfo.InvariantCulture, $"a{++_ids}");
        if (_dice.Chance(0.04)) Booking(bookedAt, id, life.OfficeTime(life.Calendar.WorkingDayAfter(LondonTime.Date(startsAt), 1)));
        Booking(bookedAt.PlusSeconds(120), id, startsAt);
        return (id, startsAt);
    }

    private void Booking(Instant at, string id, Instant startsAt) =>
        life.Record(FactTypes.Booked, at, new("appointmentId", id), new("startsAt", startsAt.ToString()), new("kind", _dice.Pick(Kinds)));

    private (string Id, Instant StartsAt)? Meet(string id, Instant startsAt)
    {
        if (startsAt >= life.End) return null;
        var after = startsAt.PlusSeconds(_dice.Between(30, 75) * 60);
        if (!_dice.Chance(ChanceToCome(startsAt))) return Miss(id, startsAt, after);
        if (_dice.Chance(0.80)) return Attend(id, startsAt, after, "ATTC");
        return _dice.Weighted(Otherwise) switch
        {
            Meeting.Unrecorded => Next(startsAt, after),
            Meeting.Cancelled => Cancel(id, startsAt),
            Meeting.Rescheduled => Reschedule(id, startsAt, after),
            Meeting.Excused => Attend(id, startsAt, after, _dice.Pick(Excuses)),
            Meeting.NotComplied => Attend(id, startsAt, after, _dice.Pick(["AFTC", "AFTC", "ATSH"])),
            _ => Attend(id, startsAt, after, "ATSS"),
        };
    }

    private static readonly (Meeting, double)[] Otherwise =
    [
        (Meeting.Unrecorded, 0.22), (Meeting.Cancelled, 0.13), (Meeting.Rescheduled, 0.20), (Meeting.Excused, 0.28),
        (Meeting.NotComplied, 0.12), (Meeting.SentHome, 0.05),
    ];

    private static readonly string[] Excuses = ["AACL", "AAEM", "AAFC", "AAHO", "AAME", "AARE", "AARC", "CO05", "CO10"];

    /// <summary>Who has lost the bed, the drugs under control or the will comes less often: the warning that the rules look for.</summary>
    private double ChanceToCome(Instant at)
    {
        if (life.LostAddressAt is { } lost && at >= lost) return _profile.Reliability * 0.6;
        if (_profile.Recall is not { } recall || at < recall.RecalledAt.PlusHours(-24 * 21)) return _profile.Reliability;
        return recall.Story switch
        {
            RecallStory.Disengaged => 0.04,
            RecallStory.DrugTests or RecallStory.RefusedTests or RecallStory.Alcohol => _profile.Reliability * 0.7,
            RecallStory.ManyPractitioners or RecallStory.NoHandover => _profile.Reliability * 0.7,
            _ => _profile.Reliability,
        };
    }

    private (string, Instant)? Attend(string id, Instant startsAt, Instant after, string outcome)
    {
        Outcome(id, after, outcome);
        return Next(startsAt, after);
    }

    private (string, Instant)? Miss(string id, Instant startsAt, Instant after)
    {
        life.Missed++;
        Outcome(id, after, _dice.Pick(["AFTA", "UAAB"]));
        var responded = LondonTime.Date(startsAt);
        if (_dice.Chance(0.68))
            life.Record(FactTypes.Enforcement, life.OfficeTime(life.Calendar.WorkingDayAfter(responded, _dice.Between(1, 5))),
                new("appointmentId", id), new("action", _dice.Pick(["WLS", "WLS", "ROM", "IBR"])));
        var rebooked = life.Calendar.WorkingDayAfter(responded, _dice.Between(1, 2));
        return Book(life.OfficeTime(rebooked), life.OfficeTime(life.Calendar.WorkingDayAfter(rebooked, _dice.Between(1, 5))));
    }

    private (string, Instant)? Cancel(string id, Instant startsAt)
    {
        var at = startsAt.PlusHours(-_dice.Between(2, 20));
        life.Record(FactTypes.Cancelled, at, new DataField("appointmentId", id));
        return Next(startsAt, at.PlusSeconds(600));
    }

    /// <summary>Either an outcome and a new appointment, or the same one at another time.</summary>
    private (string, Instant)? Reschedule(string id, Instant startsAt, Instant after)
    {
        var later = life.OfficeTime(life.Calendar.WorkingDayAfter(LondonTime.Date(startsAt), _dice.Between(1, 3)));
        if (_dice.Chance(0.5))
        {
            Booking(startsAt.PlusHours(-_dice.Between(1, 3)), id, later);
            return (id, later);
        }

        Outcome(id, after, "AAM11");
        return Book(after, later);
    }

    private void Outcome(string id, Instant at, string outcome) =>
        life.Record(FactTypes.Outcome, at, new("appointmentId", id), new("outcome", outcome));

    private (string Id, Instant StartsAt)? Next(Instant last, Instant bookedAt)
    {
        var date = LondonTime.Date(last).AddDays((last < LondonTime.StartOf(life.Day(29)) ? 7 : 14) + _dice.Between(-1, 1));
        if (_dice.Chance(0.05)) date = date.AddDays(_dice.Between(6, 14));
        if (SuspendedOn(date) is { } suspension)
        {
            if (suspension.To is not { } resumed) return null;
            (bookedAt, date) = (resumed, LondonTime.Date(resumed).AddDays(_dice.Between(1, 4)));
        }

        var startsAt = life.OfficeTime(life.Calendar.WorkingDayFrom(date));
        return LondonTime.Date(startsAt) > _profile.LicenceEndsOn ? null : Book(bookedAt, startsAt);
    }

    private (Instant From, Instant? To)? SuspendedOn(DateOnly date)
    {
        var at = LondonTime.At(date, 12);
        foreach (var suspension in life.Suspensions)
        {
            if (at >= suspension.From && (suspension.To is not { } to || at < to)) return suspension;
        }

        return null;
    }

    private bool NothingOffered(Instant at) => life.BookingsStopAt is { } stop && at >= stop;
}
