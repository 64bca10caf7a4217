using RecallAlerts.Application.Policies;
using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Policies;
using RecallAlerts.Domain.Recalls;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.WhatIf;

/// <summary>Adds up what a policy did, release by release, in memory that does not grow with their alerts.</summary>
/// <param name="policies">The policy that was played.</param>
/// <param name="yardstick">The policy in force, by which both are measured: days of watch, and days that count as lead time.</param>
/// <param name="calendar">Working days.</param>
/// <param name="until">The end of what is known, UTC.</param>
public sealed class PolicyTally(PolicySet policies, Policy yardstick, WorkingCalendar calendar, Instant until)
{
    private readonly NotRecalledByDay _notRecalled = new(yardstick.Watch.Days, yardstick.Recalls.LeadTimeDays);
    private readonly List<(FollowedRecall Recall, long? LeadTimeHours)> _recalls = [];
    private readonly Dictionary<Severity, long> _opened = Enum.GetValues<Severity>().ToDictionary(s => s, _ => 0L);
    private long _forManagers;
    private long _immediate;

    /// <summary>Adds a release and what happened to its alerts.</summary>
    /// <param name="release">What became of it.</param>
    /// <param name="moments">What happened to its alerts under this policy, in order.</param>
    public void Add(FollowUp release, IReadOnlyList<AlertMoment> moments)
    {
        AddOpened(release, moments);
        _notRecalled.Add(new FollowedRelease(release.ReleasedAt, release.WatchedUntil, release.Recall?.At, AlertSpells.Of(moments)));
        if (release.Recall is { } recall) _recalls.Add((recall, LeadTimeOf(release, recall, moments)));
    }

    /// <summary>Adds immediate messages to practitioners.</summary>
    public void AddImmediate(long messages) => _immediate += messages;

    /// <summary>The figures of all that was added.</summary>
    public PolicyFigures Figures() => new()
    {
        Version = policies.Version,
        Opened = _opened,
        OpenedForManagers = _forManagers,
        Immediate = _immediate,
        Warned = WarnedOf(_recalls),
        ByReason = RecallReasons.All.Where(r => _recalls.Any(x => x.Recall.Reason == r)).ToDictionary(r => r, r => WarnedOf([.. _recalls.Where(x => x.Recall.Reason == r)])),
        MedianLeadTimeHours = Median([.. _recalls.Select(r => r.LeadTimeHours).OfType<long>().Order()]),
    };

    // An alert that another rule speaks for from its opening on is news to nobody.
    private void AddOpened(FollowUp release, IReadOnlyList<AlertMoment> moments)
    {
        var cases = new CaseInForce(release.History, policies, calendar);
        for (var i = 0; i < moments.Count; i++)
        {
            var moment = moments[i];
            if (moment.Change is not (nameof(Opened) or nameof(Reopened)) || IsSpokenFor(moments, i)) continue;
            var c = cases.At(moment.At);
            if (Owners.Of(moment.Rule, c.PractitionerInForce(moment.At), c.Release.Pdu).Role == Role.Practitioner) _opened[moment.Severity]++;
            else _forManagers++;
        }
    }

    private static bool IsSpokenFor(IReadOnlyList<AlertMoment> moments, int opened)
    {
        var next = opened + 1 < moments.Count ? moments[opened + 1] : null;
        return next is { Change: nameof(Suppressed) } && next.Alert == moments[opened].Alert && next.At == moments[opened].At;
    }

    // A policy that had stopped watching by then had warned of nothing.
    private long? LeadTimeOf(FollowUp release, FollowedRecall recall, IReadOnlyList<AlertMoment> moments)
    {
        if (release.History.At(until, policies.Of, calendar).WatchEndsAt() < recall.At) return null;
        return LookingBack.Look(moments, recall.At, recall.Reason, yardstick.Recalls.LeadTimeDays).LeadTimeHours;
    }

    private WarnedRecalls WarnedOf(IReadOnlyList<(FollowedRecall Recall, long? LeadTimeHours)> recalls) => new(
        recalls.Count, recalls.Count(r => r.LeadTimeHours >= NotRecalledByDay.LongEnoughHours), _notRecalled.MeanShare(recalls.Select(r => (r.Recall.Reason, r.Recall.Day))));

    private static double? Median(long[] ordered) =>
        ordered.Length == 0 ? null : (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2.0;
}
