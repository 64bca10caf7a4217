using System.Text.Json;
using RecallAlerts.Domain.Reviews;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Reviews;

public sealed class WorkedCaseTests
{
    public static TheoryData<string> Ids => [.. WorkedCases.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Review_OfAWorkedCase_AgreesInEveryField(string id)
    {
        var (expected, review) = (WorkedCases.Expected(id), WorkedCases.Review(id));

        Assert.Equal(Text(expected, "state"), NameOf<WatchState>.Text(review.State));
        Assert.Equal(Text(expected, "phase"), review.Phase is { } phase ? NameOf<Phase>.Text(phase) : null);
        Assert.Equal(expected.GetProperty("conditions").EnumerateArray().Select(Written), review.Conditions.Select(Written));
        Assert.Equal(Text(expected, "nextChangeAt"), review.NextChangeAt?.ToString());
    }

    [Fact]
    public void WorkedCases_InTheFile_AreAllRead() => Assert.Equal(314, WorkedCases.Ids.Count);

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Written(JsonElement x) =>
        $"{Text(x, "rule")} [{Text(x, "key")}] {Text(x, "severity")} since {Text(x, "since")} by {Text(x, "suppressedBy")}";

    private static string Written(Condition x) =>
        $"{NameOf<RuleId>.Text(x.Rule)} [{x.Key}] {NameOf<Severity>.Text(x.Severity)} since {x.Since} " +
        $"by {(x.SuppressedBy is { } rule ? NameOf<RuleId>.Text(rule) : null)}";
}
