using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using RecallAlerts.Functions.Composition;

namespace RecallAlerts.Functions.Audit;

/// <summary>
/// Verifies the audit log each night, when all chains were anchored: a request is cut off after some minutes, and reading all chains of a large store takes longer. It only reads: what the
/// platform breaks off is begun anew the next night, and an alarm says when none was read to its end.
/// </summary>
/// <param name="useCases">The use cases.</param>
/// <param name="log">Where it is said what was found.</param>
public sealed partial class VerifyAuditNightly(UseCases useCases, ILogger<VerifyAuditNightly> log)
{
    // A log is no place for thousands.
    private const int MostNamed = 20;

    /// <summary>Runs at night, after the anchors of all chains.</summary>
    [Function(nameof(VerifyAuditNightly))]
    public async Task RunAsync([TimerTrigger("0 0 3 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        var report = await useCases.Verify.RunAsync(null, cancellation);
        if (report.Found == 0) LogWhole(log, report.Entries, report.Chains, report.Anchors);
        else LogBroken(log, report.Found, report.Entries, report.Chains, report.NamesOf(MostNamed));
    }

    [LoggerMessage(EventId = 2209, Level = LogLevel.Information, Message = "The audit log is whole: {Entries} entries in {Chains} chains, {Anchors} heads anchored.")]
    private static partial void LogWhole(ILogger log, long entries, long chains, long anchors);

    [LoggerMessage(EventId = 2210, Level = LogLevel.Error, Message = "The audit log was tampered with, or rows of it are lost: {Found} findings in {Entries} entries of {Chains} chains, such as {Findings}")]
    private static partial void LogBroken(ILogger log, long found, long entries, long chains, string findings);
}
