using RecallAlerts.Api.Pages.Operating;
using RecallAlerts.Application.Policies;
using RecallAlerts.Application.WhatIf;

namespace RecallAlerts.Pages.Tests.Operating;

public sealed class PolicyFormTests
{
    private const string Right = """{ "version": "v" }""";

    [Theory]
    [InlineData(Right, "2026-06-01", "2026-06-01", "")]
    [InlineData(Right, "2026-06-02", "2026-06-01", "to")]
    [InlineData(Right, "1999-12-31", "2026-06-01", "from")]
    [InlineData(Right, "2000-01-01", "2100-01-01", "")]
    [InlineData(Right, "2026-06-01", "2100-01-02", "to")]
    [InlineData(Right, null, "1.6.2026", "from to")]
    [InlineData(null, "2026-06-01", "2026-06-01", "policy")]
    [InlineData("[]", "2026-06-01", "2026-06-01", "policy")]
    [InlineData("{", "2026-06-01", "2026-06-01", "policy")]
    [InlineData("""{"a":1,"a":2}""", "2026-06-01", "2026-06-01", "policy")]
    [InlineData("""{"version":1e999,"regions":[]}""", "2026-06-01", "2026-06-01", "policy policy")]
    [InlineData("""{"delivery":{"gatheredAt":[null]}}""", "2026-06-01", "2026-06-01", "policy")]
    [InlineData("""{"triage":{"firstWeekFactor":1e999}}""", "2026-06-01", "2026-06-01", "policy")]
    public void Read_OfWhatIsWrong_NamesTheField(string? document, string? from, string? to, string fields)
    {
        var (asked, errors) = PolicyForm.Read(document, from, to);
        Assert.Equal(fields, string.Join(' ', errors.Select(e => e.Field)));
        Assert.Equal(fields.Length == 0, asked is not null);
    }

    [Theory]
    [InlineData("{", "It cannot be read as JSON at line 1, position 2: look there")]
    [InlineData("{\n  \"version\": \"v\"\n  \"rules\": {}\n}", "It cannot be read as JSON at line 3, position 3: look there")]
    [InlineData("""{"a":1,"a":2}""", "It cannot be read as JSON: look for a name that stands twice")]
    [InlineData("[]", "It is not a JSON object")]
    public void Read_OfWhatIsNoJson_SaysWhereInPlainWords(string document, string words) =>
        Assert.StartsWith(words, Assert.Single(PolicyForm.Read(document, "2026-06-01", "2026-06-01").Errors).Text, StringComparison.Ordinal);

    [Fact]
    public void Model_OfAPolicyThatDiffers_SaysWhereByRegion()
    {
        var policies = PolicyDocument.Load("""{ "version": "ours", "delivery": { "digestAt": "08:45" }, "regions": { "wales": { "rules": { "noContact": { "graceDays": 3 } } } } }""");
        var model = PolicyModel.Of(policies, TrialLimits.Default, new Dictionary<string, string>(), []);
        Assert.Equal(["Everywhere", "wales"], model.Differences.Select(d => d.Where));
        Assert.Equal(["version", "delivery.digestAt"], model.Differences[0].Differences.Select(d => d.Path));
        var grace = Assert.Single(model.Differences[1].Differences, d => d.Path == "rules.noContact.graceDays");
        Assert.Equal(("2", "3"), (grace.Before, grace.Now));
        Assert.Equal("08:45", model.Sections.Single(s => s.Title == "delivery").Numbers.Single(n => n.Path == "delivery.digestAt").Value);
    }

    [Fact]
    public void Model_OfTheOneThatShips_HasEveryNumberAndNoDifference()
    {
        var model = PolicyModel.Of(PolicyDocument.Default, TrialLimits.Default, new Dictionary<string, string>(), []);
        Assert.Empty(model.Differences);
        Assert.Contains(model.Sections, s => s.Title == "rules.homeless");
        Assert.Contains(model.Sections, s => s.Numbers.Any(n => n.Value == "never"));
        Assert.True(model.Sections.Sum(s => s.Numbers.Count) > 100);
    }
}
