using RecallAlerts.Domain.Calendar;
using RecallAlerts.LocalHost.Simulation.Lives;

namespace RecallAlerts.LocalHost.Simulation.Narratives;

/// <summary>
/// The words of a recall, in a practitioner's language and about nobody: the cause as it was told in the life, what followed, and
/// the asides (negated, past, hearsay, dropped arrests) that make reading them hard. Nothing in it contradicts the timeline.
/// </summary>
internal sealed class Narrative(Life life, RecallPlan recall)
{
    private const int Shortest = 100;
    private const int Longest = 600;

    private readonly Dice _dice = life.Dice;
    private readonly List<string> _sentences = [];

    public static string Write(Life life, RecallPlan recall) => new Narrative(life, recall).Write();

    private string Write()
    {
        var wording = new Wording(life, recall);
        Say(0.4, BackgroundWords.Openings);
        Say(1, Core(recall.Story));
        if (recall.Cause != RecallCause.InsufficientInformation) Asides();
        Say(0.65, After(recall.Cause));
        Say(0.6, BackgroundWords.Closings);
        var text = wording.Roughen(wording.Fill(Joined()));
        while (text.Length < Shortest) text += " " + wording.Fill(_dice.Pick(BackgroundWords.Closings));
        return text.Length <= Longest ? text : text[..text.LastIndexOf(' ', Longest)];
    }

    private string Joined() => string.Join(' ', _sentences.Where(s => s.Length > 0));

    private void Say(double chance, string[] fragments)
    {
        if (_dice.Chance(chance)) _sentences.Add(_dice.Pick(fragments));
    }

    private void Asides()
    {
        if (recall.ArrestCameToNothing) Say(0.9, BackgroundWords.NoFurtherAction);
        if (recall.Cause == RecallCause.Homelessness && life.BadTests > 0) Say(0.5, BackgroundWords.AlsoTests);
        if (life.Missed > 0 && recall.Story != RecallStory.Disengaged) Say(0.35, BackgroundWords.AlsoMissed);
        if (Housed) Say(0.35, BackgroundWords.Housed);
        if (life.BadTests == 0 && recall.Cause != RecallCause.SubstanceMisuse) Say(0.3, BackgroundWords.NotUsing);
        if (Steady) Say(0.2, BackgroundWords.Steady);
        if (life.Profile.InWork) Say(0.6, BackgroundWords.Working);
        Say(0.15, BackgroundWords.Past);
        Say(0.12, BackgroundWords.Hearsay);
    }

    /// <summary>Somewhere of one's own or given for longer, and never lost.</summary>
    private bool Housed =>
        recall.Cause != RecallCause.Homelessness && life.LostAddressAt is null && life.Address is { } code && Addresses.IsSettled(code);

    private bool Steady =>
        recall.Cause != RecallCause.ContinuityFailure && life.Holders.Count == 1 && life.Profile.PractitionerId is not null
        && (life.Profile.HandoverCompleted || HandedOverBefore(life.Profile.ReleasedAt));

    private bool HandedOverBefore(Instant t) => life.Lines.Exists(l => l.Type == FactTypes.Handover && l.OccurredAt < t);

    private static string[] Core(RecallStory story) => story switch
    {
        RecallStory.NoAddress => HousingWords.NoAddress,
        RecallStory.PlacementEnded => HousingWords.PlacementEnded,
        RecallStory.AskedToLeave => HousingWords.AskedToLeave,
        RecallStory.DrugTests => SubstanceWords.DrugTests,
        RecallStory.RefusedTests => SubstanceWords.RefusedTests,
        RecallStory.Alcohol => SubstanceWords.Alcohol,
        RecallStory.NoHandover => ContinuityWords.NoHandover,
        RecallStory.ManyPractitioners => ContinuityWords.ManyPractitioners,
        RecallStory.NoPractitioner => ContinuityWords.NoPractitioner,
        RecallStory.NothingBooked => ContinuityWords.NothingBooked,
        RecallStory.LostInTransfer => ContinuityWords.LostInTransfer,
        RecallStory.NewCharge => ConductWords.NewCharge,
        RecallStory.Curfew => ConductWords.Curfew,
        RecallStory.ExclusionZone => ConductWords.ExclusionZone,
        RecallStory.Disengaged => ConductWords.Disengaged,
        RecallStory.Device => ConductWords.Device,
        _ => ConductWords.NothingSaid,
    };

    private static string[] After(RecallCause cause) => cause switch
    {
        RecallCause.Homelessness => HousingWords.After,
        RecallCause.SubstanceMisuse => SubstanceWords.After,
        RecallCause.ContinuityFailure => ContinuityWords.After,
        RecallCause.FurtherOffence => ConductWords.ChargeAfter,
        RecallCause.NonComplianceOther => ConductWords.BreachAfter,
        _ => ConductWords.NothingAfter,
    };
}
