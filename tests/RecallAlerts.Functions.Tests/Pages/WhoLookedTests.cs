using RecallAlerts.Domain.Releases;
using RecallAlerts.Functions.Tests.Given;

namespace RecallAlerts.Functions.Tests.Pages;

/// <summary>Who looked at somebody with several releases.</summary>
public sealed class WhoLookedTests
{
    [Fact]
    public async Task Page_OfOneRelease_LeadsToOthersOfThePersonThatTheViewerMaySee()
    {
        await using var app = new App();
        var (earlier, foreign) = (Sent.Release().Replace("2026-06-01", "2026-03-02", StringComparison.Ordinal), Sent.Release().Replace("2026-06-01", "2026-01-05", StringComparison.Ordinal));
        foreign = foreign.Replace("\"P1\"", "\"P2\"", StringComparison.Ordinal).Replace("derby-city", "derbyshire", StringComparison.Ordinal);
        await app.IngestAsync(
            Sent.Registration(), Sent.Event("reg-2", "release.registered", "any", data: earlier), Sent.Event("reg-3", "release.registered", "any", data: foreign),
            Sent.Registration("X424243"));
        await using var host = await PageHost.StartAsync(on: app);
        await host.SignInAsync("/my-cases");
        var page = (await host.GetAsync($"/releases/{app.WatchId}/looked")).Text;
        Assert.Contains($"/releases/{WatchIdOf(app, "2026-03-02")}/looked", page, StringComparison.Ordinal);
        Assert.Contains("released 2 March 2026", page, StringComparison.Ordinal);
        Assert.DoesNotContain(WatchIdOf(app, "2026-01-05"), page, StringComparison.Ordinal);
        Assert.Equal(1, page.Split("/looked").Length - 1);
    }

    private static string WatchIdOf(App app, string day) => app.UseCases.Key.WatchIdOf(new ReleaseId($"{Sent.Crn}-{day.Replace("-", "", StringComparison.Ordinal)}"));
}
