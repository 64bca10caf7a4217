using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Calibration;

/// <summary>held-out: the shipped classifier on narratives that nothing was fitted on.</summary>
internal static class HeldOutCommand
{
    public static int Run(Root root, string? file)
    {
        var narratives = file is null ? root.Narratives("held-out") : Narrative.Read([file]);
        var answers = narratives.Select(n => (N: n, C: RecallClassifier.Classify(new RecallInput(n.Text, [], []), 0))).ToArray();
        var judged = answers.Select(a => new Judged(a.N.Id, a.N.Primary, a.C.Primary, a.C.Confidence)).ToArray();
        Report.Say(judged);
        SaySecondary(answers);
        return 0;
    }

    private static void SaySecondary((Narrative N, RecallClassification C)[] answers)
    {
        var given = answers.Sum(a => a.C.Secondary.Count);
        var right = answers.Sum(a => a.C.Secondary.Count(a.N.Secondary.Contains));
        Console.WriteLine($"secondary: {given} named, {right} of them right, of {answers.Sum(a => a.N.Secondary.Count)} that are due");
    }
}
