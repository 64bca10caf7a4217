using FsCheck;
using FsCheck.Fluent;
using RecallAlerts.Application.Recalls;
using static RecallAlerts.Application.Tests.Recalls.RecalledCase;

namespace RecallAlerts.Application.Tests.Recalls;

/// <summary>Whatever arrives of recalls, corrections and withdrawals, in whatever order and however often one looks, the same is kept in the end.</summary>
public sealed class RecallDecisionProperties
{
    private const int Runs = 400;

    [Fact]
    public void Rows_OfFactsInAnyOrderAndRepetition_AreTheSame() => Hold(facts =>
        Text(Decide([.. facts.Reverse(), .. facts])) == Text(Decide(facts)));

    [Fact]
    public void Rows_LookedAtAfterEachArrival_AreThoseOfOneLookAtTheEnd() => Hold(facts =>
    {
        IReadOnlyList<RecallRecord> rows = [];
        for (var n = 1; n <= facts.Length; n++) rows = Decide(facts[..n], rows);
        return Text(rows) == Text(Decide(facts));
    });

    [Fact]
    public void Rows_OnceKept_AreNeverLostAndKeepTheirAnswers() => Hold(facts =>
    {
        IReadOnlyList<RecallRecord> rows = [];
        foreach (var n in Enumerable.Range(1, facts.Length))
        {
            var next = Decide(facts[..n], rows);
            if (!rows.All(r => next.Single(x => x.RecallId == r.RecallId).Answers.Take(r.Answers.Count).SequenceEqual(r.Answers))) return false;
            rows = next;
        }

        return true;
    });

    private static IReadOnlyList<RecallRecord> Decide(Planned[] facts, params IReadOnlyList<RecallRecord> rows)
    {
        var c = new RecalledCase();
        foreach (var f in facts) _ = f.IsWithdrawal ? c.Withdrawn($"e{f.Event}", f.Hours + 50) : c.Recalled($"e{f.Event}", f.Hours, f.Narrative, f.Type, recallId: $"R{f.Event % 2}");
        return c.Decide(Later, rows);
    }

    private static string Text(IReadOnlyList<RecallRecord> rows) => string.Join('\n', rows.OrderBy(r => r.RecallId, StringComparer.Ordinal).Select(r =>
        $"{r.RecallId} {r.RecalledAt} {r.RecordedAt} {r.Type} {r.Status} {r.NarrativeOf} {r.HasNarrative} {r.Machine.Primary} {r.Machine.Confidence} {r.Standing} {string.Join(',', r.Machine.Evidence)}"));

    // An event is sent once, as a source does; what it says follows from its number, so that it is the same however often it is drawn.
    private static void Hold(Func<Planned[], bool> property)
    {
        var planned = Gen.Choose(0, 11).Select(Planned.Of).ArrayOf().Where(a => a.Length is > 0 and < 9).Select(a => a.Distinct().ToArray());
        var runs = 0;
        Prop.ForAll(planned.ToArbitrary(), facts => ++runs > 0 && property(facts))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Runs).WithStartSize(8).WithEndSize(8).WithQuietOnSuccess(true).WithReplay(20_260_616, 1_974_311));
        Assert.Equal(Runs, runs);
    }

    private sealed record Planned(int Event, bool IsWithdrawal, int Hours, string? Narrative, string Type)
    {
        public static Planned Of(int n) => n < 8
            ? new(n, false, (n * 5 % 7) - 3, n % 3 == 0 ? $"He lost room {n}." : null, n % 2 == 0 ? "LR" : "FTR_28")
            : new(n - 8, true, 0, null, "");
    }
}
