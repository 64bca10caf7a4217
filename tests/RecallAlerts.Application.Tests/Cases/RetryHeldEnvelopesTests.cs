using System.Text.Json;
using System.Text.Json.Nodes;
using RecallAlerts.Application.Calendars;
using RecallAlerts.Application.Cases;
using RecallAlerts.Application.Messages;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.Telemetry;
using RecallAlerts.Application.Tests.Intake;
using RecallAlerts.Application.Watching;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Releases;
using static RecallAlerts.Application.Tests.Intake.Envelopes;

namespace RecallAlerts.Application.Tests.Cases;

// One collection: what is counted is listened to by the name of the counter.
[Collection("HMPPS events")]
public sealed class RetryHeldEnvelopesTests : IDisposable
{
    private const string Id = "X000001-20260601";
    private static readonly ServiceKey Key = new(new byte[32]);
    private readonly StoredCases _store = new();
    private readonly KeptEnvelopes _held = new();
    private readonly SaidDetails _details = new();
    private readonly Instruments _instruments = new();
    private readonly IngestEvents _ingest;
    private readonly RetryHeldEnvelopes _retry;

    public RetryHeldEnvelopesTests()
    {
        var record = new RecordEvents(_store.Mock.Object, Key, PolicyDocument.Default, BankHolidays.Default, new NoWatches());
        _ingest = new IngestEvents(record, _store.Mock.Object, _held, Key, _instruments);
        _retry = new RetryHeldEnvelopes(_held, _details, _store.Mock.Object, record, RetryPauses.Default);
    }

    public void Dispose() => _instruments.Dispose();

    [Fact]
    public async Task Release_WhoseDetailsAreFound_IsRegisteredWithWhatWaited()
    {
        await SendAsync(Of(Cas3Arrived, occurredAt: "2026-06-01T15:00:00Z").Wrapped("m1"));
        await SendAsync(Of(Released));
        _details.Release = new DetailsAnswer<Release>.Found(Details());
        Assert.Equal(new RetryCounts(1, 0), await _retry.RunAsync(Now, CancellationToken.None));
        Assert.Equal(["m1"], _store.FactsOf(Id));
        Assert.Empty(_held.All);
        Assert.Equal(new DetailsQuestion("https://details.example/1", Instant.Parse("2026-06-01T09:30:00Z"), new Crn("X000001"), new NomsNumber("A1234BC")), Assert.Single(_details.Asked));
        Assert.Equal(["duplicate"], await SendAsync(Of(Released).Wrapped("m2")));
    }

    [Fact]
    public async Task Release_OfANomsNumberOnly_IsRegisteredUnderTheCrnOfItsDetails()
    {
        await SendAsync(Of(Released).With("personReference", null));
        _details.Release = new DetailsAnswer<Release>.Found(Details());
        await _retry.RunAsync(Now, CancellationToken.None);
        Assert.Empty(_store.FactsOf(Id));
        Assert.Empty(_held.All);
    }

    [Fact]
    public async Task Release_RegisteredMeanwhileWithAnotherBody_IsNotHeldAnyMore()
    {
        await SendAsync(Of(Released));
        await SendAsync(JsonNode.Parse(Lines.Registration("X000001", "2026-06-01"))!.AsObject());
        _details.Release = new DetailsAnswer<Release>.Found(Details());
        Assert.Equal(new RetryCounts(1, 0), await _retry.RunAsync(Now, CancellationToken.None));
        Assert.Empty(_held.All);
    }

    [Fact]
    public async Task NotYet_IsTriedAgainInGrowingPausesAndNeverForgotten()
    {
        await SendAsync(Of(Released));
        var (now, pauses) = (Now, new List<long>());
        for (var i = 0; i < 9; i++)
        {
            Assert.Equal(new RetryCounts(0, 1), await _retry.RunAsync(now, CancellationToken.None));
            var next = Assert.Single(_held.All.Values).NextTryAt!.Value;
            Assert.Equal(new RetryCounts(0, 0), await _retry.RunAsync(next.PlusSeconds(-1), CancellationToken.None));
            pauses.Add(next.Seconds - now.Seconds);
            now = next;
        }

        Assert.Equal([60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600], pauses);
        Assert.Equal("not yet", Assert.Single(_held.Reasons.Values));
    }

    [Fact]
    public async Task Wrong_WaitsTheLongestPause()
    {
        await SendAsync(Of(Released));
        _details.Release = new DetailsAnswer<Release>.Wrong("wrong");
        await _retry.RunAsync(Now, CancellationToken.None);
        Assert.Equal(Now.PlusHours(1), Assert.Single(_held.All.Values).NextTryAt);
    }

    [Theory]
    [InlineData("X000002", "A1234BC", "2026-06-01T09:30:00Z")]
    [InlineData("X000001", "B1234BC", "2026-06-01T09:30:00Z")]
    [InlineData("X000001", "A1234BC", "2026-06-02T09:30:00Z")]
    public async Task Details_OfAnotherPersonOrDay_AreNotApplied(string crn, string noms, string releasedAt)
    {
        await SendAsync(Of(Released));
        _details.Release = new DetailsAnswer<Release>.Found(Details() with { Crn = new Crn(crn), NomsNumber = new NomsNumber(noms), ReleasedAt = Instant.Parse(releasedAt) });
        Assert.Equal(new RetryCounts(0, 1), await _retry.RunAsync(Now, CancellationToken.None));
        Assert.DoesNotContain(crn, Assert.Single(_held.Reasons.Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Allocation_WhosePractitionerIsFound_IsRecordedUnderTheMessageId()
    {
        await SendAsync(JsonNode.Parse(Lines.Registration("X000001", "2026-06-01"))!.AsObject());
        await SendAsync(Of(Allocated).With("additionalInformation.practitionerId", null).Wrapped("m1"));
        _details.Practitioner = new DetailsAnswer<string>.Found("P9");
        Assert.Equal(new RetryCounts(1, 0), await _retry.RunAsync(Now, CancellationToken.None));
        Assert.Equal(["m1"], _store.FactsOf(Id));
    }

    [Fact]
    public async Task PersonChange_IsNotAskedFor()
    {
        await SendAsync(Of(Erased));
        Assert.Equal(new RetryCounts(0, 0), await _retry.RunAsync(Now.PlusHours(10_000), CancellationToken.None));
        Assert.Empty(_details.Asked);
        Assert.Single(_held.All);
    }

    private static Release Details() => new()
    {
        Crn = new Crn("X000001"), NomsNumber = new NomsNumber("A1234BC"), ReleasedAt = Instant.Parse("2026-06-01T09:30:00Z"), LicenceEndsOn = new DateOnly(2027, 6, 1),
        Region = "wales", Pdu = "gwent", Rosh = Rosh.High,
    };

    private async Task<string[]> SendAsync(params JsonObject[] batch)
    {
        var answers = await _ingest.ApplyAsync([.. batch.Select(b => JsonSerializer.SerializeToElement(b))], Now, CancellationToken.None);
        return [.. answers.Select(a => Domain.Rules.NameOf<EventStatus>.Text(a.Status))];
    }
}
