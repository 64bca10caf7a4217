using System.Text.Json;
using RecallAlerts.LocalHost.Tests.Serving;

namespace RecallAlerts.LocalHost.Tests.Commands;

/// <summary>what-if on a store as a user has it.</summary>
public sealed class WhatIfCommandTests : IDisposable
{
    private const string Strict = """{"version":"stricter-contact","rules":{"noContact":{"earlyIntervalDays":5,"intervalDays":7,"graceDays":1}}}""";

    private readonly Tool _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task WhatIf_ForMachines_SaysBothPoliciesAndTheDifferenceInTheSameBytes()
    {
        await ImportCohortAsync();
        var ran = await WhatIfAsync(Strict, "--json");
        Assert.Equal((0, ""), (ran.Exit, ran.Errors));
        var said = JsonDocument.Parse(ran.Output).RootElement;
        Assert.Equal(60, said.Number("releases"));
        Assert.Equal("stricter-contact", said.GetProperty("other").Text("version"));
        var (inForce, other) = (Measure(said, "inForce", "alertsPerPractitionerDay"), Measure(said, "other", "alertsPerPractitionerDay"));
        Assert.True(other > inForce && inForce > 0);
        Assert.Equal(other - inForce, said.GetProperty("difference").GetProperty("alertsPerPractitionerDay").GetDouble(), 3);
        Assert.Equal(said.Number("recalls"), said.GetProperty("inForce").List("byReason").Sum(r => r.Number("recalls")));
        Assert.Equal(ran.Output, (await WhatIfAsync(Strict, "--json")).Output);
        Assert.DoesNotMatch("[A-Z][0-9]{6}", ran.Output);
    }

    [Fact]
    public async Task WhatIf_OfThePolicyInForce_MakesNoDifference()
    {
        await ImportCohortAsync();
        var said = JsonDocument.Parse((await WhatIfAsync(Strict, "--json", "--in-force", _tool.Write("same.json", Strict))).Output).RootElement;
        Assert.Equal("stricter-contact", said.GetProperty("inForce").Text("version"));
        Assert.All(said.GetProperty("difference").EnumerateObject(), d => Assert.Equal(0, d.Value.GetDouble()));
    }

    [Fact]
    public async Task WhatIf_OfAPolicyThatRaisesNothing_Is0WithoutAMedian()
    {
        await ImportCohortAsync();
        string[] rules =
        [
            "accommodationUnknown", "appointmentMissed", "checkOverdue", "firstAppointmentNotAttended", "firstAppointmentNotBooked", "handoverNotCompleted", "homeless",
            "missedWithoutResponse", "noContact", "noPractitioner", "outcomeOverdue", "placementEnding", "practitionerChurn", "substanceUse", "supportNotReferred",
            "treatmentNotStarted", "unsettledAccommodation",
        ];
        var silent = JsonSerializer.Serialize(new { version = "silent", rules = rules.ToDictionary(r => r, _ => new { enabled = false }) });
        var said = JsonDocument.Parse((await WhatIfAsync(silent, "--json")).Output).RootElement;
        foreach (var name in (string[])["alertsPerPractitionerDay", "immediateMessagesPerPractitionerDay", "alertsForManagers", "recallsWarned", "recallsWarnedShare", "notRecalledShare"])
            Assert.Equal(0, Measure(said, "other", name));
        Assert.Equal(JsonValueKind.Null, said.GetProperty("other").GetProperty("measures").GetProperty("medianLeadTimeHours").ValueKind);
        var median = (await WhatIfAsync(silent)).Output.Split('\n').Single(l => l.Contains("Median lead time", StringComparison.Ordinal));
        Assert.Equal("-", median.Split('│')[3].Trim());
    }

    [Theory]
    [InlineData("2026-06-05T10:00:00Z", 1)]
    [InlineData("2026-06-05T09:59:00Z", 0)]
    public async Task Recall_IsWarnedOf_From48HoursAfterTheAlertOn(string recalledAt, int warned)
    {
        await ImportAsync(
            Sent.Event("r", "release.registered", "any", "2026-06-01T09:00:00Z", Sent.Release("X100001")),
            Sent.Event("h", "accommodation.recorded", Sent.IdOf("X100001"), "2026-06-03T10:00:00Z", """{"code":"A08A"}""", "2026-06-03T10:00:00Z"),
            Sent.Event("c", "recall.recorded", Sent.IdOf("X100001"), recalledAt, """{"recallId":"R1"}""", recalledAt));
        ClassifyAsHomelessness();
        var said = JsonDocument.Parse((await WhatIfAsync(Strict, "--json")).Output).RootElement;
        Assert.Equal(warned, Measure(said, "inForce", "recallsWarned"));
        Assert.Equal("homelessness", said.GetProperty("inForce").List("byReason").Single().Text("reason"));
    }

