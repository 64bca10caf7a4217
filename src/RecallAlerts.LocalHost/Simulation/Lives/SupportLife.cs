using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.LocalHost.Simulation.Lives;

/// <summary>Help with needs, treatment, and what the tests say.</summary>
internal sealed class SupportLife(Life life)
{
    private static readonly string[] Services = ["turning-point", "change-grow-live"];

    private readonly Dice _dice = life.Dice;
    private readonly ReleaseProfile _profile = life.Profile;

    public static void Live(Life life)
    {
        var support = new SupportLife(life);
        foreach (var need in life.Profile.Needs) support.Help(need);
        support.Test();
    }

    private void Help(string need)
    {
        if (need == "substance-misuse") Treat();
        else if (_dice.Chance(RateOf(need))) Refer(need);
    }

    private static double RateOf(string need) => need switch
    {
        "finance" => PublishedRates.FinanceHelp,
        "employment" => PublishedRates.EmploymentHelp,
        _ => CohortDefaults.AccommodationHelp,
    };

    private void Refer(string need) =>
        life.Record(FactTypes.Referred, life.InLife(life.OfficeTime(life.Day(_dice.Between(-20, 30)))), new DataField("need", need));

    /// <summary>Mostly within the three weeks of the OHID measure, some later.</summary>
    private void Treat()
    {
        if (!_dice.Chance(PublishedRates.SubstanceHelp)) return;
        var day = _dice.Chance(0.75) ? _dice.Between(1, 20) : _dice.Between(21, 60);
        life.Record(FactTypes.Treatment, life.InLife(life.OfficeTime(life.Day(day))), new DataField("service", _dice.Pick(Services)));
    }

    private void Test()
    {
        var story = _profile.Recall?.Story;
        var fails = story is RecallStory.DrugTests or RecallStory.RefusedTests or RecallStory.Alcohol;
        var tests = _profile.Needs.Contains("substance-misuse") ? _dice.Between(0, 2) : _dice.Chance(0.04) ? 1 : 0;
        for (var i = 0; i < tests; i++) RoutineTest(fails);
        if (!fails) return;
        var bad = story == RecallStory.RefusedTests ? "refused" : "positive";
        for (var i = _dice.Between(2, 3); i > 0; i--) Result(life.BeforeRecall((i * 4) - 3, i * 4), bad);
    }

    /// <summary>Who will fail later tests has not failed before.</summary>
    private void RoutineTest(bool fails)
    {
        var at = life.OfficeTime(life.Day(_dice.Between(2, 70)));
        if (fails && at >= _profile.Recall!.RecalledAt.PlusHours(-24 * 16)) return;
        Result(at, fails ? "negative" : _dice.Weighted([("negative", 0.66), ("positive", 0.26), ("refused", 0.08)]));
    }

    private void Result(Instant at, string result)
    {
        if (at >= life.End) return;
        if (result != "negative") life.BadTests++;
        life.Record(FactTypes.SubstanceTest, at, new DataField("result", result));
    }
}
