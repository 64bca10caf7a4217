using System.Net;
using RecallAlerts.Functions.Tests.Given;
using RecallAlerts.Functions.Tests.Pages;

namespace RecallAlerts.Functions.Tests.Operating;

/// <summary>Another policy, tried on what the app has stored.</summary>
public sealed class PolicyTrialTests
{
    [Theory]
    [InlineData("2026-06-01", "1 release")]
    [InlineData("2026-06-02", "0 releases")]
    public async Task Policy_ThatIsTried_IsComparedOnTheReleasesOfTheAppAndTellsNobody(string day, string releases)
    {
        await using var app = new App();
        await app.TellAsync();
        var handed = app.Handed.Count;
        await using var host = await PageHost.StartAsync(on: app);
        host.Authority.Roles = ["operations"];
        await host.SignInAsync("/operations/policy");
        var page = await host.PostAsync(
            "/operations/policy", "/operations/policy", ("policy", """{ "version": "stricter-contact", "rules": { "noContact": { "earlyIntervalDays": 5 } } }"""), ("from", day), ("to", day));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("stricter-contact", page.Text, StringComparison.Ordinal);
        Assert.Contains(releases, page.Text, StringComparison.Ordinal);
        Assert.Equal(handed, app.Handed.Count);
    }
}
