using RecallAlerts.Api.Access;
using RecallAlerts.Api.Audit;
using RecallAlerts.Api.Handlers;
using RecallAlerts.Application.Absences;
using RecallAlerts.Application.Audit;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Exports;
using RecallAlerts.Application.Imports;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Operations;
using RecallAlerts.Application.People;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Queries;
using RecallAlerts.Application.Recalls;
using RecallAlerts.Application.Reports;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Application.Watching;
using RecallAlerts.Application.WhatIf;
using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.Api.Routing;

/// <summary>What the handlers work with.</summary>
public sealed record ApiServices
{
    /// <summary>Where cases are kept.</summary>
    public required ICaseStore Cases { get; init; }

    /// <summary>Lists over many cases.</summary>
    public required ICaseQueries Queries { get; init; }

    /// <summary>Records events.</summary>
    public required RecordEvents Record { get; init; }

    /// <summary>Takes events as sources send them.</summary>
    public required IngestEvents Ingest { get; init; }

    /// <summary>Merges, unmerges and erases people.</summary>
    public required ChangePeople People { get; init; }

    /// <summary>Imports lines.</summary>
    public required ImportLines Import { get; init; }

    /// <summary>Reviews cases.</summary>
    public required ReviewReleases Reviews { get; init; }

    /// <summary>Acts on alerts.</summary>
    public required ActOnAlert Acts { get; init; }

    /// <summary>Where recalls are kept.</summary>
    public required IRecallStore Recalls { get; init; }

    /// <summary>Records recalls that are sent by themselves.</summary>
    public required RecordRecall RecordRecall { get; init; }

    /// <summary>Takes people's answers on recalls.</summary>
    public required AnswerRecall AnswerRecall { get; init; }

    /// <summary>Notes whom somebody was shown.</summary>
    public required AuditTrail Audit { get; init; }

    /// <summary>Verifies the audit log.</summary>
    public required VerifyAudit Verify { get; init; }

    /// <summary>For how long a request may verify the audit log; null for as long as it takes.</summary>
    public TimeSpan? MostVerifying { get; init; }

    /// <summary>Writes exports.</summary>
    public required ExportRows Exports { get; init; }

    /// <summary>The headline report.</summary>
    public required HeadlineReports Reports { get; init; }

    /// <summary>Exports that are made in the background.</summary>
    public required IExportJobs ExportJobs { get; init; }

    /// <summary>What of an export a caller of the API is answered at once; null on a host where an answer may take as long as it takes.</summary>
    public ExportBound? ExportBound { get; init; }

    /// <summary>What waits and what was refused.</summary>
    public required IOperationsStore Operations { get; init; }

    /// <summary>Events that a queue put aside; null on a host without one.</summary>
    public IDeadLetters? DeadLetters { get; init; }

    /// <summary>Tries other policies on the stored timelines.</summary>
    public required PolicyTrial Trial { get; init; }

    /// <summary>Who is behind a role, and who stands in, with the absences that managers enter.</summary>
    public required AbsenceDirectory Directory { get; init; }

    /// <summary>The policy in force.</summary>
    public required PolicySet Policies { get; init; }

    /// <summary>Working days.</summary>
    public required WorkingCalendar Calendar { get; init; }

    /// <summary>Checks tokens; null where a token is invalid.</summary>
    public required Func<string, Task<Caller?>> ReadToken { get; init; }

    /// <summary>Who calls without a token; null refuses.</summary>
    public required Func<Microsoft.AspNetCore.Http.HttpContext, Caller?> WithoutToken { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The watches, which are told what to look at.</summary>
    public required IWatches Watches { get; init; }

    /// <summary>Whether the service can do its work.</summary>
    public required Func<Task<bool>> IsReady { get; init; }

    /// <summary>How much one caller may ask for; null sets no limit.</summary>
    public RequestLimits? Limits { get; init; }

    /// <summary>Where requests are counted.</summary>
    public Instruments Instruments { get; init; } = new();

    /// <summary>Now, UTC.</summary>
    public Instant Now => Instant.From(Time.GetUtcNow());
}
