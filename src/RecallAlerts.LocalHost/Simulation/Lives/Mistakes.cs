using RecallAlerts.Domain.Calendar;

namespace RecallAlerts.LocalHost.Simulation.Lives;

/// <summary>
/// What is written down wrongly and put right later, so that in the end the facts say what happened. How often is a default of
/// this project, no published figure found.
/// </summary>
internal static class Mistakes
{
    private static readonly string[] NoReason = ["OTHER"];

    public static void Make(Life life)
    {
        if (life.Dice.Chance(0.05)) WrongAddress(life);
        if (life.Dice.Chance(0.04)) WrongOutcome(life);
        if (life.Dice.Chance(0.02)) OtherPerson(life);
        if (life.Profile.Recall is null && life.Dice.Chance(0.004)) RecallInError(life);
    }

    /// <summary>Corrected by a new fact with the same occurredAt.</summary>
    private static void WrongAddress(Life life)
    {
        if (OneOf(life, FactTypes.Accommodation) is not { } right) return;
        var code = Addresses.IsSettled(right.Text("code")!) ? Addresses.OfTransient(life.Dice) : Addresses.OfSettled(life.Dice);
        life.Write(right.Type, right.OccurredAt, right.RecordedAt, new DataField("code", code));
        right.RecordedAt = FoundOut(life, right.RecordedAt);
    }

    /// <summary>Withdrawn and sent anew.</summary>
    private static void WrongOutcome(Life life)
    {
        if (OneOf(life, FactTypes.Outcome) is not { } right) return;
        var outcome = right.Text("outcome") == "ATTC" ? "UAAB" : "ATTC";
        var wrong = life.Write(
            right.Type, right.OccurredAt, right.RecordedAt, new("appointmentId", right.Text("appointmentId")!), new("outcome", outcome));
        right.RecordedAt = Withdraw(life, wrong, "wrong outcome").PlusSeconds(60);
    }

    private static void OtherPerson(Life life)
    {
        var at = life.InLife(life.OfficeTime(life.Day(life.Dice.Between(2, 40))));
        var wrong = life.Write(FactTypes.SubstanceTest, at, life.WrittenDown(at), new DataField("result", "positive"));
        Withdraw(life, wrong, "other person");
    }

    private static void RecallInError(Life life)
    {
        var at = life.InLife(life.OfficeTime(life.Day(life.Dice.Between(3, 60))));
        var wrong = life.Write(
            FactTypes.Recall,
            at,
            at.PlusSeconds(600),
            new("recallId", EndingLife.RecallId(life)),
            new("releaseId", life.Profile.ReleaseId),
            new("recalledAt", at.ToString()),
            new("type", "LR"),
            new("recordedReasons", NoReason));
        Withdraw(life, wrong, "recorded in error");
    }

    private static Instant Withdraw(Life life, DraftLine wrong, string reason)
    {
        var at = FoundOut(life, wrong.RecordedAt);
        life.Write(FactTypes.Withdrawn, at, at, new("eventId", wrong.Id), new("reason", reason));
        return at;
    }

    private static Instant FoundOut(Life life, Instant recordedAt) =>
        life.InOffice(recordedAt.PlusSeconds(life.Dice.Between(60, 5 * 24 * 60) * 60));

    private static DraftLine? OneOf(Life life, string type)
    {
        var lines = life.Lines.FindAll(l => l.Type == type);
        return lines.Count == 0 ? null : life.Dice.Pick(lines);
    }
}
