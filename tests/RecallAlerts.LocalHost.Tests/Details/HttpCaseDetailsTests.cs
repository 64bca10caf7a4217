using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using RecallAlerts.Application.Cases;
using RecallAlerts.CaseDetails;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;

namespace RecallAlerts.LocalHost.Tests.Details;

/// <summary>The client against a real server.</summary>
public sealed class HttpCaseDetailsTests : IAsyncLifetime
{
    private const string Crn = "X123456";
    private const string Noms = "A9876YX";
    private static readonly Instant At = Instant.Parse("2026-06-01T09:30:00Z");
    private static readonly string Body = $$"""
        {"crn":"{{Crn}}","nomsNumber":"{{Noms}}","releasedAt":"2026-05-01T00:00:00Z","licenceEndsOn":"2027-06-01","region":"wales","pdu":"gwent","rosh":"very-high"}
        """;

    private DetailsSource _source = null!;

    public async Task InitializeAsync() => _source = await DetailsSource.StartAsync();

    public async Task DisposeAsync() => await _source.DisposeAsync();

    [Fact]
    public async Task Release_ThatIsKnown_IsFoundAsOfTheInstantOfTheEvent()
    {
        _source.Says(Body);
        using var client = Client(Options() with { Token = "t0ken" });
        var found = Assert.IsType<DetailsAnswer<Release>.Found>(await client.ReleaseAsync(Question("/case"), default));
        Assert.Equal((Crn, At, "gwent", Rosh.VeryHigh), (found.Details.Crn.Value, found.Details.ReleasedAt, found.Details.Pdu, found.Details.Rosh));
        Assert.Equal([("/case", "Bearer t0ken")], _source.Asked);
    }

    [Theory]
    [InlineData(Crn, Noms, "/releases/" + Crn)]
    [InlineData(null, Noms, "/releases/" + Noms)]
    public async Task Release_WithoutADetailUrl_IsAskedForWhereTheOptionsSay(string? crn, string? noms, string path)
    {
        _source.Says(Body);
        using var client = Client(Options() with { ReleaseUrl = $"{_source.Url}releases/{{id}}" });
        Assert.True(Domain.Releases.Crn.TryParse(crn, out var known) == crn is not null);
        var question = new DetailsQuestion(null, At, crn is null ? null : known, new NomsNumber(noms!));
        Assert.IsType<DetailsAnswer<Release>.Found>(await client.ReleaseAsync(question, default));
        Assert.Equal(path, Assert.Single(_source.Asked).Path);
    }

    [Fact]
    public async Task Release_WithoutAnyAddress_IsWrong()
    {
        using var client = Client(Options());
        Assert.IsType<DetailsAnswer<Release>.Wrong>(await client.ReleaseAsync(new DetailsQuestion(null, At, new Crn(Crn), null), default));
    }

    [Theory]
    [InlineData("""{"id":"1","staffCode":"N01A001","teamCode":"T"}""", "N01A001")]
    [InlineData("""{"practitionerId":"P7","staffCode":"N01A001"}""", "P7")]
    [InlineData("{}", null)]
    [InlineData("""{"staffCode":7}""", null)]
    public async Task Practitioner_IsTakenFromWhatTheSourceCallsIt(string body, string? practitioner)
    {
        _source.Says(body);
        using var client = Client(Options());
        var answer = await client.PractitionerAsync(Question("/allocation"), default);
        Assert.Equal(practitioner, (answer as DetailsAnswer<string>.Found)?.Details);
        if (practitioner is null) Assert.IsType<DetailsAnswer<string>.NotYet>(answer);
    }

    [Theory]
    [InlineData(404, 1, false)]
    [InlineData(401, 1, false)]
    [InlineData(403, 1, false)]
    [InlineData(408, 3, false)]
    [InlineData(429, 3, false)]
    [InlineData(500, 3, false)]
    [InlineData(503, 3, false)]
    [InlineData(400, 1, true)]
    [InlineData(410, 1, true)]
    [InlineData(204, 1, true)]
    [InlineData(302, 1, true)]
    public async Task Status_SaysWhetherAskingAgainHelps(int status, int tries, bool isWrong)
    {
        _source.Says("{}", status);
        if (status == 204) _source.Answer = http => Task.FromResult(http.Response.StatusCode = 204);
        using var client = Client(Options());
        var answer = await client.ReleaseAsync(Question("/case"), default);
        Assert.Equal(isWrong, answer is DetailsAnswer<Release>.Wrong);
        Assert.Equal(!isWrong, answer is DetailsAnswer<Release>.NotYet);
        Assert.Equal(tries, _source.Asked.Count);
    }

