using System.Globalization;
using System.Net;
using System.Text;
using RecallAlerts.Api.Access;
using RecallAlerts.Api.Pages;
using RecallAlerts.Api.Routing;
using Xunit.Abstractions;

namespace RecallAlerts.Pages.Tests.Access;

/// <summary>Requests of any kind: whatever is asked, the answer is ours and never a failure of the server.</summary>
public sealed class FuzzTests(ClosedServer server, ITestOutputHelper output) : IClassFixture<ClosedServer>
{
    private const int Requests = 100_000;
    private const int AtOnce = 8;

    private static readonly string[] Awkward =
    [
        "", "0", "-1", "9999999999999999999", "NaN", "true", "null", "[]", "{}", "'", "\"", "' OR 1=1 --", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "%00", "%2e%2e%2f", "..%5c..%5c", "%", "%zz", "%C0%AF",
        "\u202e", "é", "😀", "𝒳", new string('a', 3_000), "2026-02-30", "2026-06-02T09:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-Q5", "duty-spo:derby-city", "practitioner:", "urgent", "homeless", "csv", "derby-city",
        "//evil.example", "/\\evil", "javascript:alert(1)", "\t", "a&b=c", "a;b", "#", "?", "eyJhbGciOiJub25lIn0.e30.", "X100001-20260601", "00000000000000000000000000000000", "MQ==", "//8=",
    ];

    private static readonly string[] Names =
    [
        "status", "severity", "rule", "practitionerId", "pdu", "continuation", "at", "from", "to", "region", "format", "project", "quarter", "page", "order", "window", "done", "persona", "until", "reason", "words", "alert", "name", "failed", "practitioner",
    ];

    private static readonly string[] Headers = ["Accept", "Accept-Encoding", "Accept-Language", "Cookie", "Origin", "Referer", "traceparent", "X-Forwarded-For", "X-Forwarded-Host", "X-HTTP-Method-Override", "If-None-Match", "Range", "Content-Type"];

    [Fact]
    public async Task Requests_OfAnyKind_AreNeverAFailure()
    {
        string[] tokens = ["", "nonsense", server.Token(AppRole.Practitioner, "P1", "derby-city"), server.Token(AppRole.DutyManager, "M1", "derby-city"), server.Token(AppRole.Analyst, "A1", null), server.Token(AppRole.Operations, "O1", null), server.Token(AppRole.Service, "S1", null)];
        Session[] sessions = [new(), await server.SignInAsync("practitioner:P1@derby-city"), await server.SignInAsync("duty-manager:derby-city"), await server.SignInAsync("analyst:a"), await server.SignInAsync("operations:o")];
        var counts = new System.Collections.Concurrent.ConcurrentDictionary<int, int>();
        await Parallel.ForAsync(0, AtOnce, async (worker, _) =>
        {
            var random = new Random(worker);
            for (var i = 0; i < Requests / AtOnce; i++)
            {
                using var request = Make(random, tokens, sessions);
                var status = await server.StatusAsync(request);
                counts.AddOrUpdate(status, 1, (_, n) => n + 1);
                Assert.True(status < 500, $"{status} for {request.Method} {request.RequestUri} ({worker}, {i})");
            }
        });
        output.WriteLine(string.Join(", ", counts.OrderBy(c => c.Key).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key}: {c.Value}"))));
        Assert.Equal(Requests, counts.Values.Sum());
        Assert.True(counts.GetValueOrDefault(200) > Requests / 50, "Hardly anything was let through: the test proves little.");
    }

    private HttpRequestMessage Make(Random random, string[] tokens, Session[] sessions)
    {
        // What is no address at all cannot be sent, and two slashes begin a host.
        var (method, path) = PathOf(random);
        while (path.StartsWith("//", StringComparison.Ordinal) || !Uri.TryCreate(server.Address, path, out _)) (method, path) = PathOf(random);
        var query = string.Join('&', Enumerable.Range(0, random.Next(4)).Select(_ => $"{Pick(random, Names)}={Escaped(random)}"));
        var request = new HttpRequestMessage(new HttpMethod(random.Next(20) == 0 ? Pick(random, ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "GET", "POST"]) : method), new Uri(server.Address, query.Length == 0 ? path : $"{path}?{query}"));
        var session = Pick(random, sessions);
        if (path.StartsWith("/api", StringComparison.Ordinal) && Pick(random, tokens) is { Length: > 0 } token) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        else if (session.Cookies.Count > 0) request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", session.Cookies.Select(c => $"{c.Key}={c.Value}")));
        if (request.Method == HttpMethod.Post) request.Content = BodyOf(random, path, session);
        for (var n = random.Next(3); n > 0; n--) request.Headers.TryAddWithoutValidation(Pick(random, Headers), Printable(Pick(random, Awkward)));
        return request;
    }

    private (string Method, string Path) PathOf(Random random)
    {
        if (random.Next(10) == 0) return ("GET", "/" + string.Join('/', Enumerable.Range(0, random.Next(5)).Select(_ => Escaped(random))));
        var (method, pattern) = random.Next(2) == 0 ? Pick(random, [.. ApiRoutes.All.Select(r => (r.Method, r.Pattern))]) : Pick(random, [.. PageRoutes.All.Select(r => (r.Method, r.Pattern))]);
        return (method, string.Join('/', pattern.Split('/').Select(part => part.StartsWith('{') ? Filled(random, part) : part)));
    }

    private string Filled(Random random, string part) => random.Next(3) switch
    {
        0 => Escaped(random),
        _ => part switch { "{alertId}" => server.Alert, "{recallId}" => ClosedServer.Recall, "{**file}" => "app.css", _ => server.Watch },
    };

    private static HttpContent BodyOf(Random random, string path, Session session)
    {
        if (random.Next(10) == 0) return new StringContent(Pick(random, Awkward), Encoding.UTF8, Pick(random, ["application/json", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded"]));
        if (path.StartsWith("/api", StringComparison.Ordinal)) return new StringContent($"{{{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{Pick(random, Names)}\":{JsonOf(random)}"))}}}", Encoding.UTF8, "application/json");
        var fields = Enumerable.Range(0, random.Next(5)).Select(_ => KeyValuePair.Create(Pick(random, Names), Pick(random, Awkward)));
        return new FormUrlEncodedContent(random.Next(5) == 0 ? fields : fields.Append(KeyValuePair.Create("__RequestVerificationToken", session.Token)));
    }

    private static string JsonOf(Random random) => random.Next(3) == 0 ? Pick(random, ["1", "-1.5e300", "null", "true", "[]", "{}", "[[1]]"]) : System.Text.Json.JsonSerializer.Serialize(Pick(random, Awkward));

    private static string Escaped(Random random) => random.Next(3) == 0 ? Printable(Pick(random, Awkward)).Replace(" ", "%20", StringComparison.Ordinal).Replace("#", "%23", StringComparison.Ordinal) : Uri.EscapeDataString(Pick(random, Awkward));

    private static string Printable(string text) => new([.. text.Where(c => c is > ' ' and < '\u007f')]);

    private static T Pick<T>(Random random, IReadOnlyList<T> of) => of[random.Next(of.Count)];
}
