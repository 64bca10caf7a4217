using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using AngleSharp.Html.Parser;
using Xunit.Abstractions;

namespace RecallAlerts.Pages.Tests.Triaging;

/// <summary>How large the largest pages are. How long they take is printed, beside an empty page in the same run: the figures are in docs/performance.md.</summary>
public sealed class TriageSpeedTests(FilledPdu pdu, ITestOutputHelper output) : IClassFixture<FilledPdu>
{
    private const string Manager = $"duty-manager:{FilledPdu.Pdu}";
    private const string Practitioner = $"practitioner:N04@{FilledPdu.Pdu}";
    private const int MostBytes = 200 * 1024;
    private const int Times = 30;

    public static TheoryData<string, string, int> Pages => new()
    {
        { Manager, "/triage", 50 }, { Manager, "/triage?window=all&page=20", 50 }, { Manager, "/triage?window=all&severity=urgent&order=flags", 50 }, { Manager, "/triage?practitioner=N99", 0 },
        { Practitioner, "/my-cases", 60 },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_WithFarMoreThanAnybodyHas_IsSmall(string persona, string address, int shown)
    {
        using var client = await SignedInAsync(persona);
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        var (empty, _) = await MeasureAsync(client, "/signed-out");
        var (took, page) = await MeasureAsync(client, address);
        output.WriteLine($"{address}: best {took[0]:0.0} ms, median {took[Times / 2]:0.0} ms, worst {took[^1]:0.0} ms, {took[Times / 2] / empty[Times / 2]:0.0} times an empty page; {page.Length / 1024.0:0.0} KB as sent");
        using var document = await new HtmlParser().ParseDocumentAsync(new GZipStream(new MemoryStream(page), CompressionMode.Decompress));
        Assert.InRange(document.QuerySelectorAll(".app-triage__item, .app-alert").Length, shown, shown == 0 ? 0 : 200);
        Assert.InRange(page.Length, 1, MostBytes);
    }

    private static async Task<(List<double> Took, byte[] Page)> MeasureAsync(HttpClient client, string address)
    {
        var took = new List<double>();
        byte[] page = [];
        for (var i = 0; i < Times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            page = await client.GetByteArrayAsync(address);
            took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        took.Sort();
        return (took, page);
    }

    private async Task<HttpClient> SignedInAsync(string persona)
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = pdu.Address };
        using var signIn = await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync("/sign-in"));
        var token = signIn.QuerySelector("form[action='/sign-in'] input[type=hidden]")!;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { [token.GetAttribute("name")!] = token.GetAttribute("value")!, ["persona"] = persona, ["to"] = "/signed-out" };
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync("/sign-in", content);
        answer.EnsureSuccessStatusCode();
        return client;
    }
}