    [Fact]
    public async Task WhatIf_ForPeople_SaysWhatIsNotPlayed()
    {
        await ImportCohortAsync();
        var ran = await WhatIfAsync(Strict);
        Assert.Equal((0, ""), (ran.Exit, ran.Errors));
        foreach (var words in (string[])["In force", "stricter-contact", "60 releases", "Median lead time", "among those not recalled", "Acts of people are not played"])
            Assert.Contains(words, ran.Output, StringComparison.Ordinal);
        Assert.DoesNotMatch("[A-Z][0-9]{6}", ran.Output);
    }

    [Fact]
    public async Task WhatIf_OfDatesWithoutReleases_SaysThatThereIsNothing()
    {
        await ImportCohortAsync();
        var ran = await _tool.RunAsync("what-if", "--policy", _tool.Write("p", Strict), "--from", "2030-01-01", "--to", "2030-01-31", "--data", _tool.Data, "--json");
        var said = JsonDocument.Parse(ran.Output).RootElement;
        Assert.Equal((0, 0, 0), (ran.Exit, said.Number("releases"), said.Number("recalls")));
        Assert.Equal(JsonValueKind.Null, said.GetProperty("inForce").GetProperty("measures").GetProperty("alertsPerPractitionerDay").ValueKind);
    }

    [Theory]
    [InlineData("what-if", "--from", "2026-01-01", "--to", "2026-01-31")]
    [InlineData("what-if", "--policy", "p", "--from", "2026-01-01")]
    [InlineData("what-if", "--policy", "p", "--from", "2026-02-01", "--to", "2026-01-31")]
    [InlineData("what-if", "--policy", "absent", "--from", "2026-01-01", "--to", "2026-01-31")]
    [InlineData("what-if", "--policy", "p", "--in-force", "absent", "--from", "2026-01-01", "--to", "2026-01-31")]
    [InlineData("what-if", "--policy", "p", "--from", "2026-01-01", "--to", "2026-01-31")]
    public async Task WhatIf_ThatCannotBeDone_SaysSoAndEndsWith2(params string[] arguments)
    {
        _tool.Write("p", Strict);
        var ran = await _tool.RunAsync([.. arguments, "--data", _tool.Data]);
        Assert.Equal((2, ""), (ran.Exit, ran.Output));
        Assert.NotEqual("", ran.Errors);
        Assert.DoesNotContain("   at ", ran.Errors, StringComparison.Ordinal);
        Assert.False(System.IO.Directory.Exists(_tool.Data));
    }

    private static double Measure(JsonElement said, string policy, string name) => said.GetProperty(policy).GetProperty("measures").GetProperty(name).GetDouble();

    private Task<Ran> WhatIfAsync(string policy, params string[] more) =>
        _tool.RunAsync(["what-if", "--policy", _tool.Write("policy.json", policy), "--from", "2026-01-01", "--to", "2026-12-31", "--data", _tool.Data, .. more]);

    private async Task ImportCohortAsync()
    {
        await _tool.RunAsync("simulate", "--releases", "60", "--seed", "3", "--days", "40", "--out", _tool.PathOf("cohort"));
        Assert.Equal(0, (await _tool.RunAsync("import", _tool.PathOf("cohort"), "--data", _tool.Data)).Exit);
    }

    private async Task ImportAsync(params string[] lines) => Assert.Equal(0, (await _tool.RunAsync("import", _tool.Write("lines", lines), "--data", _tool.Data)).Exit);

    // Puts the answer of a person into the store, so that the test does not hang on the classifier.
    private void ClassifyAsHomelessness() => new StoreFile(Path.Combine(_tool.Data, "recall-alerts.db")).Run(
        "INSERT OR REPLACE INTO recalls (release_no, recall_id, recalled_at, recorded_at, recorded_reasons, status, has_narrative, machine_primary, machine_secondary, confidence, " +
        "needs_review, evidence, classifier, policy_version, person_primary, rosh, region, accommodation_at_release, accommodation_at_recall, days_from_release, alerts_open, look_back) " +
        "VALUES ((SELECT no FROM releases), 'R1', 0, 0, '', 0, 0, 5, '', 0.5, 0, '[]', 'c', 'p', 0, 0, 'east-midlands', 0, 0, 0, 0, '[]')");
}
