using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.LocalHost.Simulation.Lives;

/// <summary>Who holds the case: named or not at the gate, passed on, lost between two desks. Rates: defaults of this project.</summary>
internal static class PractitionerLife
{
    public static void Live(Life life)
    {
        life.Holders.Add((new Instant(long.MinValue), life.Profile.PractitionerId));
        switch (life.Profile.Recall?.Story)
        {
            case RecallStory.NoPractitioner: Vacancy(life); break;
            case RecallStory.ManyPractitioners: Churn(life); break;
            case RecallStory.LostInTransfer: NameBeforeTheGate(life); break;
            default: Ordinary(life); break;
        }
    }

    public static void Allocate(Life life, Instant at, string id)
    {
        if (at >= life.End) return;
        life.Record(FactTypes.Allocated, at, new DataField("practitionerId", id));
        life.Holders.Add((at, id));
    }

    public static void Unallocate(Life life, Instant at)
    {
        if (at >= life.End) return;
        life.Record(FactTypes.Unallocated, at);
        life.Holders.Add((at, null));
    }

    private static void Ordinary(Life life)
    {
        if (life.Profile.PractitionerId is null) NameSomebody(life);
        switch (life.Dice.Next())
        {
            case < 0.05: Gap(life); break;
            case < 0.09: Several(life, life.Dice.Between(2, 3), 2, 28); break;
            case < 0.25: Several(life, 1, 1, 90); break;
        }
    }

    /// <summary>Half of the unnamed are given somebody before the gate, the others within a fortnight after.</summary>
    private static void NameSomebody(Life life)
    {
        var day = life.Dice.Chance(0.5) ? -life.Dice.Between(1, 7) : life.Dice.Between(1, 12);
        Allocate(life, life.OfficeTime(life.Calendar.WorkingDayFrom(life.Day(day))), Another(life));
    }

    private static void NameBeforeTheGate(Life life)
    {
        if (life.Profile.PractitionerId is null) Allocate(life, life.OfficeTime(life.Day(-1)), Another(life));
    }

    private static void Gap(Life life)
    {
        var from = life.OfficeTime(life.Calendar.WorkingDayFrom(life.Day(life.Dice.Between(2, 80))));
        if (from <= life.Holders[^1].From) return;
        Unallocate(life, from);
        Allocate(life, life.OfficeTime(life.Calendar.WorkingDayAfter(LondonTime.Date(from), life.Dice.Between(1, 8))), Another(life));
    }

    private static void Several(Life life, int times, int firstDay, int lastDay)
    {
        var days = Enumerable.Range(0, times).Select(_ => life.Dice.Between(firstDay, lastDay)).Distinct().Order().ToList();
        foreach (var day in days)
        {
            var at = life.OfficeTime(life.Day(day));
            if (at > life.Holders[^1].From) Allocate(life, at, Another(life));
        }
    }

    /// <summary>Two to three changes in the four weeks before the recall.</summary>
    private static void Churn(Life life)
    {
        NameBeforeTheGate(life);
        var recalled = life.End.Seconds;
        var from = Math.Max(life.Profile.ReleasedAt.Seconds, recalled - (28 * Instant.Day));
        var times = life.Dice.Between(2, 3);
        for (var i = 0; i < times; i++)
            Allocate(life, new Instant(from + ((recalled - from) * (i + 1) / (times + 1))), Another(life));
    }

    private static void Vacancy(Life life)
    {
        if (life.Profile.PractitionerId is null && LondonTime.Date(life.End) <= life.Day(20)) return;
        if (life.Profile.PractitionerId is null) NameSomebody(life);
        var from = life.BeforeRecall(10, 24);
        if (from > life.Holders[^1].From) Unallocate(life, from);
    }

    private static string Another(Life life)
    {
        var last = life.Holders.LastOrDefault(h => h.Id is not null).Id;
        return PractitionerPool.Other(life.Profile.Pdu, life.Profile.PractitionersInPdu, last, life.Dice);
    }
}
