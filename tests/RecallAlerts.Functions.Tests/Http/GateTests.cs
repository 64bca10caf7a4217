using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RecallAlerts.Api;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Audit;
using RecallAlerts.Api.Routing;
using RecallAlerts.Application.Audit;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Audit;
using RecallAlerts.Functions.Tests.Given;

namespace RecallAlerts.Functions.Tests.Http;

/// <summary>An answer that shows people leaves by the gate, after it was noted whom it shows; or not at all.</summary>
public sealed class GateTests
{
    [Fact]
    public async Task Handler_ThatDoesNotSayWhomItShows_AnswersNothing()
    {
        await using var app = new App();
        await Assert.ThrowsAsync<InvalidOperationException>(() => PassAsync(app, Permission.SeeCases, Results.Ok("X000001")));
        Assert.IsType<Ok<string>>(await PassAsync(app, Permission.Operate, Results.Ok("figures")));
        Assert.IsType<ProblemHttpResult>(await PassAsync(app, Permission.SeeCases, Problems.NotFound()));
        Assert.IsType<Ok<string>>(await PassAsync(app, Permission.SeeCases, new Noted.Nobody(Results.Ok("columns"))));
    }

    [Fact]
    public async Task Answer_ThatShowsReleases_IsNotedOnceEach()
    {
        await using var app = new App();
        Assert.IsType<Ok<string>>(await PassAsync(app, Permission.SeeCases, new Noted.Releases(Results.Ok("X000001"), ["w1", "w2", "w1"])));
        Assert.IsType<Ok<string>>(await PassAsync(app, Permission.SeeCases, new Noted.Releases(Results.Ok("none"), [])));
        var entry = Assert.Single(await app.UseCases.Stores.Audit.OfReleaseAsync("w2", null, 10, CancellationToken.None));
        Assert.Equal((AuditAction.Consulted, "GET /x", "developer"), (entry.Note.Action, entry.Note.By.Purpose, entry.Note.By.Role));
        await foreach (var chain in app.UseCases.Stores.Audit.ReadAsync(ChainRange.All, CancellationToken.None)) Assert.True(chain.Entries.Count <= 1);
    }

    [Fact]
    public async Task Answer_ThatCannotBeNoted_DoesNotLeave()
    {
        await using var app = new App(s => s with { Audit = new Broken() });
        await Assert.ThrowsAsync<StoreException>(() => PassAsync(app, Permission.SeeCases, new Noted.Releases(Results.Ok("X000001"), ["w1"])));
        await Assert.ThrowsAsync<StoreException>(() => PassAsync(app, Permission.Analyse, new Noted.Rows(_ => throw new InvalidOperationException("It began."), "text/csv", "x.csv", [])));
    }

    [Fact]
    public Task Answer_ThatDoesNotPassTheGate_CannotBeSent() =>
        Assert.ThrowsAsync<InvalidOperationException>(() => new Noted.Releases(Results.Ok("X000001"), ["w1"]).ExecuteAsync(new DefaultHttpContext()));

    private static Task<IResult> PassAsync(App app, Permission permission, IResult answer)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.Authorization = "Bearer x";
        var services = app.UseCases.ApiFor(new NoWatches(), _ => Task.FromResult<Caller?>(Caller.Developer), app.Clock);
        return Gate.PassAsync(new ApiRoute("GET", "/x", permission, "A route.", _ => Task.FromResult(answer)), http, services);
    }

    private sealed class Broken : IAuditLog
    {
        public Task NoteAsync(AuditNote note, CancellationToken cancellation) => throw new StoreException(StoreProblem.Unavailable, "The store is away.");

        public Task<IReadOnlyList<ListedEntry>> OfReleaseAsync(string watchId, AuditPlace? after, int atMost, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<Anchored> AnchorAsync(AnchorScope scope, Func<IReadOnlyList<ChainHead>, IReadOnlyList<AuditNote>> decide, CancellationToken cancellation) => throw new NotSupportedException();

        public IAsyncEnumerable<StoredChain> ReadAnchorsAsync(CancellationToken cancellation) => throw new NotSupportedException();

        public IAsyncEnumerable<StoredChain> ReadAsync(ChainRange range, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
