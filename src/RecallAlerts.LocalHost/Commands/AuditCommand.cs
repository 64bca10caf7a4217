using System.CommandLine;
using System.Globalization;
using RecallAlerts.Api.Words;
using RecallAlerts.Application.Audit;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Domain.Rules;
using RecallAlerts.LocalHost.Composition;
using RecallAlerts.Sqlite.Composition;

namespace RecallAlerts.LocalHost.Commands;

/// <summary>audit verify: whether the chains of the audit log are whole and hold what their anchors know.</summary>
internal static class AuditCommand
{
    /// <summary>The command.</summary>
    public static Command Build()
    {
        var anchor = new Option<string?>("--anchor") { Description = "NUMBER:HASH, where the chain of anchors once ended, as the log said." };
        var verify = new Command("verify", "Reads all chains and anchors and names every entry that is changed, missing, moved or put in. Exit code 1 when there is one.") { anchor };
        verify.SetAction((r, ct) => Guard.RunAsync(() => RunAsync(
            HeadOf(r.GetValue(anchor)), new DataFolder(r.GetValue(Cli.Data)!), Cli.SettingOf(r), new Output(r.GetValue(Cli.Json)), ct)));
        return new Command("audit", "The audit log.") { verify };
    }

    private static async Task<int> RunAsync(ChainHead? expected, DataFolder folder, Setting setting, Output output, CancellationToken cancellation)
    {
        await using var services = Stored.Open(folder, setting);
        var report = await services.Verify.RunAsync(expected, cancellation);
        output.Answer(AuditWords.Of(report), string.Join(Environment.NewLine, LinesOf(report)));
        return report.Found == 0 ? ExitCode.Done : ExitCode.SomeRefused;
    }

    private static IEnumerable<string> LinesOf(AuditReport report)
    {
        yield return $"{report.Entries:N0} entries in {report.Chains:N0} chains, {report.Anchors:N0} heads anchored.";
        if (report.Head is { } head) yield return $"The chain of anchors ends at {head.Number}:{head.Hash}";
        foreach (var finding in report.Findings) yield return $"{finding.Chain} {finding.Number}: {NameOf<AuditProblem>.Text(finding.Problem)}";
        yield return report.Found == 0 ? "All chains are whole." : $"{report.Found:N0} findings: the audit log was tampered with, or rows of it are lost.";
    }

    private static ChainHead? HeadOf(string? text)
    {
        if (text is null) return null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && long.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new ChainHead(AuditChain.Anchors, number, text[(colon + 1)..])
            : throw new FormatException("--anchor must be NUMBER:HASH.");
    }
}
