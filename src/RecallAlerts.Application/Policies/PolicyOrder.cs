using System.Text.Json.Nodes;

namespace RecallAlerts.Application.Policies;

/// <summary>Pairs of numbers of which the first may not be over the second: a later stage cannot come first.</summary>
internal static class PolicyOrder
{
    private static readonly (string First, string Second)[] Pairs =
    [
        ("watch.firstWeekUntilDay", "watch.earlyRecallUntilDay"), ("watch.earlyRecallUntilDay", "watch.settlingUntilDay"),
        ("watch.settlingUntilDay", "watch.days"), ("rules.checkOverdue.workingDays", "rules.checkOverdue.laterWorkingDays"),
        ("rules.outcomeOverdue.workingDays", "rules.outcomeOverdue.laterWorkingDays"),
        ("rules.placementEnding.laterDaysBefore", "rules.placementEnding.daysBefore"),
        ("rules.placementEnding.lastDaysBefore", "rules.placementEnding.laterDaysBefore"),
        ("rules.practitionerChurn.changes", "rules.practitionerChurn.laterChanges"),
        ("rules.treatmentNotStarted.days", "rules.treatmentNotStarted.laterDays"),
        ("rules.unsettledAccommodation.days", "rules.unsettledAccommodation.laterDays"),
        ("delivery.openHour", "delivery.closeHour"), ("delivery.immediateADay", "delivery.immediateAWeek"),
    ];

    public static void Check(JsonObject document, string path, List<PolicyProblem> problems)
    {
        foreach (var (first, second) in Pairs)
        {
            if (Number(document, first) is { } a && Number(document, second) is { } b && a > b)
                problems.Add(new PolicyProblem(path + first, $"must not be over {second} ({b})"));
        }

        CheckHours(document, path, problems);
    }

    private static void CheckHours(JsonObject document, string path, List<PolicyProblem> problems)
    {
        if (Number(document, "delivery.openHour") == Number(document, "delivery.closeHour"))
            problems.Add(new PolicyProblem(path + "delivery.closeHour", "must be after delivery.openHour"));
        if (document["delivery"]!["gatheredAt"] is not JsonArray times) problems.Add(new PolicyProblem(path + "delivery.gatheredAt", "must be a list"));
        else if (!times.Select(t => t!.ToString()).Order(StringComparer.Ordinal).SequenceEqual(times.Select(t => t!.ToString()), StringComparer.Ordinal))
            problems.Add(new PolicyProblem(path + "delivery.gatheredAt", "must be in ascending order"));
    }

    private static int? Number(JsonObject document, string path)
    {
        JsonNode? node = document;
        foreach (var name in path.Split('.')) node = node?[name];
        return node is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;
    }
}
