using RecallAlerts.Application.Policies;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Application.WhatIf;

/// <summary>The case of a release at one instant after another; made again only where an amendment or withdrawal lies between.</summary>
/// <param name="history">What was recorded.</param>
/// <param name="policies">The policy.</param>
/// <param name="calendar">Working days.</param>
internal sealed class CaseInForce(CaseHistory history, PolicySet policies, WorkingCalendar calendar)
{
    private Case? _case;
    private Instant _from;
    private Instant? _before;

    public Case At(Instant t)
    {
        if (_case is not null && t >= _from && (_before is null || t < _before)) return _case;
        (_from, _before) = (t, history.NextAmendmentAfter(t));
        return _case = history.At(t, policies.Of, calendar);
    }
}