    [Fact]
    public async Task Hiccup_IsOvercomeWithinOneCall()
    {
        var times = 0;
        _source.Answer = http => ++times < 3 ? Task.FromResult(http.Response.StatusCode = 503) : http.Response.WriteAsync(Body);
        using var client = Client(Options());
        Assert.IsType<DetailsAnswer<Release>.Found>(await client.ReleaseAsync(Question("/case"), default));
    }

    [Theory]
    [InlineData("not json", true)]
    [InlineData("[]", true)]
    [InlineData("""{"crn":"X1"}""", true)]
    [InlineData("""{"crn":"\ud800"}""", true)]
    [InlineData("{}", false)]
    [InlineData("""{"crn":"X123456","licenceEndsOn":"2027-06-01","region":"wales","pdu":"gwent"}""", false)]
    [InlineData("""{"crn":"X123456","licenceEndsOn":"2027-06-01","region":"wales","pdu":"gwent","rosh":null}""", false)]
    [InlineData("""{"crn":"X123456","licenceEndsOn":"2027-06-01","region":"wales","pdu":"gwent","rosh":"X123456"}""", true)]
    public async Task Answer_ThatLacksSomethingIsAskedForAgain_AndOneThatIsWrongIsNot(string body, bool isWrong)
    {
        _source.Says(body);
        using var client = Client(Options());
        var answer = await client.ReleaseAsync(Question("/case"), default);
        Assert.Equal(isWrong, answer is DetailsAnswer<Release>.Wrong);
        Assert.DoesNotContain(Crn, $"{answer}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(256 * 1024, true)]
    [InlineData((256 * 1024) + 1, false)]
    public async Task Answer_HasAnEnd(int length, bool isTaken)
    {
        _source.Says(Body.TrimEnd() + new string(' ', length - Body.TrimEnd().Length));
        using var client = Client(Options());
        var answer = await client.ReleaseAsync(Question("/case"), default);
        Assert.Equal(isTaken, answer is DetailsAnswer<Release>.Found);
        if (!isTaken) Assert.Equal("The answer is too long.", Assert.IsType<DetailsAnswer<Release>.Wrong>(answer).Reason);
        Assert.Single(_source.Asked);
    }

    [Fact]
    public async Task Answer_ThatNeverComes_IsNotWaitedFor()
    {
        _source.Answer = _ => _source.End;
        using var client = Client(Options() with { Timeout = TimeSpan.FromMilliseconds(200) });
        var since = Stopwatch.StartNew();
        Assert.Equal("The source did not answer in time.", Assert.IsType<DetailsAnswer<Release>.NotYet>(await client.ReleaseAsync(Question("/case"), default)).Reason);
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(5), $"{since.Elapsed}");
    }

    [Fact]
    public async Task Answer_ThatBreaksOff_IsAskedForAgain()
    {
        _source.Answer = async http =>
        {
            http.Response.ContentLength = 1_000;
            await http.Response.WriteAsync("{");
            http.Abort();
        };
        using var client = Client(Options());
        Assert.IsType<DetailsAnswer<Release>.NotYet>(await client.ReleaseAsync(Question("/case"), default));
        Assert.Equal(3, _source.Asked.Count);
    }

    [Fact]
    public async Task Source_ThatIsNotThere_IsAskedForAgain()
    {
        using var client = Client(Options());
        var question = Question("/" + Crn);
        await _source.DisposeAsync();
        Assert.DoesNotContain(Crn, Assert.IsType<DetailsAnswer<Release>.NotYet>(await client.ReleaseAsync(question, default)).Reason, StringComparison.Ordinal);
        _source = await DetailsSource.StartAsync();
    }

    [Fact]
    public async Task Call_ThatIsCancelled_Ends()
    {
        _source.Answer = _ => _source.End;
        using var client = Client(Options());
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ReleaseAsync(Question("/case"), cancel.Token));
    }

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        await using var other = await DetailsSource.StartAsync();
        other.Says(Body);
        _source.Answer = http =>
        {
            http.Response.Redirect(other.Url.AbsoluteUri);
            return Task.CompletedTask;
        };
        using var client = Client(Options() with { Token = "t0ken" });
        Assert.IsType<DetailsAnswer<Release>.Wrong>(await client.ReleaseAsync(Question("/case"), default));
        Assert.Empty(other.Asked);
    }

    [Fact]
    public async Task Address_AtAHostThatIsNotAllowed_IsNotAsked()
    {
        await using var other = await DetailsSource.StartAsync();
        using var client = Client(Options());
        var answer = await client.ReleaseAsync(new DetailsQuestion($"{other.Url}{Crn}", At, null, null), default);
        Assert.DoesNotContain(Crn, Assert.IsType<DetailsAnswer<Release>.Wrong>(answer).Reason, StringComparison.Ordinal);
        Assert.Empty(other.Asked);
    }

    [Fact]
    public async Task Source_WhoseCertificateNobodyVouchesFor_GetsNoToken()
    {
        await using var other = await DetailsSource.StartAsync(withHttps: true);
        other.Says(Body);
        using var client = Client(Options() with { AllowedHosts = [other.Url.Authority], Token = "t0ken" });
        Assert.IsType<DetailsAnswer<Release>.NotYet>(await client.ReleaseAsync(new DetailsQuestion(other.Url.AbsoluteUri, At, null, null), default));
        Assert.Empty(other.Asked);
    }

    [Fact]
    public async Task Tokens_AreFetchedOnceAndAgainBeforeTheyEnd()
    {
        var (fetched, time) = (0, new StandingTime());
        _source.Answer = http => http.Response.WriteAsync(http.Request.Path == "/token" ? $$"""{"access_token":"t{{++fetched}}","expires_in":100}""" : Body);
        using var client = new HttpCaseDetails(Options() with { Fetched = new TokenOptions(new Uri(_source.Url, "token"), "id", "secret") }, time);
        foreach (var seconds in new[] { 0, 69, 1 })
        {
            time.Seconds += seconds;
            Assert.IsType<DetailsAnswer<Release>.Found>(await client.ReleaseAsync(Question("/case"), default));
        }

        Assert.Equal(["Basic aWQ6c2VjcmV0", "Bearer t1", "Bearer t1", "Basic aWQ6c2VjcmV0", "Bearer t2"], _source.Asked.Select(a => a.Authorization));
    }

    [Theory]
    [InlineData(401, "{}")]
    [InlineData(200, "t0ken")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"access_token":null,"expires_in":9}""")]
    public async Task Tokens_ThatAreNotGiven_AreNotYetADetail(int status, string body)
    {
        _source.Says(body, status);
        using var client = Client(Options() with { Fetched = new TokenOptions(_source.Url, "id", "secret"), Tries = 1 });
        var reason = Assert.IsType<DetailsAnswer<Release>.NotYet>(await client.ReleaseAsync(Question("/case"), default)).Reason;
        Assert.DoesNotContain("t0ken", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_LeavesNoTraceWithItsAddress()
    {
        var traced = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name.StartsWith("System.Net.Http", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a => traced.AddRange(a.TagObjects.Select(t => $"{t.Value}")),
        };
        ActivitySource.AddActivityListener(listener);
        _source.Says(Body);
        using var client = Client(Options());
        await client.ReleaseAsync(Question($"/{Crn}"), default);
        Assert.DoesNotContain(traced, t => t.Contains(Crn, StringComparison.Ordinal));
        Assert.Contains(Crn, Assert.Single(_source.Asked).Path, StringComparison.Ordinal);
    }

    private static HttpCaseDetails Client(CaseDetailsOptions options) => new(options, TimeProvider.System);

    private CaseDetailsOptions Options() => new([_source.Url.Authority], TimeSpan.FromSeconds(10)) { FirstPause = TimeSpan.FromMilliseconds(5) };

    private DetailsQuestion Question(string path) => new(new Uri(_source.Url, path).AbsoluteUri, At, new Crn(Crn), new NomsNumber(Noms));
}
