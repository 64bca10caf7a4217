using RecallAlerts.Domain.Alerts;
using RecallAlerts.Domain.Calendar;
using RecallAlerts.Domain.Facts;
using RecallAlerts.Domain.Rules;

namespace RecallAlerts.Domain.Tests.Properties;

public sealed class ReconcileProperties
{
    private const int Runs = 500;

    [Fact]
    public void Alerts_AfterEveryReconcile_AreOpenForExactlyTheConditionsThatHold() =>
        Always((story, _, result) => AlertInvariants.OneForEachCondition(result, story.Last.Review));

    [Fact]
    public void Alerts_AfterEveryReconcile_SpeakForWhatTheirRuleSuppresses() => Always((story, _, result) =>
        AlertInvariants.SeverityIsTheHighestSpokenFor(result, story.Last.Review) &&
        AlertInvariants.SuppressionIsThatOfTheCondition(result, story.Last.Review));

    [Fact]
    public void Alerts_Closed_KeepNoTellingNoSnoozeAndNoAcknowledgement() =>
        Always((_, _, result) => AlertInvariants.ClosedAlertsHoldNothing(result));

    [Fact]
    public void Alerts_Standing_KeepWhatTheirStatusSays() => Always((_, _, result) => AlertInvariants.StatusAgreesWithWhatIsKept(result));

    [Fact]
    public void Tellings_AreOneARoleAndNeverDueBeforeTheyAreMade() =>
        Always((_, now, result) => AlertInvariants.TellingsAreScheduled(result, now));

    [Fact]
    public void NextAct_AfterEveryReconcile_LiesAhead() =>
        Always((_, now, result) => (result.NextActAt is null || result.NextActAt > now) && AlertInvariants.ChangesAreOfNow(result, now));

    [Fact]
    public void Reconcile_ASecondTimeAtTheSameInstant_ChangesNothing() => Always((story, now, result) =>
    {
        var (c, review) = story.Last;
        return AlertInvariants.NothingIsLeftToDo(Reconciler.Reconcile(story.Input(c), review, story.Alerts, now), result);
    });

    [Fact]
    public void Reconcile_AtFurtherInstants_ChangesNothing() => Timelines.Hold(
        Runs,
        s =>
        {
            var (seldom, often) = (new PlayedScenario(s), new PlayedScenario(s));
            var further = s.Looks.Concat(Enumerable.Range(-3, 40)
                .Select(day => s.Release.ReleasedAt.PlusSeconds((day * Instant.Day) + 7_777)));
            return seldom.Play([], (_, _) => true) && often.Play(further, (_, _) => true) && seldom.Log() == often.Log();
        },
        withAmendments: true);

    [Fact]
    public void MadeUpTimelines_HoldEveryRuleAndMakeEveryChange()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Timelines.Hold(
            Runs,
            s =>
            {
                var played = new PlayedScenario(s);
                played.Play(s.Looks, (_, _) => true);
                seen.UnionWith(played.Story.Changes.SelectMany(x => (string[])[x.Alert.Rule.ToString(),
                    x.Change is Closed closed ? closed.How.ToString() : x.Change.GetType().Name]));
                return true;
            },
            withAmendments: true);

        // Taking over what was done to an alert is the work of a merge, which no timeline of one release makes: its contract is the stores'.
        var changes = typeof(AlertChange).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(AlertChange)) && t != typeof(Closed) && t != typeof(TakenOver))
            .Select(t => t.Name);
        Assert.Empty(Enum.GetNames<RuleId>().Concat(Enum.GetNames<ClosedHow>()).Concat(changes).Except(seen));
    }

    private static void Always(Func<Story, Instant, Reconciliation, bool> holds) => Timelines.Hold(
        Runs,
        s =>
        {
            var played = new PlayedScenario(s);
            return played.Play(s.Looks, (now, result) => holds(played.Story, now, result));
        },
        withAmendments: true);
}
