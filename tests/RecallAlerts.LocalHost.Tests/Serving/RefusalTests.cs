namespace RecallAlerts.LocalHost.Tests.Serving;

/// <summary>What is refused at the door: each with its own problem type, the field, and nothing stored but type, problem and time.</summary>
public sealed class RefusalTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Crn = "D000001";

    public static TheoryData<string, string?, string, string> WrongReleases => new()
    {
        { "crn", null, "missing-field", "crn" },
        { "releasedAt", null, "missing-field", "releasedAt" },
        { "licenceEndsOn", null, "missing-field", "licenceEndsOn" },
        { "region", null, "missing-field", "region" },
        { "pdu", null, "missing-field", "pdu" },
        { "rosh", null, "missing-field", "rosh" },
        { "crn", "\"a000001\"", "invalid-crn", "crn" },
        { "crn", "\"A00001\"", "invalid-crn", "crn" },
        { "crn", "\"A0000011\"", "invalid-crn", "crn" },
        { "crn", "\"A00000\u0661\"", "invalid-crn", "crn" },
        { "crn", "17", "invalid-field", "crn" },
        { "nomsNumber", "\"A1234\"", "invalid-noms-number", "nomsNumber" },
        { "nomsNumber", "\"a1234bc\"", "invalid-noms-number", "nomsNumber" },
        { "releasedAt", "\"2026-06-01T09:00:00\"", "instant-without-offset", "releasedAt" },
        { "releasedAt", "\"1999-12-31T23:59:59Z\"", "instant-out-of-range", "releasedAt" },
        { "releasedAt", "\"2028-06-02T09:00:01Z\"", "instant-out-of-range", "releasedAt" },
        { "releasedAt", "\"yesterday\"", "invalid-field", "releasedAt" },
        { "releasedAt", "\"2026-02-30T09:00:00Z\"", "invalid-field", "releasedAt" },
        { "licenceEndsOn", "\"2027-02-29\"", "invalid-field", "licenceEndsOn" },
        { "rosh", "\"extreme\"", "unknown-code", "rosh" },
        { "needs", "[\"love\"]", "unknown-code", "needs" },
        { "needs", "\"finance\"", "invalid-field", "needs" },
        { "checksRequired", "[\"police\"]", "unknown-code", "checksRequired" },
        { "handoverCompleted", "\"yes\"", "invalid-field", "handoverCompleted" },
        { "mappaLevel", "4", "invalid-field", "mappaLevel" },
        { "pdu", "\" \"", "invalid-field", "pdu" },
    };

    public static TheoryData<string, string?, string, string> WrongEvents => new()
    {
        { "specversion", null, "missing-field", "specversion" },
        { "specversion", "\"0.3\"", "unknown-code", "specversion" },
        { "id", null, "missing-field", "id" },
        { "source", null, "missing-field", "source" },
        { "type", null, "missing-field", "type" },
        { "time", null, "missing-field", "time" },
        { "subject", null, "missing-field", "subject" },
        { "data.code", null, "missing-field", "data.code" },
        { "data", null, "missing-field", "data.code" },
        { "type", "\"uk.gov.justice.probation.no.such\"", "unknown-type", "type" },
        { "type", "\"accommodation.recorded\"", "unknown-type", "type" },
        { "subject", "\"nobody\"", "invalid-crn", "subject" },
        { "subject", "\"D000001-20261301\"", "invalid-crn", "subject" },
        { "time", "\"2026-06-02T08:00:00\"", "instant-without-offset", "time" },
        { "time", "\"1999-12-31T23:59:59Z\"", "instant-out-of-range", "time" },
        { "time", "\"2028-06-02T09:00:01Z\"", "instant-out-of-range", "time" },
        { "time", "\"2000-01-01T00:59:59+01:00\"", "instant-out-of-range", "time" },
        { "recordedat", "\"2026-06-02T08:00:00\"", "instant-without-offset", "recordedat" },
        { "recordedat", "\"1999-12-31T23:59:59Z\"", "instant-out-of-range", "recordedat" },
        { "recordedby", "\"somebody\"", "invalid-field", "recordedby" },
        { "data.code", "\"A99\"", "unknown-code", "data.code" },
        { "data.expectedEndOn", "\"2026-06-02T00:00:00Z\"", "invalid-field", "data.expectedEndOn" },
        { "data", "[]", "invalid-field", "data" },
    };

    public static TheoryData<string, string, string, string> WrongData => new()
    {
        { "appointment.booked", """{"appointmentId":"a1","startsAt":"2026-06-03T10:00:00"}""", "instant-without-offset", "data.startsAt" },
        { "appointment.booked", """{"appointmentId":"a1","startsAt":"2030-01-01T10:00:00Z"}""", "instant-out-of-range", "data.startsAt" },
        { "appointment.outcome", """{"appointmentId":"a1"}""", "missing-field", "data.outcome" },
        { "check.completed", """{"check":"credit"}""", "unknown-code", "data.check" },
        { "substance.test", """{"result":"maybe"}""", "unknown-code", "data.result" },
        { "support.referred", """{"need":"substance-misuse"}""", "unknown-code", "data.need" },
        { "watch.ended", """{"reason":"bored"}""", "unknown-code", "data.reason" },
        { "move-on.planned", """{"startsOn":"2026-06-03","code":"B1"}""", "unknown-code", "data.code" },
        { "recall.recorded", """{}""", "missing-field", "data.recallId" },
        { "recall.recorded", """{"recallId":"r","type":"XX"}""", "unknown-code", "data.type" },
        { "recall.recorded", """{"recallId":"r","narrative":7}""", "invalid-field", "data.narrative" },
        { "release.amended", """{"nomsNumber":"X"}""", "invalid-noms-number", "data.nomsNumber" },
        { "release.amended", """{"pdu":null}""", "missing-field", "data.pdu" },
        { "fact.withdrawn", """{"reason":"typing mistake"}""", "missing-field", "data.eventId" },
        { "release.registered", """{"crn":"X"}""", "invalid-crn", "data.crn" },
    };

    [Theory]
    [MemberData(nameof(WrongReleases))]
    public async Task Release_WhenWrong_IsRefusedByItsOwnProblem(string field, string? value, string problem, string named) =>
        await AssertRefusedAsync("/api/releases", Sent.With(Sent.Release(Crn), field, value), (422, problem, named));

    [Theory]
    [MemberData(nameof(WrongEvents))]
    public async Task Event_WhenWrong_IsRefusedByItsOwnProblem(string field, string? value, string problem, string named) =>
        await AssertRefusedAsync(
            "/api/events", Sent.With(Sent.Event("e1", "accommodation.recorded", Crn, data: """{"code":"A01A"}"""), field, value), (422, problem, named));

    [Theory]
    [MemberData(nameof(WrongData))]
    public async Task EventData_WhenWrong_IsRefusedByItsOwnProblem(string type, string data, string problem, string named) =>
        await AssertRefusedAsync("/api/events", Sent.Event("e1", type, Crn, data: data), (422, problem, named));

    [Theory]
    [InlineData("/api/releases", "")]
    [InlineData("/api/releases", "{\"crn\":")]
    [InlineData("/api/events", "{\"id\":\"1\",}")]
    [InlineData("/api/events", "\"text\"")]
    [InlineData("/api/events", "{\"specversion\":\"1.0\",\"\\ud800\":1}")]
    public async Task Body_WhenNotJson_IsMalformed(string path, string body) => await AssertRefusedAsync(path, body, (400, "malformed-json", ""), isAnyStatus: true);

    [Fact]
    public async Task Release_WhenATextIsHalfACharacter_IsInvalid() =>
        await AssertRefusedAsync("/api/releases", Sent.Release(Crn).Replace("derby-city", "\\ud800", StringComparison.Ordinal), (422, "invalid-field", "pdu"));

    [Fact]
    public async Task Release_WhenBodyIsNoObject_IsInvalid() => await AssertRefusedAsync("/api/releases", "[]", (422, "invalid-field", ""));

    [Fact]
    public async Task Body_WhenNotUtf8_IsMalformed()
    {
        using var content = new ByteArrayContent([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
        await AssertRefusedAsync("/api/events", content, (400, "malformed-json", ""), isAnyStatus: false);
    }

    [Theory]
    [InlineData(20_000, false)]
    [InlineData(20_001, true)]
    public async Task Narrative_TakesUpTo20000Characters(int length, bool isRefused)
    {
        var e = Sent.Event($"n{length}", "recall.recorded", "D777777", data: $$"""{"recallId":"r{{length}}","narrative":"{{new string('x', length)}}"}""");
        if (isRefused) await AssertRefusedAsync("/api/events", e, (422, "narrative-too-long", "data.narrative"));
        else Assert.Equal("held", (await server.PostAsync("/api/events", e)).Body.Text("status"));
    }

    [Theory]
    [InlineData("/api/releases", false)]
    [InlineData("/api/events", false)]
    [InlineData("/api/events", true)]
    public async Task Body_WhenOver1MiB_Is413(string path, bool isChunked)
    {
        var bytes = new byte[(1024 * 1024) + 1];
        Array.Fill(bytes, (byte)' ');
        using HttpContent content = isChunked ? new StreamContent(new UnseekableStream(bytes)) : new ByteArrayContent(bytes);
        await AssertRefusedAsync(path, content, (413, "body-too-large", ""), isAnyStatus: false);
    }

    [Fact]
    public async Task Body_Of1MiB_IsRead()
    {
        var release = Sent.Release("D000002");
        var padded = release + new string(' ', (1024 * 1024) - release.Length);
        Assert.Equal(201, (await server.PostAsync("/api/releases", padded)).Status);
    }

    [Fact]
    public async Task Instants_AtTheLimits_AreTaken()
    {
        foreach (var (time, i) in new[] { "2000-01-01T00:00:00Z", "2028-06-02T09:00:00Z" }.Select((t, i) => (t, i)))
            Assert.Equal("held", (await server.PostAsync("/api/events", Sent.Event($"l{i}", "handover.completed", "D888888", time))).Body.Text("status"));
    }

    private async Task AssertRefusedAsync(string path, string body, (int Status, string Problem, string Field) expected, bool isAnyStatus = false)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        await AssertRefusedAsync(path, content, expected, isAnyStatus);
    }

    private async Task AssertRefusedAsync(string path, HttpContent content, (int Status, string Problem, string Field) expected, bool isAnyStatus)
    {
        var (before, refused) = (server.Store.Stored(), server.Store.Count("SELECT count(*) FROM refused"));
        var answer = await server.SendAsync(HttpMethod.Post, path, content);
        Assert.Equal(expected, (isAnyStatus ? expected.Status : answer.Status, answer.Problem!, answer.Body.Text("field")));
        Assert.Equal(before, server.Store.Stored());
        Assert.Equal(refused + 1, server.Store.Count("SELECT count(*) FROM refused"));
        Assert.Equal($"event {expected.Problem}", server.Store.LastRefused());
        Assert.Equal(RunningServer.Start.Seconds, server.Store.Count("SELECT at FROM refused ORDER BY id DESC LIMIT 1"));
    }

    // A stream that does not tell its length is sent in chunks.
    private sealed class UnseekableStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
