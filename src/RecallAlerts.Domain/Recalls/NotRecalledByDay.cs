using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Domain.Recalls;

/// <summary>A release as it was followed, recalled or not.</summary>
/// <param name="ReleasedAt">The moment of release, UTC.</param>
/// <param name="WatchedUntil">The first moment at which it was watched no longer, or nothing more is known, UTC.</param>
/// <param name="RecalledAt">The recall, UTC; null when there was none.</param>
/// <param name="Spells">When its alerts were open.</param>
public sealed record FollowedRelease(Instant ReleasedAt, Instant WatchedUntil, Instant? RecalledAt, IReadOnlyList<AlertSpell> Spells);

/// <summary>How many releases were compared with a recall, and how many of them had been warned of.</summary>
/// <param name="Warned">Of these, how many had the kind of alert that counts for a recall.</param>
/// <param name="Watched">Releases that were watched and not recalled by that day.</param>
public readonly record struct WarnedOf(int Warned, int Watched)
{
    /// <summary>The share; null when nobody was watched.</summary>
    public double? Share => Watched == 0 ? null : (double)Warned / Watched;
}

/// <summary>
/// The same share among releases that were not recalled (api.md, The look-back): of those watched and not recalled by a day from release, how many
/// had at noon of that day an alert that counts for a recall of a reason. It is open, opened as high or urgent, by a rule that belongs to the
/// reason, within the days that count as lead time and long enough before. One pass over the alerts; a release counts once, however many it has.
/// </summary>
public sealed class NotRecalledByDay
{
    /// <summary>The local hour of a day at which releases are compared: the middle of the working day.</summary>
    public const int Hour = 12;

    /// <summary>Hours for which an alert must have been open at least, to be of use before a recall (api.md).</summary>
    public const int LongEnoughHours = 48;

    private readonly int _leadTimeDays;
    private readonly int[] _watched;
    private readonly Dictionary<RecallReason, int[]> _warned;

    /// <summary>Nobody is followed yet.</summary>
    /// <param name="days">Days from release that are counted, the day of release being 0; later ones are not.</param>
    /// <param name="leadTimeDays">Days before a recall within which an alert must have opened (policy).</param>
    public NotRecalledByDay(int days, int leadTimeDays)
    {
        _leadTimeDays = leadTimeDays;
        _watched = new int[days + 1];
        _warned = RecallReasons.All.ToDictionary(r => r, _ => new int[days + 1]);
    }

    /// <summary>Counts a release on each day on which it was watched and not recalled; on the day of its recall it no longer counts.</summary>
    public void Add(FollowedRelease release)
    {
        var d = LondonTime.Date(release.ReleasedAt);
        var last = FirstNoon(d, release.WatchedUntil);
        if (release.RecalledAt is { } at) last = Math.Min(last, DayOf(d, at));
        var days = new Days(FirstNoon(d, release.ReleasedAt), Math.Min(last, _watched.Length - 1));
        if (days.IsEmpty) return;
        days.AddTo(_watched);
        foreach (var (reason, warned) in _warned) AddWarned(warned, release.Spells.Where(s => s.MayWarnOf(reason)), d, days);
    }

    /// <summary>The releases to compare a recall with.</summary>
    /// <param name="reason">The primary reason of the recall.</param>
    /// <param name="day">Days from release to the recall, by local dates.</param>
    public WarnedOf On(RecallReason reason, int day) =>
        day < 0 || day >= _watched.Length - 1 ? default : new WarnedOf(Sum(_warned[reason], day), Sum(_watched, day));

    /// <summary>The mean of the shares that recalls are compared with, each on its own day; null when there is nobody to compare with.</summary>
    public double? MeanShare(IEnumerable<(RecallReason Reason, int Day)> recalls)
    {
        // Sorted, so that the order of the recalls decides not even the last digit.
        var shares = recalls.Select(r => On(r.Reason, r.Day).Share).OfType<double>().Order().ToArray();
        return shares.Length == 0 ? null : shares.Average();
    }

    private void AddWarned(int[] warned, IEnumerable<AlertSpell> spells, DateOnly d, Days watched)
    {
        var counted = int.MinValue;
        foreach (var days in spells.Select(s => Warning(s, d).Within(watched)).OrderBy(x => x.From))
        {
            var rest = days with { From = Math.Max(days.From, counted) };
            if (rest.IsEmpty) continue;
            rest.AddTo(warned);
            counted = rest.Before;
        }
    }

    // As at a recall: what closes at that very moment was still open.
    private Days Warning(AlertSpell s, DateOnly d)
    {
        var last = s.OpenedAt.PlusSeconds(_leadTimeDays * Instant.Day);
        if (s.ClosedAt is { } closed && closed < last) last = closed;
        return new Days(FirstNoon(d, s.OpenedAt.PlusHours(LongEnoughHours)), FirstNoon(d, last.PlusSeconds(1)));
    }

    // The first day whose noon is not before an instant.
    private static int FirstNoon(DateOnly d, Instant t) => DayOf(d, t) + (LondonTime.At(LondonTime.Date(t), Hour) < t ? 1 : 0);

    private static int Sum(int[] differences, int day)
    {
        var sum = 0;
        for (var i = 0; i <= day; i++) sum += differences[i];
        return sum;
    }

    private static int DayOf(DateOnly d, Instant t) => LondonTime.Date(t).DayNumber - d.DayNumber;

    private readonly record struct Days(int From, int Before)
    {
        public bool IsEmpty => From >= Before;

        public Days Within(Days other) => new(Math.Max(From, other.From), Math.Min(Before, other.Before));

        // Differences: a day's count is the sum up to it.
        public void AddTo(int[] counts)
        {
            counts[From]++;
            counts[Before]--;
        }
    }
}
