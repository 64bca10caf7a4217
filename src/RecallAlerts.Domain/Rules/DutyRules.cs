using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.Domain.Rules;

/// <summary>check-overdue: a required check with police or children's services has no answer.</summary>
public static class CheckOverdueRule
{
    /// <summary>The rule.</summary>
    public static Rule Rule { get; } = new(RuleId.CheckOverdue, Topics.Checks, Evaluate);

    private static Instant? Evaluate(Case c, Instant now, List<Finding> found)
    {
        Instant? next = null;
        foreach (var check in c.Release.ChecksRequired)
        {
            if (!IsCompleted(c, check, now)) next = Instant.Earliest(next, Look(c, now, check, found));
        }

        return next;
    }

    private static Instant? Look(Case c, Instant now, Check check, List<Finding> found)
    {
        var rule = c.Rules.CheckOverdue;
        var since = c.OnWorkingDay(c.D, rule.WorkingDays, rule.Hour);
        if (now < since) return since;
        var later = c.OnWorkingDay(c.D, rule.LaterWorkingDays, rule.Hour);
        found.Add(new Finding(ConditionKey.Of(NameOf<Check>.Text(check)), since, now < later ? rule.Severity : rule.LaterSeverity, null));
        return now < later ? later : null;
    }

    private static bool IsCompleted(Case c, Check check, Instant now)
    {
        foreach (var fact in c.Timeline.ChecksCompleted)
        {
            if (fact.Check == check && fact.EffectiveAt <= now) return true;
        }

        return false;
    }
}

/// <summary>treatment-not-started: a substance misuse need and no community treatment since release (OHID: within three weeks).</summary>
public static class TreatmentNotStartedRule
{
    /// <summary>The rule.</summary>
    public static Rule Rule { get; } = new(RuleId.TreatmentNotStarted, Topics.Treatment, Evaluate);

    private static Instant? Evaluate(Case c, Instant now, List<Finding> found)
    {
        if (!c.Release.Needs.Contains(Need.SubstanceMisuse) || IsStarted(c, now)) return null;
        var rule = c.Rules.TreatmentNotStarted;
        var since = LondonTime.At(c.D.AddDays(rule.Days), rule.Hour);
        if (now < since) return since;
        var later = LondonTime.At(c.D.AddDays(rule.LaterDays), rule.LaterHour);
        found.Add(new Finding(ConditionKey.Of(c.D), since, now < later ? rule.Severity : rule.LaterSeverity, null));
        return now < later ? later : null;
    }

    private static bool IsStarted(Case c, Instant now)
    {
        var from = c.StartOfDay(0);
        foreach (var fact in c.Timeline.Treatments)
        {
            if (fact.OccurredAt >= from && fact.EffectiveAt <= now) return true;
        }

        return false;
    }
}

/// <summary>substance-use: the latest test since release was positive or refused.</summary>
public static class SubstanceUseRule
{
    /// <summary>The rule.</summary>
    public static Rule Rule { get; } = new(RuleId.SubstanceUse, Topics.Tests, Evaluate) { CanMove = true, RunsOutAt = RunsOutAt };

    private static Instant? Evaluate(Case c, Instant now, List<Finding> found)
    {
        if (RunsOutAt(c, now) is not { } end || now >= end) return null;
        var rule = c.Rules.SubstanceUse;
        SubstanceTested? first = null;
        Instant? next = null;
        var recent = 0;
        for (var i = c.Timeline.Tests.Length - 1; i >= 0; i--)
        {
            var test = c.Timeline.Tests[i];
            if (!Counts(c, test, now)) continue;
            if (test.Result == TestResult.Negative) break;
            first = test;
            var fades = Fades(c, test);
            if (now >= fades) continue;
            recent++;
            next = Instant.Earliest(next, fades);
        }

        if (first is null) return null;
        found.Add(new Finding(ConditionKey.Of(first.OccurredAt), first.OccurredAt, recent >= rule.Repeats ? rule.RepeatedSeverity : rule.Severity, first));
        return next;
    }

    private static Instant? RunsOutAt(Case c, Instant now)
    {
        for (var i = c.Timeline.Tests.Length - 1; i >= 0; i--)
        {
            if (Counts(c, c.Timeline.Tests[i], now)) return Fades(c, c.Timeline.Tests[i]);
        }

        return null;
    }

    private static bool Counts(Case c, SubstanceTested test, Instant now) => test.EffectiveAt <= now && test.OccurredAt >= c.Release.ReleasedAt;

    private static Instant Fades(Case c, SubstanceTested test) => test.OccurredAt.PlusSeconds(c.Rules.SubstanceUse.WindowDays * Instant.Day);
}

/// <summary>support-not-referred: a need other than substance misuse and no referral for it.</summary>
public static class SupportNotReferredRule
{
    /// <summary>The rule.</summary>
    public static Rule Rule { get; } = new(RuleId.SupportNotReferred, Topics.Referrals, Evaluate);

    private static Instant? Evaluate(Case c, Instant now, List<Finding> found)
    {
        var rule = c.Rules.SupportNotReferred;
        var since = LondonTime.At(c.D.AddDays(rule.Days), rule.Hour);
        if (now < since) return since;
        foreach (var need in c.Release.Needs)
        {
            if (need != Need.SubstanceMisuse && !IsReferred(c, need, now))
                found.Add(new Finding(ConditionKey.Of(NameOf<Need>.Text(need)), since, rule.Severity, null));
        }

        return null;
    }

    private static bool IsReferred(Case c, Need need, Instant now)
    {
        foreach (var fact in c.Timeline.Referrals)
        {
            if (fact.Need == need && fact.EffectiveAt <= now) return true;
        }

        return false;
    }
}
