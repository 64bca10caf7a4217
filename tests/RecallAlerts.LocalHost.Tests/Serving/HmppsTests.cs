using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Tests.Details;
using static RecallAlerts.LocalHost.Tests.Serving.HmppsSent;

namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>A server that may ask a source of details on this machine.</summary>
public sealed class HmppsServer : RunningServer
{
    private DetailsSource? _source;

    internal DetailsSource Source => _source!;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Source.DisposeAsync();
    }

    protected override async Task PrepareAsync()
    {
        _source = await DetailsSource.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(Folder.Path, "settings.json"), $$"""{ "CaseDetails": { "AllowedHosts": "{{Source.Url.Authority}}" } }""");
    }
}

/// <summary>From an HMPPS domain event to the alert that it opens or closes.</summary>
public sealed class HmppsTests : IAsyncLifetime
{
    private const string Crn = "X000001";
    private const string Id = "X000001-20260601";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private readonly HmppsServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(Cas3Arrived, Cas3Departed, "A17")]
    [InlineData(ApArrived, ApDeparted, "A02")]
    public async Task Placement_ThatBeginsAndEnds_MovesTheAlert(string arrived, string departed, string code)
    {
        await _server.RegisterAsync(Sent.Release(Crn));
        Assert.Contains("accommodation-unknown", await OpenAsync());
        await TakeAsync("accepted", Wrapped(Of(arrived, Crn, occurredAt: "2026-06-02T08:00:00Z"), "m1"));
        Assert.DoesNotContain("accommodation-unknown", await OpenAsync());
        Assert.Equal($$"""{"code":"{{code}}"}""", _server.Store.Text("SELECT data FROM facts WHERE event_id = 'm1'"));
        await TakeAsync("accepted", Of(departed, Crn, occurredAt: "2026-06-02T08:30:00Z"));
        Assert.DoesNotContain("accommodation-unknown", await OpenAsync());
        await _server.MoveToAsync(Instant.Parse("2026-06-02T12:30:00Z"));
        Assert.Contains("accommodation-unknown", await OpenAsync());
    }

    [Fact]
    public async Task Departure_BeforeItsArrivalIsKnown_MeansTheSame()
    {
        await _server.RegisterAsync(Sent.Release(Crn));
        await TakeAsync("accepted", Of(Cas3Departed, Crn, occurredAt: "2026-06-02T08:30:00Z"));
        await TakeAsync("accepted", Of(Cas3Arrived, Crn, occurredAt: "2026-06-02T08:00:00Z"));
        Assert.DoesNotContain("accommodation-unknown", await OpenAsync());
        await _server.MoveToAsync(Instant.Parse("2026-06-02T12:30:00Z"));
        Assert.Contains("accommodation-unknown", await OpenAsync());
    }

    [Fact]
    public async Task Allocation_ClosesNoPractitioner()
    {
        await _server.RegisterAsync(Sent.With(Sent.Release(Crn), "practitionerId", null));
        Assert.Contains("no-practitioner", await OpenAsync());
        await TakeAsync("accepted", Of(Allocated, Crn, more: """{"allocationId":"a1","practitionerId":"P7"}"""));
        Assert.DoesNotContain("no-practitioner", await OpenAsync());
    }

    [Fact]
    public async Task Allocation_WhosePractitionerIsElsewhere_IsHeldUntilTheSourceSaysIt()
    {
        await _server.RegisterAsync(Sent.With(Sent.Release(Crn), "practitionerId", null));
        _server.Source.Says("""{"staffCode":"N01A001"}""");
        await TakeAsync("held", Of(Allocated, Crn, detailUrl: $"{_server.Source.Url}allocation/1", more: """{"allocationId":"a1"}"""));
        await Until.TrueAsync(async () => !(await OpenAsync()).Contains("no-practitioner"), Soon, "the allocation");
        Assert.Equal("""{"practitionerId":"N01A001"}""", _server.Store.Text("SELECT data FROM facts WHERE type = 'practitioner.allocated'"));
    }

    [Fact]
    public async Task Recall_EndsTheWatchAndIsARecall()
    {
        await _server.RegisterAsync(Sent.Release(Crn));
        await TakeAsync("accepted", Wrapped(Of(Recall, Crn, more: """{"recallId":"r1"}"""), "m1"));
        await TakeAsync("duplicate", Of(Recall, Crn, more: """{"recallId":"r1"}"""));
        Assert.Equal("ended", (await _server.GetAsync($"/api/releases/{Id}")).Body.Text("state"));
        await Until.TrueAsync(async () => (await _server.GetAsync("/api/recalls/r1")).Status == 200, Soon, "the recall");
        Assert.Empty(await OpenAsync());
    }

    [Theory]
    [InlineData("2026-06-01", "ended")]
    [InlineData("2026-06-02", "watching")]
    public async Task Licence_ThatNamesItsEnd_AmendsTheRelease(string endsOn, string state)
    {
        await _server.RegisterAsync(Sent.Release(Crn));
        await TakeAsync("accepted", Of(Licence, Crn, more: $$"""{"licenceId":"1","licenceEndsOn":"{{endsOn}}"}"""));
        Assert.Equal(state, (await _server.GetAsync($"/api/releases/{Id}")).Body.Text("state"));
    }

    [Fact]
    public async Task Release_IsHeldUntilItsDetailsAreKnownAndThenWatchedWithWhatCameBefore()
    {
        var release = Of(Released, Crn, occurredAt: "2026-06-01T09:00:00Z", detailUrl: $"{_server.Source.Url}case/1");
        await TakeAsync("held", Wrapped(Of(Cas3Arrived, Crn, occurredAt: "2026-06-01T15:00:00Z"), "m1"));
        await TakeAsync("held", Wrapped(release, "m2"));
        await TakeAsync("duplicate", release);
        await Until.TrueAsync(() => _server.Store.Count("SELECT tries FROM held_envelopes") == 1, Soon, "the first try");
        Assert.Equal(2, (await _server.GetAsync("/api/watch")).Body.Number("heldEvents"));
        Assert.Equal("The source does not know it yet.", _server.Store.Text("SELECT reason FROM held_envelopes"));

        _server.Source.Says(Sent.Release(Crn, rosh: "very-high"));
        await _server.MoveToAsync(RunningServer.Start.PlusSeconds(60));
        await Until.TrueAsync(async () => (await _server.GetAsync($"/api/releases/{Id}")).Status == 200, Soon, "the release");
        await _server.RestAsync();
        var open = await OpenAsync();
        Assert.Contains("handover-not-completed", open);
        Assert.DoesNotContain("accommodation-unknown", open);
        await TakeAsync("duplicate", release);
        Assert.Equal(0, (await _server.GetAsync("/api/watch")).Body.Number("heldEvents"));
    }

    [Fact]
    public async Task Merge_AndUnmerge_AreDoneOnceHoweverOftenTheyAreSent()
    {
        await _server.RegisterAsync(Sent.Release("X000002"), Sent.Release(Crn));
        await TakeAsync("accepted", Wrapped(Of(Cas3Arrived, "X000002"), "m1"));
        var (merged, unmerged) = (Of(Merged, Crn, more: """{"sourceCRN":"X000002"}"""), Of(Unmerged, Crn, more: $$"""{"unmergedCRN":"{{Crn}}","reactivatedCRN":"X000002"}"""));
        Assert.Contains("accommodation-unknown", await OpenAsync());
        await TakeAsync("accepted", merged);
        await TakeAsync("duplicate", merged);
        Assert.DoesNotContain("accommodation-unknown", await OpenAsync());
        await TakeAsync("accepted", unmerged);
        await TakeAsync("duplicate", unmerged);
        Assert.Contains("accommodation-unknown", await OpenAsync());
        Assert.Equal(0, _server.Store.Count("SELECT count(*) FROM held_envelopes"));
    }

    [Fact]
    public async Task Erasure_IsDoneAndWhatComesAfterItIsRefused()
    {
        await _server.RegisterAsync(Sent.Release(Crn));
        await TakeAsync("held", Of(Allocated, Crn, detailUrl: "https://elsewhere.example/1", more: """{"allocationId":"a1"}"""));
        await TakeAsync("accepted", Of(Erased, Crn));
        await TakeAsync("duplicate", Of(Erased, Crn));
        Assert.Equal(404, (await _server.GetAsync($"/api/releases/{Id}")).Status);
        Assert.Equal((410, "erased"), await RefusedAsync(Of(Recall, Crn)));
        Assert.Equal((410, "erased"), await RefusedAsync(Of(Released, Crn, occurredAt: "2026-06-01T09:00:00Z")));
        Assert.Equal(0, _server.Store.Count("SELECT (SELECT count(*) FROM held_envelopes) + (SELECT count(*) FROM held) + (SELECT count(*) FROM releases)"));
    }

    [Fact]
    public async Task PersonChange_ThatAnOlderProgramHeld_IsDone()
    {
        await _server.RegisterAsync(Sent.Release(Crn));
        var held = new RecallAlerts.Sqlite.SqliteHeldEnvelopes(
            RecallAlerts.Sqlite.SqliteDatabase.Open(_server.Folder.Database, RecallAlerts.Sqlite.SqliteUse.Serving),
            new RecallAlerts.Application.Recalls.NarrativeCipher(_server.Folder.Secret(), RecallAlerts.Application.Recalls.NarrativeCipher.Envelopes));
        await held.KeepAsync(new RecallAlerts.Application.Cases.HeldEnvelope("k1", "m1", Of(Erased, Crn), RunningServer.Start, NextTryAt: null), CancellationToken.None);
        await Until.TrueAsync(async () => (await _server.GetAsync($"/api/releases/{Id}")).Status == 404, Soon, "the erasure");
        await Until.TrueAsync(() => _server.Store.Count("SELECT count(*) FROM held_envelopes") == 0, Soon, "the envelope to go");
    }

    private async Task<(int, string?)> RefusedAsync(string envelope)
    {
        var answer = await _server.PostAsync("/api/events", envelope);
        return (answer.Status, answer.Problem);
    }

    [Theory]
    [InlineData("tier.calculation.changed", "{}", "unknown-type")]
    [InlineData(Released, """{"reason":"SENT_TO_COURT"}""", "not-a-release")]
    [InlineData(Licence, "{}", "no-licence-end")]
    public async Task Event_ThatMeansNothingHere_IsIgnoredWithAReason(string type, string more, string reason)
    {
        var before = _server.Store.Stored();
        var answer = await _server.PostAsync("/api/events", Of(type, Crn, more: more));
        Assert.Equal((200, "ignored", reason), (answer.Status, answer.Body.Text("status"), answer.Body.Text("reason")));
        Assert.Equal((before, 0), (_server.Store.Stored(), _server.Store.Count("SELECT count(*) FROM held_envelopes")));
    }

    [Fact]
    public async Task Envelope_ThatIsWrong_IsAProblemThatIsNoted()
    {
        var answer = await _server.PostAsync("/api/events", Sent.With(Of(Recall, Crn), "occurredAt", null));
        Assert.Equal((422, "missing-field", "occurredAt"), (answer.Status, answer.Problem, answer.Body.Text("field")));
        Assert.Equal("event missing-field", _server.Store.LastRefused());
    }

    [Fact]
    public async Task Array_OfBothKindsOfEvents_IsAnsweredInItsPlaces()
    {
        await _server.RegisterAsync(Sent.Release(Crn));
        string[] events = [Of("x", Crn), Sent.Event("e1", "handover.completed", Crn), Of(Recall, "X1"), Wrapped(Of(Cas3Arrived, Crn), "m1"), Of(Cas3Arrived, Crn), "7"];
        var answer = await _server.PostAsync("/api/events", $"[{string.Join(',', events)}]");
        Assert.Equal(["ignored", "accepted", "rejected", "accepted", "duplicate", "rejected"], answer.Body.EnumerateArray().Texts("status"));
        Assert.Equal(("invalid-crn", "personReference.identifiers[0].value"), (answer.Body[2].Text("problem"), answer.Body[2].Text("field")));
    }

    private async Task TakeAsync(string status, string envelope)
    {
        var answer = await _server.PostAsync("/api/events", envelope);
        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal(status, answer.Body.Text("status"));
        await _server.RestAsync();
    }

    private async Task<string[]> OpenAsync() =>
        [.. (await _server.GetAsync($"/api/releases/{Id}")).Body.List("alerts").Where(a => a.Text("status") != "closed").Select(a => a.Text("rule"))];
}
