using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;

namespace RecallAlerts.Domain.Rules;

/// <summary>homeless: the latest accommodation is homeless.</summary>
public static class HomelessRule
{
    /// <summary>The rule.</summary>
    public static Rule Rule { get; } = new(RuleId.Homeless, Topics.Accommodation, Evaluate) { CanMove = true };

    private static Instant? Evaluate(Case c, Instant now, List<Finding> found)
    {
        var start = c.StartOfSpell(now, static f => f.Category == AccommodationCategory.Homeless);
        if (start is null) return null;
        var (rule, since) = (c.Rules.Homeless, Instant.Max(start.OccurredAt, c.Release.ReleasedAt));
        var later = c.EndOfDay(rule.EarlyUntilDay);
        found.Add(new Finding(ConditionKey.Of(since), since, now < later ? rule.EarlySeverity : rule.Severity, start));
        return now < later ? later : null;
    }
}

/// <summary>accommodation-unknown: nobody has recorded where the person lives, or the person left and no new address is known.</summary>
public static class AccommodationUnknownRule
{
    /// <summary>The rule.</summary>
    public static Rule Rule { get; } = new(RuleId.AccommodationUnknown, Topics.Accommodation, Evaluate) { CanMove = true };

    private static Instant? Evaluate(Case c, Instant now, List<Finding> found)
    {
        var latest = c.LatestAccommodation(now);
        if (latest is not (null or AccommodationEnded)) return null;
        var (rule, left) = (c.Rules.AccommodationUnknown, c.StartOfSpell(now, static f => f is AccommodationEnded));
        var threshold = left?.OccurredAt.PlusHours(rule.HoursAfterLeaving) ?? LondonTime.At(c.D, rule.ReleaseDayHour);
        var since = Instant.Max(c.Release.ReleasedAt, threshold);
        if (now < since) return since;
        found.Add(new Finding(ConditionKey.Of(left is null ? c.D : LondonTime.Date(since)), since, rule.Severity, left));
        return null;
    }
}

/// <summary>unsettled-accommodation: in transient accommodation for longer than it is meant for.</summary>
public static class UnsettledAccommodationRule
{
    /// <summary>The rule.</summary>
    public static Rule Rule { get; } = new(RuleId.UnsettledAccommodation, Topics.Accommodation, Evaluate) { CanMove = true };

    private static Instant? Evaluate(Case c, Instant now, List<Finding> found)
    {
        var start = c.StartOfSpell(now, static f => f.Category == AccommodationCategory.Transient);
        if (start is null || c.LatestAccommodation(now) is not AccommodationRecorded latest) return null;
        var (rule, s) = (c.Rules.UnsettledAccommodation, Instant.Max(start.OccurredAt, c.Release.ReleasedAt));
        var supported = AccommodationCodes.IsSupported(latest.Code);
        var first = LondonTime.At(LondonTime.Date(s).AddDays(supported ? rule.SupportedDays : rule.Days), rule.Hour);
        if (now < first) return first;
        var later = LondonTime.At(LondonTime.Date(s).AddDays(rule.LaterDays), rule.Hour);
        var rises = !supported && now < later;
        found.Add(new Finding(ConditionKey.Of(s), first, supported || rises ? rule.Severity : rule.LaterSeverity, latest));
        return rises ? later : null;
    }
}

/// <summary>placement-ending: a placement with an end date, and no next accommodation arranged in time.</summary>
public static class PlacementEndingRule
{
    /// <summary>The rule.</summary>
    public static Rule Rule { get; } = new(RuleId.PlacementEnding, Topics.Accommodation | Topics.MoveOn, Evaluate) { CanMove = true };

    private static Instant? Evaluate(Case c, Instant now, List<Finding> found)
    {
        if (c.LatestAccommodation(now) is not AccommodationRecorded latest || EndOf(c, latest, now) is not { } end) return null;
        if (IsMoveOnPlanned(c, latest, end, now)) return null;
        var rule = c.Rules.PlacementEnding;
        var first = LondonTime.At(end.AddDays(-rule.DaysBefore), rule.Hour);
        if (now < first) return first;
        var high = LondonTime.At(end.AddDays(-rule.LaterDaysBefore), rule.Hour);
        var urgent = LondonTime.At(end.AddDays(-rule.LastDaysBefore), rule.Hour);
        var severity = now < high ? rule.Severity : now < urgent ? rule.LaterSeverity : rule.LastSeverity;
        var since = Instant.Max(Instant.Max(first, latest.OccurredAt), c.Release.ReleasedAt);
        found.Add(new Finding(ConditionKey.Of(end), since, severity, latest));
        return now < high ? high : now < urgent ? urgent : null;
    }

    private static DateOnly? EndOf(Case c, AccommodationRecorded latest, Instant now)
    {
        if (latest.Category is not (AccommodationCategory.Settled or AccommodationCategory.Transient)) return null;
        if (latest.ExpectedEndOn is not null || latest.Code != AccommodationCodes.Cas3) return latest.ExpectedEndOn;
        var first = c.StartOfSpell(now, static f => f is AccommodationRecorded { Code: AccommodationCodes.Cas3 })!;
        return LondonTime.Date(first.OccurredAt).AddDays(c.Rules.PlacementEnding.Cas3Nights);
    }

    private static bool IsMoveOnPlanned(Case c, AccommodationRecorded latest, DateOnly end, Instant now) =>
        Case.Latest(c.Timeline.MoveOn, now) is MoveOnPlanned plan &&
        LondonTime.Date(latest.OccurredAt) <= plan.StartsOn && plan.StartsOn <= end;
}
