using RecallAlerts.Domain.Recalls;

namespace RecallAlerts.Calibration;

/// <summary>writers: each writer's narratives are judged by a fit on those of all the others. What says the rules themselves is always in the fit.</summary>
internal static class WritersCommand
{
    public static int Run(Root root, string? errors)
    {
        var narratives = root.Narratives("development");
        var judged = new List<(Narrative N, double[] Scores)>();
        foreach (var writer in narratives.Select(n => n.Writer).Where(w => w != Narrative.OfTheRules).Distinct().Order(StringComparer.Ordinal))
        {
            var fitted = new Fitted(root.Lexicon, [.. narratives.Where(n => n.Writer != writer)]);
            var answers = narratives.Where(n => n.Writer == writer).Select(n => (n, fitted.Score(n))).ToArray();
            judged.AddRange(answers);
            Say(writer, [.. answers.Select(x => Answer(x.n, x.Item2, FitCommand.Temperature))]);
        }

        for (var t = 0.40; t < 0.75; t += 0.03)
        {
            var loss = judged.Average(x => -Math.Log(Fit.Shares(x.Scores, t)[(int)x.N.Primary]));
            Console.WriteLine($"temperature {t:0.00}: loss {loss:0.0000}, ECE {Quality.CalibrationError([.. judged.Select(x => Answer(x.N, x.Scores, t))]):0.000}");
        }

        var all = judged.Select(x => Answer(x.N, x.Scores, FitCommand.Temperature)).ToArray();
        Report.Say(all);
        if (errors is not null) File.WriteAllLines(errors, judged.Zip(all).Where(x => !x.Second.IsRight).Select(x => $"{x.First.N.Id} right {x.Second.Right} said {x.Second.Answer} {x.Second.Confidence:0.00} | {x.First.N.Text}"));
        return 0;
    }

    private static void Say(string who, IReadOnlyList<Judged> answers) =>
        Console.WriteLine($"{who}: {answers.Count} narratives, accuracy {Quality.Accuracy(answers):0.000}, macro-F1 {Quality.MacroF1(answers):0.000}, ECE {Quality.CalibrationError(answers):0.000}");

    private static Judged Answer(Narrative n, double[] scores, double temperature)
    {
        var shares = Fit.Shares(scores, temperature);
        var best = Array.IndexOf(shares, shares.Max());
        return new Judged(n.Id, n.Primary, (RecallReason)best, Math.Min(0.99, shares[best]));
    }
}
