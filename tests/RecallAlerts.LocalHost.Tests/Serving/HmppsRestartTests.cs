using System.Text;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Tests.Details;

namespace RecallAlerts.LocalHost.Tests.Serving;

public sealed class HmppsRestartTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("hmpps-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Release_HeldWhenTheServerIsKilled_IsWatchedAfterTheNextStart()
    {
        await using var source = await DetailsSource.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder, "settings.json"), $$"""{ "CaseDetails": { "AllowedHosts": "{{source.Url.Authority}}" } }""");
        var start = Instant.Parse("2026-06-02T09:00:00Z");
        using (var first = await ServerProcess.StartAsync(_folder, start))
        {
            using var envelope = new StringContent(
                HmppsSent.Of(HmppsSent.Released, "X000001", occurredAt: "2026-06-01T09:00:00Z", detailUrl: $"{source.Url}case/1"), Encoding.UTF8, "application/json");
            using var answer = await first.Client.PostAsync(new Uri("/api/events", UriKind.Relative), envelope);
            Assert.Contains("held", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            await Until.TrueAsync(() => !source.Asked.IsEmpty, TimeSpan.FromSeconds(20), "the first try");
            first.Kill();
        }

        source.Says(Sent.Release("X000001"));
        using var second = await ServerProcess.StartAsync(_folder, start.PlusHours(1));
        var release = new Uri("/api/releases/X000001-20260601", UriKind.Relative);
        await Until.TrueAsync(async () => (await Answer.OfAsync(await second.Client.GetAsync(release))).Status == 200, TimeSpan.FromSeconds(20), "the release");
    }
}
