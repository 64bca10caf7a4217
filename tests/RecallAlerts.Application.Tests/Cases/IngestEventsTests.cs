using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.Json.Nodes;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Application.Tests.Intake;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Calendar;
using static RecallAlerts.Application.Tests.Intake.Envelopes;

namespace RecallAlerts.Application.Tests.Cases;

// One collection: what is counted is listened to by the name of the counter.
[Collection("HMPPS events")]
public sealed class IngestEventsTests : IDisposable
{
    private const string Id = "X000001-20260601";
    private static readonly ServiceKey Key = new(new byte[32]);
    private readonly StoredCases _store = new();
    private readonly KeptEnvelopes _held = new();
    private readonly Instruments _instruments = new();
    private readonly IngestEvents _ingest;

    public IngestEventsTests()
    {
        var record = new RecordEvents(_store.Mock.Object, Key, PolicyDocument.Default, BankHolidays.Default, new NoWatches());
        _ingest = new IngestEvents(record, _store.Mock.Object, _held, Key, _instruments);
    }

    public void Dispose() => _instruments.Dispose();

    [Theory]
    [InlineData(Cas3Arrived)]
    [InlineData(Cas3Departed)]
    [InlineData(ApArrived)]
    [InlineData(ApDeparted)]
    [InlineData(Recall)]
    [InlineData(Allocated)]
    [InlineData(Licence)]
    public async Task Telling_AgainBareOrWrapped_IsADuplicate(string type)
    {
        await RegisterAsync();
        Assert.Equal(["accepted"], await SendAsync(Of(type)));
        Assert.Equal(["duplicate", "duplicate", "duplicate"], await SendAsync(Of(type), Of(type).Wrapped("m1"), Of(type).Wrapped("m2")));
        Assert.Single(_store.FactsOf(Id));
    }

    [Fact]
    public async Task Telling_TwiceInOneBatch_IsTakenOnce()
    {
        await RegisterAsync();
        Assert.Equal(["accepted", "duplicate"], await SendAsync(Of(Recall).Wrapped("m1"), Of(Recall)));
        Assert.Equal(["m1"], _store.FactsOf(Id));
    }

    [Fact]
    public async Task Telling_BeforeItsReleaseIsKnown_IsHeldAndApplied()
    {
        Assert.Equal(["held"], await SendAsync(Of(Cas3Arrived).Wrapped("m1")));
        await RegisterAsync();
        Assert.Equal(["m1"], _store.FactsOf(Id));
    }

    [Fact]
    public async Task Release_IsKeptOnceUnderAnHmacAndTriedAtOnce()
    {
        Assert.Equal(["held", "duplicate"], await SendAsync(Of(Released).Wrapped("m1"), Of(Released)));
        var kept = Assert.Single(_held.All.Values);
        Assert.Equal((Now, Now, "m1", 0), (kept.ReceivedAt, kept.NextTryAt, kept.EventId, kept.Tries));
        Assert.DoesNotContain("X000001", kept.Key, StringComparison.Ordinal);
        Assert.Equal(32, kept.Key.Length);
    }

    [Fact]
    public async Task Release_ThatIsRegisteredAlready_IsADuplicate()
    {
        await RegisterAsync();
        Assert.Equal(["duplicate"], await SendAsync(Of(Released)));
        Assert.Empty(_held.All);
    }

    [Fact]
    public async Task Allocation_WithoutAPractitioner_IsHeldUntilItIsRecorded()
    {
        await RegisterAsync();
        var envelope = Of(Allocated).With("additionalInformation.practitionerId", null);
        Assert.Equal(["held"], await SendAsync(envelope));
        _held.All.Clear();
        await SendAsync(Of(Allocated));
        Assert.Equal(["duplicate"], await SendAsync(envelope));
    }

    [Theory]
    [InlineData(Merged)]
    [InlineData(Unmerged)]
    [InlineData(Erased)]
    public async Task PersonChange_IsKeptAndNeverTried(string type)
    {
        await RegisterAsync();
        Assert.Equal(["held"], await SendAsync(Of(type)));
        Assert.Equal(["duplicate"], await SendAsync(Of(type).Wrapped("m1")));
        Assert.Null(Assert.Single(_held.All.Values).NextTryAt);
        Assert.Empty(_store.FactsOf(Id));
        Assert.Empty(await _held.DueAsync(Now.PlusHours(100_000), 10, CancellationToken.None));
    }

    [Fact]
    public async Task Batch_OfEverything_IsAnsweredInItsPlaces()
    {
        await RegisterAsync();
        var ours = JsonNode.Parse(Lines.Fact("e1", "X000001", "2026-06-02T08:00:00Z"))!.AsObject();
        JsonObject[] batch = [Of("tier.calculation.changed"), ours, Of(Released, "X000002"), Of(Recall).With("version", null), new JsonObject(), Of(Recall)];
        Assert.Equal(["ignored", "accepted", "held", "rejected", "rejected", "accepted"], await SendAsync(batch));
    }

    [Fact]
    public async Task Events_AreCountedByTypeAndOutcome()
    {
        var counted = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "recallalerts.events.hmpps" && instrument.Meter == _instruments.Meter) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, n, tags, _) => counted.Add($"{n} {string.Join(' ', tags.ToArray().Select(t => t.Value))}"));
        listener.Start();
        await SendAsync(
            Of("X123456.happened"), Of(Released).With("additionalInformation.reason", "\"SENT_TO_COURT\""), Of(Licence).With("additionalInformation", null), Of(Merged),
            Of(Recall).With("version", null));
        Assert.Equal(
            [
                "1 other ignored unknown-type", $"1 {Released} ignored not-a-release", $"1 {Licence} ignored no-licence-end", $"1 {Merged} held none", $"1 {Recall} rejected none",
            ],
            counted);
    }

    private async Task RegisterAsync() => Assert.Equal(
        ["accepted"], await SendAsync(JsonNode.Parse(Lines.Registration("X000001", "2026-06-01"))!.AsObject()));

    private async Task<string[]> SendAsync(params JsonObject[] batch)
    {
        var answers = await _ingest.ApplyAsync([.. batch.Select(b => JsonSerializer.SerializeToElement(b))], Now, CancellationToken.None);
        return [.. answers.Select(a => Domain.Rules.NameOf<EventStatus>.Text(a.Status))];
    }
}
