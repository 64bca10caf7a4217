using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.LocalHost.Simulation.Lives;

/// <summary>
/// One life on licence as it is told: the lines so far, and what one part of it must know of another (who holds the case, since
/// when there is no address, how often appointments were missed).
/// </summary>
internal sealed class Life
{
    private readonly WorkingHours _hours;
    private readonly string _idPrefix;

    public Life(ReleaseProfile profile, Dice dice, WorkingCalendar calendar, string idPrefix)
    {
        (Profile, Dice, Calendar, _idPrefix) = (profile, dice, calendar, idPrefix);
        _hours = new WorkingHours(calendar, 9, 17);
        End = profile.Recall?.RecalledAt ?? profile.WatchedUntil;
    }

    public ReleaseProfile Profile { get; }

    public Dice Dice { get; }

    public WorkingCalendar Calendar { get; }

    public List<DraftLine> Lines { get; } = [];

    /// <summary>Nothing happens from here on; earlier when somebody dies or leaves the country.</summary>
    public Instant End { get; set; }

    /// <summary>Who holds the case from when on, null for nobody; in order of time.</summary>
    public List<(Instant From, string? Id)> Holders { get; } = [];

    /// <summary>When the last address was lost and no bed found after it.</summary>
    public Instant? LostAddressAt { get; set; }

    /// <summary>From here on the service offers nothing.</summary>
    public Instant? BookingsStopAt { get; set; }

    /// <summary>Times without contact by agreement; the end is null while it goes on.</summary>
    public List<(Instant From, Instant? To)> Suspensions { get; } = [];

    public int Missed { get; set; }

    public int BadTests { get; set; }

    /// <summary>The code of the last address; null before there is one and after an ending.</summary>
    public string? Address { get; set; }

    public DateOnly Day(int n) => Profile.ReleaseDate.AddDays(n);

    /// <summary>Some time of that day in office hours.</summary>
    public Instant OfficeTime(DateOnly date) => LondonTime.At(date, Dice.Between(9, 16), Dice.Pick([0, 10, 15, 20, 30, 45, 50]));

    /// <summary>The instant, or where life ends before it, some moment between: so that an early end changes no rate.</summary>
    public Instant InLife(Instant t, Instant? notBefore = null)
    {
        if (t < End) return t;
        var from = notBefore is { } earliest && earliest < End ? Instant.Max(earliest, Profile.ReleasedAt) : Profile.ReleasedAt;
        return from.PlusSeconds((long)((End.Seconds - from.Seconds) * Dice.Next()));
    }

    /// <summary>A date between the release and the recall that lies so many days before the recall, or soon after the release.</summary>
    public Instant BeforeRecall(int fewest, int most)
    {
        var date = LondonTime.Date(Profile.Recall!.RecalledAt).AddDays(-Dice.Between(fewest, most));
        return date > Profile.ReleaseDate ? OfficeTime(date) : Earliest();
    }

    /// <summary>When somebody sits down at it: then, or when the office opens.</summary>
    public Instant InOffice(Instant t) => _hours.Opening(t);

    public string? HolderAt(Instant t) => Holders.LastOrDefault(h => h.From <= t).Id;

    /// <summary>Something happened and is written down, soon or late.</summary>
    public void Record(string type, Instant occurredAt, params DataField[] data)
    {
        if (occurredAt < End) Write(type, occurredAt, WrittenDown(occurredAt), data);
    }

    /// <summary>Something is known at another time than it happens: what is agreed in custody.</summary>
    public void RecordAt(Instant recordedAt, string type, Instant occurredAt, params DataField[] data)
    {
        if (occurredAt < End) Write(type, occurredAt, recordedAt, data);
    }

    /// <summary>What stands whatever has ended: the registration, the ending itself and corrections.</summary>
    public DraftLine Write(string type, Instant occurredAt, Instant recordedAt, params DataField[] data)
    {
        var by = Dice.Chance(CohortDefaults.RecorderKnown) ? Recorder(type, recordedAt) : null;
        var line = new DraftLine($"{_idPrefix}{Lines.Count + 1:00}", type, occurredAt, data) { RecordedAt = recordedAt, RecordedBy = by };
        Lines.Add(line);
        return line;
    }

    /// <summary>Most things are written down at once, some that day, some days later: in office hours then.</summary>
    public Instant WrittenDown(Instant occurredAt) => Dice.Next() switch
    {
        < 0.64 => occurredAt.PlusSeconds(Dice.Between(0, 40) * 60),
        < 0.84 => _hours.Opening(occurredAt.PlusSeconds(Dice.Between(90, 480) * 60)),
        < 0.96 => _hours.Opening(occurredAt.PlusSeconds(Dice.Between(24, 96) * 3_600)),
        _ => _hours.Opening(occurredAt.PlusSeconds(Dice.Between(5 * 24, 14 * 24) * 3_600)),
    };

    /// <summary>Halfway between release and end at the latest, for a recall so early that nothing fits before it.</summary>
    private Instant Earliest() => Profile.ReleasedAt.PlusSeconds(Math.Min(Instant.Day, (End.Seconds - Profile.ReleasedAt.Seconds) / 2));

    private string? Recorder(string type, Instant t) => type switch
    {
        FactTypes.Registered => null,
        FactTypes.Allocated or FactTypes.Unallocated => $"duty-spo:{Profile.Pdu.Slug}",
        _ => HolderAt(t) is { } id ? $"practitioner:{id}" : $"duty-spo:{Profile.Pdu.Slug}",
    };
}
