using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Audit;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Functions.Audit;
using RecallAlerts.Functions.Tests.Given;

namespace RecallAlerts.Functions.Tests.Watching;

public sealed class VerifyAuditNightlyTests
{
    [Fact]
    public async Task Night_WithAWholeLog_SaysWhatWasRead()
    {
        await using var app = new App();
        var figures = await LiveAndVerifyAsync(app);
        Assert.Contains(app.Logs.Lines, l => l.StartsWith("Information The audit log is whole: 2 entries in 2 chains, 1 heads anchored.", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Logs.Lines, l => l.StartsWith("Error", StringComparison.Ordinal));
        Assert.Equal((1, 0), (figures["recallalerts.audit.verifications"], figures["recallalerts.audit.findings"]));
    }

    [Fact]
    public async Task Night_WithAChainThatSomebodyChanged_IsAnErrorAndTheAlarmsFigureAndNamesNobody()
    {
        await using var app = new App(s => s with { Audit = new Tampered(s.Audit) });
        var figures = await LiveAndVerifyAsync(app);
        Assert.Contains(app.Logs.Lines, l => l.StartsWith($"Error The audit log was tampered with, or rows of it are lost: 1 findings in 2 entries of 2 chains, such as {app.WatchId} 1 changed", StringComparison.Ordinal));
        Assert.Equal((1, 1), (figures["recallalerts.audit.verifications"], figures["recallalerts.audit.findings"]));
        foreach (var secret in (string[])[Sent.Crn, Sent.Noms, Sent.ReleaseId, Tampered.Who]) Assert.DoesNotContain(app.Logs.Lines, l => l.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Night_ThatThePlatformBreaksOff_SaysNothingOfTheLog()
    {
        await using var app = new App(s => s with { Audit = new Endless() });
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new VerifyAuditNightly(app.UseCases, app.Logs.Of<VerifyAuditNightly>()).RunAsync(new TimerInfo(), stop.Token));
        Assert.Empty(app.Logs.Lines);
    }

    [Fact]
    public async Task Request_ThatTakesTooLong_IsAnsweredBeforeThePlatformCutsItOff()
    {
        await using var app = new App(s => s with { Audit = new Endless() });
        var answer = Assert.IsType<ProblemHttpResult>(await AskAsync(app, TimeSpan.FromSeconds(1)));
        Assert.Equal((503, "/problems/verification-too-long"), (answer.StatusCode, answer.ProblemDetails.Type));
        Assert.Equal(1, answer.ProblemDetails.Extensions["seconds"]);
        Assert.Contains("the outcome is in the log", answer.ProblemDetails.Detail, StringComparison.Ordinal);
        Assert.InRange(ServicesOf(app).MostVerifying!.Value.TotalSeconds, 60, 220);
    }

    [Fact]
    public async Task Request_InTime_IsAnsweredAsWithoutABound()
    {
        await using var app = new App();
        foreach (var bound in (TimeSpan?[])[TimeSpan.FromMinutes(3), null]) Assert.Equal(200, (await AskAsync(app, bound) as IStatusCodeHttpResult)?.StatusCode);
    }

    // Who has left is not answered.
    [Fact]
    public async Task Request_ThatItsCallerBrokeOff_IsNoProblem()
    {
        await using var app = new App(s => s with { Audit = new Endless() });
        using var left = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync(app, TimeSpan.FromMinutes(3), left.Token));
    }

    private static async Task<Dictionary<string, long>> LiveAndVerifyAsync(App app)
    {
        var recorded = new Dictionary<string, long>(StringComparer.Ordinal);
        using var listener = new System.Diagnostics.Metrics.MeterListener { InstrumentPublished = (i, l) => { if (i.Meter == app.UseCases.Instruments.Meter) l.EnableMeasurementEvents(i); } };
        listener.SetMeasurementEventCallback<long>((i, value, _, _) => recorded[i.Name] = value);
        listener.Start();
        await app.IngestAsync(Sent.Registration());
        await new AnchorAudit(app.UseCases, app.Clock, app.Logs.Of<AnchorAudit>()).RunAllAsync(new TimerInfo(), CancellationToken.None);
        await new VerifyAuditNightly(app.UseCases, app.Logs.Of<VerifyAuditNightly>()).RunAsync(new TimerInfo(), CancellationToken.None);
        return recorded;
    }

    private static ApiServices ServicesOf(App app) => app.UseCases.ApiFor(new NoWatches(), _ => Task.FromResult<Caller?>(Caller.Developer), app.Clock);

    private static Task<IResult> AskAsync(App app, TimeSpan? bound, CancellationToken aborted = default)
    {
        var http = new DefaultHttpContext { RequestAborted = aborted };
        http.Request.Headers.Authorization = "Bearer x";
        return Gate.PassAsync(ApiRoutes.All.Single(r => r.Pattern == "/api/audit/verify"), http, ServicesOf(app) with { MostVerifying = bound });
    }

    /// <summary>A log in which somebody wrote another name into what was done to a release.</summary>
    private sealed class Tampered(IAuditLog log) : IAuditLog
    {
        public const string Who = "Somebody Else";

        public Task NoteAsync(AuditNote note, CancellationToken cancellation) => log.NoteAsync(note, cancellation);

        public Task<IReadOnlyList<ListedEntry>> OfReleaseAsync(string watchId, AuditPlace? after, int atMost, CancellationToken cancellation) => log.OfReleaseAsync(watchId, after, atMost, cancellation);

        public Task<Anchored> AnchorAsync(AnchorScope scope, Func<IReadOnlyList<ChainHead>, IReadOnlyList<AuditNote>> decide, CancellationToken cancellation) => log.AnchorAsync(scope, decide, cancellation);

        public IAsyncEnumerable<StoredChain> ReadAnchorsAsync(CancellationToken cancellation) => log.ReadAnchorsAsync(cancellation);

        public async IAsyncEnumerable<StoredChain> ReadAsync(ChainRange range, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        {
            await foreach (var part in log.ReadAsync(range, cancellation))
                yield return part with { Entries = [.. part.Entries.Select(e => e with { Note = e.Note with { By = e.Note.By with { Who = Who } } })] };
        }
    }

    /// <summary>A log of which no end is read.</summary>
    private sealed class Endless : IAuditLog
    {
        public async IAsyncEnumerable<StoredChain> ReadAnchorsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            yield break;
        }

        public IAsyncEnumerable<StoredChain> ReadAsync(ChainRange range, CancellationToken cancellation) => throw new NotSupportedException();

        public Task NoteAsync(AuditNote note, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<IReadOnlyList<ListedEntry>> OfReleaseAsync(string watchId, AuditPlace? after, int atMost, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<Anchored> AnchorAsync(AnchorScope scope, Func<IReadOnlyList<ChainHead>, IReadOnlyList<AuditNote>> decide, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
