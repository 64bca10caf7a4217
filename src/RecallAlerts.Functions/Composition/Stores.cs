using RecallAlerts.Application.Absences;
using RecallAlerts.Application.Audit;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Exports;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Operations;
using RecallAlerts.Application.People;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Queries;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Application.Reports;
using RecallAlerts.Application.WhatIf;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Functions.Composition;

/// <summary>Where everything is kept.</summary>
/// <param name="Cases">Cases.</param>
/// <param name="Messages">Messages.</param>
/// <param name="Recalls">Recalls.</param>
/// <param name="Queries">Lists over many cases.</param>
/// <param name="Exports">What exports read.</param>
/// <param name="Reports">What reports read.</param>
/// <param name="Held">HMPPS envelopes that cannot be applied yet.</param>
/// <param name="People">Who is whom.</param>
public sealed record Stores(
    ICaseStore Cases, IMessageStore Messages, IRecallStore Recalls, ICaseQueries Queries, IExportSource Exports, IReportStore Reports, IHeldEnvelopes Held, IPeopleStore People)
{
    /// <summary>The audit log.</summary>
    public required IAuditLog Audit { get; init; }

    /// <summary>What waits and what was refused.</summary>
    public required IOperationsStore Operations { get; init; }

    /// <summary>Events that the queue put aside; null where there is no queue.</summary>
    public IDeadLetters? DeadLetters { get; init; }

    /// <summary>Exports that are made in the background.</summary>
    public required IExportJobs ExportJobs { get; init; }

    /// <summary>What is stored, to be played again.</summary>
    public required IStoredTimelines Timelines { get; init; }
}

/// <summary>How messages leave: the outbox hands them to a broker, and who takes them from there sends them.</summary>
/// <param name="ToBroker">Carries from the outbox.</param>
/// <param name="ToPeople">Carries to people.</param>
/// <param name="Directory">Who is behind a role.</param>
/// <param name="Settings">Links and pauses.</param>
public sealed record Senders(IMessageSender ToBroker, IMessageSender ToPeople, AbsenceDirectory Directory, SendSettings Settings);

/// <summary>What decisions are made by.</summary>
/// <param name="Policies">The policy in force.</param>
/// <param name="Calendar">Working days.</param>
/// <param name="Secret">The service's secret.</param>
public sealed record Setting(PolicySet Policies, WorkingCalendar Calendar, byte[] Secret)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"Policy {Policies.Version}, calendar {Calendar.Version}";
}
