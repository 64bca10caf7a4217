using RecallAlerts.Application.Audit;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Api.Words;

/// <summary>What a verification of the audit log found, for machines.</summary>
public static class AuditWords
{
    private const int MostShown = 1_000;

    /// <summary>A report; of very many findings the first.</summary>
    public static object Of(AuditReport report) => new
    {
        isWhole = report.Found == 0,
        entries = report.Entries,
        chains = report.Chains,
        anchors = report.Anchors,
        head = report.Head is { } head ? $"{head.Number}:{head.Hash}" : null,
        found = report.Found,
        findings = report.Findings.Take(MostShown).Select(f => new { chain = f.Chain, number = f.Number, problem = NameOf<AuditProblem>.Text(f.Problem) }),
    };
}
